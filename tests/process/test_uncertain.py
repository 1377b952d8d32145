"""`python -m bot uncertain`: what nobody can know is listed, and sent again or dropped, while the bot runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.faults import Failure, Fault
from tests.acceptance.town import CHANNEL, lines, until

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter

pytestmark = pytest.mark.kill

PLACE = f"telegram:{CHANNEL}"


@pytest.fixture
async def held(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """Let a bot be killed in the middle of a send, and the next one set the alert aside."""
    fault = Fault(Failure.HANG, "sendMessage")
    town.telegram.faults.add(fault)
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(town.on_discord()) and fault.times == 0)
        await bot.killed()
    async with start() as bot:
        await bot.says("delivery.held")
        assert await bot.told_to_stop() == 0


@pytest.mark.usefixtures("held")
async def test_resent(start: Starter, town: Town) -> None:
    """A bot says at its start that something is uncertain; it is listed, sent again by the same bot, and gone."""
    async with start() as bot:
        await bot.says("delivery.uncertain")
        (one,) = [json.loads(line) for line in (await _output(start, "--json")).splitlines()]
        assert (one["channel"], one["title"], one["obstacle"]) == (PLACE, "광장이 열립니다", "")
        assert one["link"].startswith("https://newsdao.kr/")
        assert one["why"] == "the bot ended while this was being sent"
        listed = await _output(start)
        assert all(word in listed for word in (PLACE, one["post"], one["title"], one["link"], "resend CHANNEL POST"))
        assert "resent" in await _output(start, "resend", PLACE, one["post"])
        await until(lambda: bool(lines(town.on_telegram(), "광장")), lambda: bot.output)
        assert (await _output(start)).startswith("Nothing is uncertain")
        assert await bot.told_to_stop() == 0


@pytest.mark.usefixtures("held")
async def test_dropped(start: Starter, town: Town) -> None:
    """Without a bot running it can be dropped, and the next bot has nothing to say about it."""
    assert "dropped" in await _output(start, "drop", "--all")
    async with start() as bot:
        await bot.says("role.taken")
        assert await bot.told_to_stop() == 0
    assert "delivery.uncertain" not in bot.output
    assert town.on_telegram() == []


@pytest.mark.parametrize("words", [["resend"], ["drop", PLACE], ["resend", PLACE, "a", "--all"], ["list", "--all"]])
async def test_misread(words: list[str], start: Starter) -> None:
    """A decision that does not say about what is refused before anything is done."""
    async with start("uncertain", *words) as command:
        assert await command.ends() == 2
        assert "--all" in command.output


async def test_not_there(start: Starter) -> None:
    """A delivery that is not uncertain is told to be so."""
    async with start("uncertain", "resend", PLACE, "none") as command:
        assert await command.ends() == 1
        assert f"{PLACE} none is not uncertain" in command.output


async def _output(start: Starter, *words: str) -> str:
    async with start("uncertain", *words) as command:
        assert await command.ends() == 0, command.output
        return command.output
