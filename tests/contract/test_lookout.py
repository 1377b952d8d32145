"""Bots with different settings on one store, as there are while they are replaced one by one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.channels.rights import RightsByPlatform
from bot.core import vigil
from bot.core.notice import Matter, Notice
from bot.notices import lookout
from bot.notices.lookout import Lookout
from bot.store import notices
from tests.builders import a_channel
from tests.contract.steps import subscribe
from tests.contract.test_notices import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from bot.core.delivery import Channel
    from bot.store.store import Store

DESK = a_channel("-9", wishes=None)
UNREADABLE = Notice(matter=Matter.SOURCE, about="뉴스", why="503")


@dataclass
class Broken:
    """A source that can't be read."""

    notices: Sequence[Notice] = (UNREADABLE,)
    charges: Sequence[str] = (UNREADABLE.key,)


class Bot:
    """What looks after the parts of one bot, and how often it has done so."""

    def __init__(self, store: Store, *parts: Broken) -> None:
        self.looks = 0
        self._lookout = Lookout(
            store.notices,
            self._chats,
            parts,
            held=store.held,
            uncertain=store.uncertain,
            roster=store.roster,
            rights=RightsByPlatform({}),
        )

    def start(self, tasks: asyncio.TaskGroup) -> asyncio.Task[None]:
        """Let it look from now on."""
        return tasks.create_task(self._lookout.run())

    async def has_looked(self, times: int) -> None:
        """Return when it has looked so many times more."""
        till = self.looks + times
        while self.looks < till:  # noqa: ASYNC110 - it is another task that looks
            await asyncio.sleep(0.01)

    async def _chats(self) -> Sequence[Channel]:
        self.looks += 1
        return [DESK]


async def test_settings_differ(store: Store, other: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one bot looks after another does not call settled whose settings lack it, unless the first one is gone."""
    monkeypatch.setattr(vigil, "SETTLED", 0.05)
    monkeypatch.setattr(lookout, "BEAT", 0.01)
    monkeypatch.setattr(notices, "LIFETIME", 1.0)
    await subscribe(store, DESK)
    new, old = Bot(store, Broken()), Bot(other)
    async with asyncio.TaskGroup() as tasks:
        first, second = new.start(tasks), old.start(tasks)
        while not (said := await told(store)):
            await new.has_looked(1)
        await old.has_looked(50)
        said += await told(store)
        assert said == [UNREADABLE]
        first.cancel()
        while not (said := await told(store)):
            await old.has_looked(1)
        assert [one.is_dropped for one in said] == [True]
        second.cancel()
