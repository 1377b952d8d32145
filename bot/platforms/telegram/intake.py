"""Hands updates on, chat by chat in order, and confirms each to Telegram only once it was handled."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.core.errors import Unauthorized
from bot.platforms.telegram.order import ChatOrder

if TYPE_CHECKING:
    from bot.platforms.telegram.order import Handle
    from bot.platforms.telegram.poll import Poll

_GRACE = 1.0


class InHand(NamedTuple):
    """An update being handled, since when (monotonic seconds)."""

    task: asyncio.Task[None]
    since: float


class Intake:
    """Updates on their way to `handle`, each given `limit` seconds from its arrival.

    An update counts as confirmed when a later offset is asked for (doc). The offset stays at the oldest update in
    hand, so that a crash loses no command, but for `hold` seconds at most: Telegram shows a hundred updates from the
    offset on, and a reader who asks a hundred things at once must not keep the others waiting.
    """

    def __init__(self, poll: Poll, handle: Handle, *, limit: float = 30.0, hold: float = 5.0) -> None:
        self._poll = poll
        self._order = ChatOrder(handle, limit=limit)
        self._hold = hold
        self._next = 0
        self._asked = 0
        self._in_hand: dict[int, InHand] = {}

    async def until_refused(self, group: asyncio.TaskGroup) -> Unauthorized:
        """Go on until cancelled, handling in the group's tasks; returns what was said where the token is refused.

        It is returned because an error that leaves a TaskGroup comes wrapped in an ExceptionGroup.
        """
        try:
            while True:
                await self._step(group)
        except Unauthorized as refusal:
            return refusal
        except asyncio.CancelledError:
            await self._wind_up()
            raise

    async def _step(self, group: asyncio.TaskGroup) -> None:
        self._asked = self._offset()
        for update in await self._poll.fetch(self._asked, is_waiting=self._asked == self._next):
            self._take(update, group)
        await self._look_after(0.1)

    async def _wind_up(self) -> None:
        """Let answers under way get out, and confirm what was answered, so that nobody is answered twice."""
        await self._look_after(_GRACE)
        if self._offset() > self._asked:
            await self._poll.confirm(self._offset())

    async def _look_after(self, seconds: float) -> None:
        """Wait until everything held is done, but no longer than that, and put away what is."""
        held = self._held()
        if held:
            await asyncio.wait([one.task for one in held.values()], timeout=seconds)
        self._in_hand = {number: one for number, one in self._in_hand.items() if not one.task.done()}
        self._order.tidy()

    def _offset(self) -> int:
        return min(self._held(), default=self._next)

    def _held(self) -> dict[int, InHand]:
        oldest = time.monotonic() - self._hold
        return {number: one for number, one in self._in_hand.items() if one.since > oldest}

    def _take(self, update: dict[str, Any], group: asyncio.TaskGroup) -> None:
        number = update["update_id"]
        if number < self._next:
            return
        self._next = number + 1
        self._in_hand[number] = InHand(self._order.start(update, group), time.monotonic())
