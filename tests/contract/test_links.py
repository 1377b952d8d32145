"""Posts that have, had or share an address: one post is announced once, and two are two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.detector import detect
from bot.core.event import Corrected, Outcome, Published
from bot.core.sighting import Authority, Sighting
from tests.builders import a_channel, a_post
from tests.contract.steps import settle, subscribe
from tests.contract.test_gate import reached, record

if TYPE_CHECKING:
    from bot.store.store import Store

LIVE = "https://newsdao.kr/live/"


async def test_address_that_another_left(store: Store) -> None:
    """A post at an address that another one has left is new, and held where it is one too many."""
    await record(store, Published(a_post(link=LIVE)))
    await record(store, Corrected(a_post(link=f"{LIVE}1/")))
    today = a_post("b", link=LIVE, title="오늘")
    assert await store.ledger.are_known("site", [today]) == [False]
    assert await record(store, Published(today)) == [Outcome.PUBLISHED]


async def test_name_that_another_left(store: Store) -> None:
    """A file that takes the name of one that was renamed is a post of its own, and neither speaks for the other."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post("a")))
    (delivery,) = await reached(store)
    await settle(store, delivery)
    await record(store, Corrected(a_post("moved"), was="a"))
    assert await record(store, Published(a_post("a", title="딴 글", link=LIVE))) == [Outcome.PUBLISHED]
    (new,) = await reached(store)
    assert (new.post_id != delivery.post_id, new.want and new.want.title) == (True, "딴 글")


async def test_two_files_at_one_address(store: Store) -> None:
    """Two files of a site that choose one address are two posts, also in its archive."""
    files = a_post("a", link=LIVE), a_post("b", link=LIVE, title="딴 글")
    await store.ledger.record("site", [], files)
    assert len(await store.archive.latest(5)) == 2
    assert await record(store, Published(a_post("c", link=LIVE, title="셋째"))) == [Outcome.PUBLISHED]


async def test_moved_and_rewritten(store: Store) -> None:
    """A file that moves and is rewritten in one stroke is known by its address, and its message is edited."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post("a", link=LIVE)))
    (delivery,) = await reached(store)
    await settle(store, delivery)
    moved = a_post("b", link=LIVE, title="새 제목", body="0" * 12)
    sighting = Sighting("site", (moved,), complete=False, missing=frozenset({"a"}))
    findings = detect(sighting, await store.ledger.known("site"), datetime.now(UTC))
    await store.ledger.record("site", findings.events)
    (edit,) = await reached(store)
    assert (edit.post_id, edit.want and edit.want.title) == (delivery.post_id, "새 제목")
    assert edit.want
    assert edit.want.corrected_at


async def test_pushed_under_another_name(store: Store) -> None:
    """A pushed post that gets another id and other words is the same post, corrected."""
    await subscribe(store, a_channel())
    post = a_post(LIVE, link=LIVE)
    await store.ledger.record("push", [Published(post)], authority=Authority.PUSH)
    (delivery,) = await reached(store)
    await settle(store, delivery)
    again = replace(post, key="5", title="새 제목")
    assert await store.ledger.record("push", [Published(again)], authority=Authority.PUSH) == [Outcome.CORRECTED]
    (edit,) = await reached(store)
    assert (edit.post_id, edit.want and edit.want.title) == (delivery.post_id, "새 제목")


async def test_parts_of_one_page(store: Store) -> None:
    """Entries of a feed that lead to one page are posts of their own, each announced and each counted by the brake."""
    parts = [a_post(str(n), link=f"{LIVE}#{n}", title=str(n), has_own_link=False) for n in range(3)]
    told = await store.ledger.record("feed", [Published(one) for one in parts], authority=Authority.FEED)
    assert told == [Outcome.PUBLISHED] * 3
    assert await store.ledger.are_known("feed", [replace(parts[0], key="9")]) == [False]


async def test_corrected_between_two_sources(store: Store) -> None:
    """An alert sent in a push's words follows a correction that the site shows first and that is pushed after it."""
    await subscribe(store, a_channel())
    pushed, shown = a_post("1", link=LIVE), a_post("a", link=LIVE, title="새 제목", excerpt="사이트의 요약")
    await store.ledger.record("push", [Published(pushed)], authority=Authority.PUSH)
    (delivery,) = await reached(store)
    await settle(store, delivery)
    assert await record(store, Published(shown)) == [Outcome.RECOGNIZED]
    assert await reached(store) == [], "another source's words alone are no correction"
    again = Corrected(replace(pushed, title="새 제목", corrected_at=datetime.now(UTC)))
    assert await store.ledger.record("push", [again], authority=Authority.PUSH) == [Outcome.UNCHANGED]
    (edit,) = await reached(store)
    assert edit.want == replace(shown, id=pushed.id, corrected_at=again.post.corrected_at)
    await settle(store, edit)
    await store.ledger.record("push", [again], authority=Authority.PUSH)
    assert await reached(store) == []
