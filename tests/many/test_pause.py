"""A bot, or the store, that stands still for longer than a sign of life lasts: nobody is wrong about it for long."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from redis import Redis

from bot.core.delivery import Platform
from bot.store.leases import LIFETIME
from tests.many.books import in_flight, is_idle, uncertain
from tests.many.company import BOUND, LATENCY, events, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.many.company import Company, Services
    from tests.process.bot import BotProcess

BREAKING = "alert: breaking\n"
AWAY = LIFETIME + 1  # seconds in which nobody can say that they live
SLOW = AWAY + 3  # seconds that Telegram takes to answer, so that what was in flight before still is afterwards

pytestmark = pytest.mark.timeout(BOUND)


@pytest.mark.parametrize("level", ["", BREAKING], ids=["normal", "breaking"])
async def test_bot(company: Company, services: Services, url: str, level: str) -> None:
    """What a bot had in flight that stands still is taken over, and what it sent after all is noticed, not repeated."""
    first = await company.hire_first()
    second = await company.hire()
    company.newsroom.publish("a", "광장이 열립니다", more=level)
    await until(lambda: len(services.telegram.accepted) > len(services.chats) / 3)
    stopped = await _stopped(second, url)
    await until(lambda: is_idle(url), lambda: first.output)
    assert events(first, "delivery.taken_back")
    assert events(second, "bot.was_away") == []
    second.go_on()
    await until(lambda: bool(events(second, "bot.was_away")), lambda: second.output)
    company.newsroom.publish("b", "다음 기사", more=level)
    await until(lambda: is_idle(url) and all(services.on_telegram("다음")) and all(services.on_discord("다음")))
    assert set(services.on_discord("광장")) == set(services.on_discord("다음")) == {1}
    assert set(services.on_telegram("다음")) == {1}
    shown = dict(zip(services.chats, services.on_telegram("광장"), strict=True))
    missing, repeated = ({chat for chat, times in shown.items() if times == many} for many in (0, 2))
    assert set(shown.values()) <= {0, 1, 2}
    assert missing == await uncertain(company)
    assert (repeated if level else missing) <= stopped
    assert not (missing if level else repeated)


@pytest.mark.parametrize("how", ["stands still", "can't be reached"])
async def test_store(company: Company, services: Services, url: str, how: str) -> None:
    """While the store is away every sign of life ends, and nobody is taken for gone: nothing is sent twice."""
    await company.hire_first()
    await company.hire()
    company.newsroom.publish("a", "광장이 열립니다", more=BREAKING)
    await until(lambda: len(services.telegram.accepted) > len(services.chats) / 3)
    services.answers_after(SLOW)
    await until(lambda: all(in_flight(url, one) for one in company.bots))
    async with _frozen(url) if how == "stands still" else _out_of_reach(url):
        await asyncio.sleep(AWAY)
    services.answers_after(LATENCY)
    await until(lambda: is_idle(url))
    assert set(services.on_telegram("광장")) == set(services.on_discord("광장")) == {1}
    assert await uncertain(company) == set()


@asynccontextmanager
async def _frozen(url: str) -> AsyncIterator[None]:
    """Let the server do nothing for as long as the block lasts."""
    with Redis.from_url(url) as redis:
        server = redis.info("server")["process_id"]
    os.kill(server, signal.SIGSTOP)
    yield
    os.kill(server, signal.SIGCONT)


@asynccontextmanager
async def _out_of_reach(url: str) -> AsyncIterator[None]:
    """Cut every connection to the server, and let nobody connect for as long as the block lasts."""
    socket = Path(url.removeprefix("unix://"))
    with Redis.from_url(url) as redis:
        redis.ping()
        hidden = socket.rename(socket.with_suffix(".hidden"))  # noqa: ASYNC240 - over in an instant
        for kind in ("normal", "pubsub"):
            redis.client_kill_filter(_type=kind, skipme=True)
    yield
    hidden.rename(socket)


async def _stopped(bot: BotProcess, url: str) -> set[int]:
    """Let the bot stand still while it has something in flight to both platforms; return Telegram's chats of those."""
    while True:
        bot.stand_still()
        chats, channels = (in_flight(url, bot, platform) for platform in Platform)
        if chats and channels:
            return chats
        bot.go_on()
