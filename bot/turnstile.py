"""Lets messages to one platform through at the pacer's times: alerts and replies alike."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.pacer import Pacer

HORIZON = 0.05  # seconds of sends that may be booked ahead: what a breaking alert or a reply waits for at most


class Turnstile:
    """The one gate before a platform's wire."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    def free(self) -> int:
        """Return how many messages could go within the horizon."""
        return self._pacer.free(time.monotonic(), HORIZON)

    async def turn(self) -> None:
        """Take a place and return when its time has come."""
        now = time.monotonic()
        if (at := self._pacer.book(now)) > now:
            await asyncio.sleep(at - now)

    def pause(self, seconds: float) -> None:
        """Let nobody book a place within the next seconds."""
        self._pacer.pause(time.monotonic() + seconds)

    async def wait_until_free(self, longest: float) -> None:
        """Return when a place may be free, after `longest` seconds at the latest."""
        await asyncio.sleep(min(longest, HORIZON / 2))
