"""A wrong token stops one platform, aloud; a token is in no log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.sandbox.faults import Failure, Fault
from tests.acceptance.town import until

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter

WRONG = "8:AAF-wrong-SECRET"


@pytest.mark.parametrize("token", [WRONG, "...", "the-SECRET"], ids=["wrong", "copied", "no token"])
async def test_wrong_telegram_token(
    token: str, start: Starter, town: Town, newsroom: Newsroom, variables: dict[str, str]
) -> None:
    """Telegram refuses the token: the log says what to do, /readyz names it, and Discord gets its alerts."""
    async with start(TELEGRAM_TOKEN=token, LOG_FORMAT="json") as bot:
        await bot.says("source.baseline")
        await bot.says("platform.stopped")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(town.on_discord()), lambda: bot.output)
        (reason,) = (await _readiness(variables["HTTP_ADDRESS"]))["reasons"]
        assert reason.startswith("telegram: the token is refused")
        assert await bot.told_to_stop() == 0
    entries = [json.loads(line) for line in bot.output.splitlines()]
    stopped = [entry for entry in entries if entry["event"] == "platform.stopped"]
    assert {entry["remedy"] for entry in stopped} == {"correct TELEGRAM_TOKEN and restart"}
    assert token == "..." or token not in bot.output


async def test_wrong_discord_token(start: Starter, town: Town, newsroom: Newsroom, variables: dict[str, str]) -> None:
    """Discord refuses the token: the same the other way round."""
    async with start(DISCORD_TOKEN="wrong-SECRET") as bot:
        await bot.says("source.baseline")
        await bot.says("correct DISCORD_TOKEN and restart")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(town.on_telegram()), lambda: bot.output)
        (reason,) = (await _readiness(variables["HTTP_ADDRESS"]))["reasons"]
        assert reason.startswith("discord: the token is refused")
        assert await bot.told_to_stop() == 0
    assert "wrong-SECRET" not in bot.output


@pytest.mark.parametrize("form", ["text", "json"])
async def test_trouble_in_logs(form: str, start: Starter, town: Town, newsroom: Newsroom) -> None:
    """Whatever a platform does wrong is logged without the token, which stands in every address and header."""
    for failure in (Failure.GARBAGE, Failure.CUT_BEFORE, Failure.TRUNCATED):
        for call in ("sendMessage", "getUpdates"):
            town.telegram.faults.add(Fault(failure, call))
        town.discord.faults.add(Fault(failure, "POST /channels/{id}/messages"))
    async with start(LOG_FORMAT=form) as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "[속보] 큰일")
        await until(lambda: bot.output.count("delivery.failed") >= 2, lambda: bot.output)
        await bot.told_to_stop()
        if form == "json":
            assert all(json.loads(line)["level"] for line in bot.output.splitlines())


async def _readiness(address: str) -> dict[str, list[str]]:
    async with aiohttp.ClientSession() as session, session.get(f"http://{address}/readyz") as answer:
        assert answer.status == 503
        found: dict[str, list[str]] = await answer.json()
        return found
