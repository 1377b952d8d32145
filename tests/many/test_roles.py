"""Each role has one holder; another bot takes it over, soon when the holder dies and at once when it stops."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from bot.pipeline.roles import BEAT
from bot.store.leases import LIFETIME
from tests.many.company import BOUND, ROLES, Services, events, roles, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.many.company import Company
    from tests.process.bot import BotProcess

pytestmark = pytest.mark.timeout(BOUND)


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    """Give both services with a handful of chats."""
    async with Services(chats=9, channels=3) as running:
        yield running


@pytest.mark.kill
async def test_one_holder(company: Company, services: Services) -> None:
    """While several run, one watches and one listens on each platform; Telegram and Discord meet no second listener."""
    first = await company.hire_first()
    others = [await company.hire(), await company.hire()]
    await _is_answered(company, services, "하나")
    assert roles(first) == sorted(ROLES)
    assert [roles(one) for one in others] == [[], []]
    assert not [one for one in company.bots if events(one, "telegram.poll_conflict")]
    assert 409 not in services.statuses()
    assert len(events(first, "post.published")) == 1


async def test_holder_killed(company: Company, services: Services) -> None:
    """When the holder is killed, every role is taken over within ten seconds, and nobody is left unanswered."""
    first = await company.hire_first()
    others = [await company.hire(), await company.hire()]
    killed = time.monotonic()
    await first.killed()
    await until(lambda: _taken(others) == sorted(ROLES), lambda: [one.output for one in others])
    assert time.monotonic() - killed < 10
    await _is_answered(company, services, "둘")


async def test_holder_stopped(company: Company, services: Services) -> None:
    """When the holder stops, its roles are taken over at once: nobody waits for its leases to end."""
    first = await company.hire_first()
    second = await company.hire()
    stopped = time.monotonic()
    assert await first.told_to_stop() == 0
    await until(lambda: roles(second) == sorted(ROLES), lambda: second.output)
    assert time.monotonic() - stopped < LIFETIME - BEAT
    await _is_answered(company, services, "셋")


async def _is_answered(company: Company, services: Services, word: str) -> None:
    """Let a newsroom publish and readers ask; return when all of them have what they are to have."""
    company.newsroom.publish("a", f"{word} 기사")
    reader = services.chats[0]
    await until(lambda: all(services.on_telegram(word)) and all(services.on_discord(word)))
    assert set(services.on_telegram(word)) == set(services.on_discord(word)) == {1}
    told = len(services.telegram.messages(reader))
    await services.telegram.act({"do": "type", "chat": str(reader), "user": str(reader), "text": "/help"})
    await until(lambda: len(services.telegram.messages(reader)) == told + 2)
    place = services.channels[0]
    seen = len(services.discord.messages(place, reader))
    command = {"do": "command", "chat": str(place), "user": str(reader), "name": "help", "options": {}}
    await until(lambda: services.discord.is_bot_online)
    await services.discord.act(command)
    await until(lambda: len(services.discord.messages(place, reader)) > seen)


def _taken(bots: list[BotProcess]) -> list[str]:
    return sorted(role for one in bots for role in roles(one))
