"""The gate that replies and alerts go through: one account of what this process sent."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Kind, Platform
from bot.core.errors import Throttled
from bot.core.pace import Stamps
from bot.pipeline.turnstile import Turnstile, at_its_place
from bot.store.store import Store, open_store
from tests.builders import a_channel
from tests.contract.test_pace import SLOW

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

READER, OTHER = a_channel("7", kind=Kind.PRIVATE), a_channel("8", kind=Kind.PRIVATE)


@pytest.fixture
async def slow(store: Store, url: str) -> AsyncIterator[Store]:
    """Give the store at Telegram's pace."""
    async with open_store(url, Path(), "me", SLOW, prefix=store.connection.prefix) as opened:
        yield opened


async def test_reply_after_late_alerts(slow: Store) -> None:
    """A reply waits for what was sent late, as an alert does, whatever place the store gave it."""
    stamps = Stamps(1)
    alert = await at_its_place(0.0, stamps)
    async with Turnstile(slow.turns, stamps).turn(READER) as may_go:
        assert may_go
        assert time.monotonic() >= alert.sent + 1.0


async def test_alert_after_late_reply(slow: Store) -> None:
    """An alert waits for a reply that was counted late: its answer tells."""
    stamps = Stamps(1)
    turnstile = Turnstile(slow.turns, stamps)
    async with turnstile.turn(OTHER):
        pass  # answered at once: so quick can the platform be
    async with turnstile.turn(READER):
        sent = time.monotonic()
        await asyncio.sleep(0.3)
    assert stamps.wait(sent) > 1.25


async def test_refused_reply(slow: Store) -> None:
    """A reply that is refused for its pace makes everybody leave the chat alone for as long as told."""
    turnstile = Turnstile(slow.turns, Stamps(30))
    with pytest.raises(Throttled):
        async with turnstile.turn(READER):
            raise Throttled("retry after 30", pause=30.0)
    async with turnstile.turn(READER) as may_go:
        assert not may_go


async def test_one_more_request(slow: Store) -> None:
    """A delivery's further request takes a place as a reply does, and is put off where the platform is left alone."""
    stamps = Stamps(1)
    turnstile = Turnstile(slow.turns, stamps)
    first = await at_its_place(0.0, stamps)
    await turnstile.another(Platform.TELEGRAM)
    assert time.monotonic() >= first.sent + 1.0
    await slow.turns.pause(Platform.TELEGRAM, 600)
    with pytest.raises(Throttled) as caught:
        await turnstile.another(Platform.TELEGRAM)
    assert caught.value.pause > 590
