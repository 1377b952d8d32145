"""Tells the bot which channels let it write from now on, as the gateway hears of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

import structlog

from bot.core.delivery import Channel, Kind, Platform

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from bot.platforms.discord.places import Places

_log = structlog.get_logger()

OnMembership: TypeAlias = "Callable[[Channel, bool, str], Awaitable[None]]"


class Membership:
    """Collects channels whose standing may have changed, and tells `on_membership` of each how it stands by then.

    discord.py runs the handlers of its events side by side: told from there, an older word could come last. Here one
    task tells all, each channel once however many events concerned it.
    """

    def __init__(self, places: Places, on_membership: OnMembership | None) -> None:
        self._places = places
        self._on_membership = on_membership
        self._waiting: dict[int, str] = {}
        self._is_something = asyncio.Event()

    def changed(self, channel_ids: Iterable[int]) -> None:
        """Look at these channels again."""
        self.gone(channel_ids, "")

    def gone(self, channel_ids: Iterable[int], why: str) -> None:
        """Take these channels for closed."""
        self._waiting |= dict.fromkeys(channel_ids, why)
        self._is_something.set()

    async def run(self) -> None:
        """Tell until cancelled; what could not be told, because the store is away, is told by the next run."""
        while True:
            await self._is_something.wait()
            while self._waiting:
                channel_id = next(iter(self._waiting))
                why = self._waiting.pop(channel_id)
                try:
                    await self._tell(channel_id, why)
                except Exception:
                    self._waiting.setdefault(channel_id, why)
                    raise
            self._is_something.clear()

    async def _tell(self, channel_id: int, why: str) -> None:
        missing = "" if why else self._places.missing(channel_id)
        if missing is None or self._on_membership is None:
            return
        channel = Channel(platform=Platform.DISCORD, address=str(channel_id), kind=Kind.GROUP)
        hindrance = why or (f"the bot lacks the permission {missing}" if missing else "")
        if not hindrance and self._places.is_locked(channel_id):
            hindrance = "the thread is locked"
        _log.debug("discord.membership", channel=channel.id, is_member=not hindrance, why=hindrance)
        await self._on_membership(channel, not hindrance, hindrance or "the bot may write there")
