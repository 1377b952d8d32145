"""`python -m bot held`: what the brake holds is listed, and released or dropped, while the bot runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.acceptance.town import CHANNEL, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter


@pytest.fixture(autouse=True)
def brake(variables: dict[str, str], tmp_path: Path) -> None:
    """Let two posts through."""
    settings = tmp_path / "sokbo.toml"
    settings.write_text(settings.read_text().replace("posts = 1000000", "posts = 2"), encoding="utf-8")
    assert variables["CONFIG"] == str(settings)


async def test_decided(start: Starter, town: Town, newsroom: Newsroom, variables: dict[str, str]) -> None:
    """Of three posts at once none is sent; one is released, the others dropped while the bot runs; its log says who."""
    async with start() as bot:
        await bot.says("source.baseline")
        assert await bot.told_to_stop() == 0
    for name in "abc":
        newsroom.publish(name, f"기사 {name}")
    async with start() as bot:
        await until(lambda: bot.output.count("post.held") == 3, lambda: bot.output)
        listed = [json.loads(line) for line in (await _output(start, "--json")).splitlines()]
        assert [one["title"] for one in listed] == ["기사 a", "기사 b", "기사 c"]
        assert all("3 posts within 1 minutes, where 2 may pass" in one["why"] for one in listed)
        assert "held release POST" in await _output(start)
        assert "released" in await _output(start, "release", listed[1]["post"])
        await until(lambda: bool(town.on_telegram(CHANNEL)), lambda: bot.output)
        assert (await _output(start, "drop", "--all")).count("dropped") == 2
        assert (await _output(start)).startswith("Nothing is held")
        async with aiohttp.request("GET", f"http://{variables['HTTP_ADDRESS']}/console/audit?lang=en") as answer:
            told = await answer.text()
        assert (told.count("(command line)"), told.count(listed[1]["post"])) == (3, 2)
        assert await bot.told_to_stop() == 0
    assert ["기사 b" in text for text in town.on_telegram(CHANNEL)] == [True]


async def test_not_there(start: Starter) -> None:
    """A post that is not held is told to be so, and a decision about nothing is refused."""
    async with start("held", "release", "none") as command:
        assert await command.ends() == 1
        assert "none is not held" in command.output
    async with start("held", "drop") as command:
        assert await command.ends() == 2


async def _output(start: Starter, *words: str) -> str:
    async with start("held", *words) as command:
        assert await command.ends() == 0, command.output
        return command.output
