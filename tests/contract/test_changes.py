"""Writes of one channel that come together from everywhere: none is lost, whichever process makes them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.channels.membership import take_note
from bot.core.delivery import Channel, Wishes
from bot.core.hours import Digest, Hours
from bot.store.roster import Written
from tests.builders import a_channel
from tests.contract.steps import subscribe

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.store.store import Store

CHANNEL = a_channel("-5")
WORDS = [f"낱말{number}" for number in range(20)]


async def test_none_is_lost(store: Store, other: Store) -> None:
    """Of twenty keywords, a keeper, hours and a suspension that two processes write at once, each is there after."""
    await subscribe(store, CHANNEL)
    at_eight = Hours(digest=Digest(8))
    await together(
        *((store, other)[number % 2].roster.change(CHANNEL.id, _with(word)) for number, word in enumerate(WORDS)),
        other.roster.change(CHANNEL.id, lambda known: known and replace(known, keeper="7")),
        store.roster.change(CHANNEL.id, lambda known: known and replace(known, hours=at_eight)),
        other.roster.suspend(CHANNEL, "kicked"),
    )
    found = await store.roster.get(CHANNEL.id)
    assert found is not None
    assert found.wishes == Wishes(keywords=frozenset(WORDS))
    assert (found.keeper, found.hours, found.suspended) == ("7", at_eight, "kicked")


async def test_between_reading_and_writing(store: Store, other: Store) -> None:
    """Who lets the bot in while a reader chooses undoes neither's change: the later is decided on anew."""
    await subscribe(store, replace(CHANNEL, suspended="kicked"))
    asked: list[str] = []

    def decide(known: Channel | None) -> Channel:
        assert known is not None
        asked.append(known.suspended)
        return replace(known, keeper="7")

    await together(
        store.roster.change(CHANNEL.id, decide),
        take_note(other.roster, CHANNEL, True, "member"),  # noqa: FBT003 - as its callers do
    )
    found = await store.roster.get(CHANNEL.id)
    assert found is not None
    assert (found.keeper, found.suspended) == ("7", "")
    assert asked in (["kicked"], ["kicked", ""], [""])


async def test_moved_while_changed(store: Store, other: Store) -> None:
    """A group that moves while a reader changes it has the change where it lives then: it is one channel."""
    await subscribe(store, CHANNEL)
    await together(store.roster.change(CHANNEL.id, _with("금리")), other.roster.move(CHANNEL, "-1005"))
    found = [one for one in await store.roster.all() if one.wishes and one.wishes.keywords]
    assert len(found) == 1


async def test_new_ones_only(store: Store) -> None:
    """Of channels that are written unless they are there, those that are there stay as they are."""
    await subscribe(store, CHANNEL)
    added = a_channel("-6")
    other = replace(CHANNEL, title="다른 이름")
    assert await store.roster.put_all([other, added], over=False) == [Written.KEPT, Written.DONE]
    assert await store.roster.put_all([CHANNEL, added], over=False) == [Written.SAME] * 2
    assert await store.roster.all() == [CHANNEL, added]
    assert await store.roster.put_all([other, added]) == [Written.DONE, Written.SAME]
    assert await store.roster.ids() == [CHANNEL.id, added.id]


async def together(*writes: Coroutine[None, None, object]) -> None:
    """Make all writes at once."""
    async with asyncio.TaskGroup() as tasks:
        for write in writes:
            tasks.create_task(write)


def _with(word: str) -> Callable[[Channel | None], Channel | None]:
    def decide(known: Channel | None) -> Channel | None:
        assert known is not None
        wishes = known.wishes or Wishes()
        return replace(known, wishes=replace(wishes, keywords=wishes.keywords | {word}))

    return decide
