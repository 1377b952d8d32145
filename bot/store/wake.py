"""Wakes those who wait for work, whichever process made it due."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.store.connection import reachable

if TYPE_CHECKING:
    from bot.store.connection import Connection
    from bot.store.keys import Keys

PATIENCE = 1.0


class Wake:
    """Listens to the store's wake channel. A missed word costs a second at most: waits end by themselves."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys
        self._events: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def run(self) -> None:
        """Set the events as words come in, through every outage of the store."""
        while True:
            try:
                await self._listen()
            except StoreError:
                await asyncio.sleep(PATIENCE)

    def call(self, name: str) -> None:
        """Wake who waits for `name` in this process."""
        self._events[name].set()

    def call_after(self, name: str, seconds: float) -> None:
        """Wake who waits for `name` in this process after so many seconds."""
        asyncio.get_running_loop().call_later(seconds, self._events[name].set)

    async def wait(self, name: str, longest: float) -> None:
        """Return when `name` was called, or after `longest` seconds."""
        event = self._events[name]
        try:
            async with asyncio.timeout(min(longest, PATIENCE)):
                await event.wait()
        except TimeoutError:
            return
        event.clear()

    async def _listen(self) -> None:
        with reachable():
            async with self._connection.redis.pubsub(ignore_subscribe_messages=True) as channel:
                await channel.subscribe(self._keys.wake)
                while True:
                    message = await channel.get_message(timeout=PATIENCE)
                    if message is not None:
                        self._events[message["data"]].set()
