"""Channels that move while posts are on their way to their audience: each post comes once, at the new address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Kind
from bot.core.event import Published
from bot.core.post import Level
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, settle, subscribe, walk

if TYPE_CHECKING:
    from bot.core.delivery import Page
    from bot.store.store import Store

FIRST, OLD, LAST = (a_channel(address, kind=Kind.GROUP) for address in ("-3", "-5", "-7"))
BEFORE, AFTER = "-1005", "-8"  # where the walk, which goes by id, has been already, and where it comes later


async def test_before_the_walk_comes(store: Store) -> None:
    """A channel that moves, before the walk comes to it, to where the walk has been gets the post."""
    await _walked_to(store, FIRST.address)
    await store.roster.move(OLD, BEFORE)
    await walk(store)
    assert await _delivered(store) == ["-1005", "-3", "-7"]


async def test_between_page_and_enqueue(store: Store) -> None:
    """A channel that moves when its page was read but not yet written gets the post at its new address."""
    page = await _walked_to(store, FIRST.address, is_written=False)
    await store.roster.move(FIRST, BEFORE)
    await store.broadcasts.enqueue(page, page.channels)
    await walk(store)
    assert await _delivered(store) == ["-1005", "-5", "-7"]


async def test_after_it_was_sent(store: Store) -> None:
    """A channel that moves after it got the post, to where the walk has not been, does not get it again."""
    await _walked_to(store, FIRST.address)
    assert await _delivered(store) == ["-3"]
    await store.roster.move(FIRST, AFTER)
    await walk(store)
    assert await _delivered(store) == ["-5", "-7"]


async def test_moved_twice(store: Store) -> None:
    """A channel that moves again and again gets each post once, while it moves and ever after."""
    await _walked_to(store, FIRST.address)
    await store.roster.move(OLD, BEFORE)
    moved = await store.roster.get("telegram:-1005")
    assert moved is not None
    await store.roster.move(moved, AFTER)
    await walk(store)
    assert await _delivered(store) == ["-3", "-7", "-8"]
    latest = await store.roster.get("telegram:-8")
    assert latest is not None
    await store.roster.put(latest)
    await store.ledger.record("site", [Published(a_post("b"))])
    await walk(store, 1)
    assert await _delivered(store) == ["-3", "-7", "-8"]


async def test_moved_back(store: Store) -> None:
    """A channel that comes back to where it was, or is told to move where it is, is found there."""
    await subscribe(store, OLD)
    for address in (BEFORE, OLD.address, OLD.address):
        present = await store.roster.at_present(OLD)
        await store.roster.move(present, address)
    assert await store.roster.at_present(OLD) == OLD
    await store.ledger.record("site", [Published(a_post())])
    await walk(store)
    assert await _delivered(store) == ["-5"]


async def test_suspended_where_it_moved(store: Store) -> None:
    """A channel that is suspended at its new address gets nothing more."""
    await subscribe(store, FIRST, OLD)
    await store.roster.move(OLD, BEFORE)
    await store.roster.suspend(a_channel(BEFORE, kind=Kind.GROUP), "blocked")
    await store.ledger.record("site", [Published(a_post())])
    await walk(store)
    assert await _delivered(store) == ["-3"]


async def _walked_to(store: Store, address: str, *, is_written: bool = True) -> Page:
    """Let a post's walk come as far as the channel with this address; return its page."""
    await subscribe(store, FIRST, OLD, LAST)
    await store.ledger.record("site", [Published(a_post(level=Level.NORMAL))])
    page = await store.broadcasts.page(1)
    assert page is not None
    assert [one.address for one in page.channels] == [address]
    if is_written:
        await store.broadcasts.enqueue(page, page.channels)
    return page


async def _delivered(store: Store) -> list[str]:
    """Send all that is due; return the addresses, sorted."""
    sent = []
    while due := await claim(store):
        for delivery in due:
            sent.append(delivery.channel.address)
            await settle(store, delivery)
    return sorted(sent)
