"""Told to stop, the bot finishes what it is doing and leaves nothing behind, soon, whatever is wrong."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.faults import Failure, Fault
from tests.acceptance.town import until
from tests.process.conftest import outage
from tests.servers import BINARIES, a_server

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_idle(number: signal.Signals, start: Starter) -> None:
    """Ctrl-C and `docker stop` end an idle bot with exit code 0; its own server goes with it."""
    async with start() as bot:
        await bot.says("source.baseline")
        assert any("-server" in words for words in bot.relatives())
        assert await bot.told_to_stop(number) == 0
        assert bot.relatives() == []
        assert "bot.stopped" in bot.output
        assert "Traceback" not in bot.output


async def test_while_delivering(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """A delivery that hangs does not keep the bot from stopping in time; the other platform's is done."""
    fault = Fault(Failure.HANG, "sendMessage")
    town.telegram.faults.add(fault)
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: bool(town.on_discord()) and fault.times == 0)
        assert await bot.told_to_stop() == 0
        assert bot.relatives() == []
        assert "Traceback" not in bot.output


async def test_while_store_is_down(start: Starter) -> None:
    """A store that is gone does not keep the bot from stopping in time."""
    binary = BINARIES["valkey"]
    assert binary is not None
    with a_server(binary) as url:
        bot_at_work = start(REDIS_URL=url)
        bot = await bot_at_work.__aenter__()
        await bot.says("source.baseline")
    await bot.says("store.unreachable")
    assert await bot.told_to_stop() == 0
    assert "Traceback" not in bot.output
    await bot_at_work.__aexit__(None, None, None)


async def test_while_platforms_are_down(start: Starter, town: Town) -> None:
    """Platforms that were never reached do not keep the bot from stopping in time."""
    async with outage(town), start() as bot:
        await bot.says("platform.unreachable")
        assert await bot.told_to_stop() == 0
        assert bot.relatives() == []
        assert "Traceback" not in bot.output
