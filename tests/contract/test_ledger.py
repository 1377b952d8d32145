"""The ledger: what is known of a source, and what recording an event does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.event import Corrected, Published, Retracted
from bot.core.post import Level, Post
from bot.core.sighting import Known
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, subscribe, walk

if TYPE_CHECKING:
    from bot.store.store import Store


def known(post: Post) -> Known:
    """Return what the ledger knows of a post."""
    return Known(post.fingerprint, post.id, post.likeness, post.level, post.embargo, post.version)


async def test_first_look(store: Store) -> None:
    """Before its first look nothing is known of a source; after it, its posts, whatever their number."""
    assert await store.ledger.known("site") is None
    await store.ledger.record("site", [])
    assert await store.ledger.known("site") == {}
    assert await store.ledger.known("another") is None


async def test_known(store: Store) -> None:
    """A recorded post is known by key and fingerprint until it is retracted."""
    first, second = a_post("a"), a_post("b")
    await store.ledger.record("site", [Published(first)], quiet=[second])
    assert await store.ledger.known("site") == {"a": known(first), "b": known(second)}
    changed = a_post("a", title="새 제목")
    await store.ledger.record("site", [Corrected(changed), Retracted("b")])
    assert await store.ledger.known("site") == {"a": known(changed)}


async def test_version(store: Store) -> None:
    """The version that was read is known with the post, and follows corrections."""
    await store.ledger.record("site", [Published(a_post("a", version="v 1"))], quiet=[a_post("b", version="1")])
    await store.ledger.record("site", [Corrected(a_post("a", title="새 제목", version="2"))])
    assert await store.ledger.versions("site") == {"a": "2", "b": "1"}
    assert await store.ledger.versions("another") == {}


async def test_touched(store: Store) -> None:
    """A touched post is known by its new version and announced to nobody; one that is not known stays so."""
    await subscribe(store, a_channel())
    posts = [a_post(str(number), version="1") for number in range(1203)]
    await store.ledger.record("site", [], quiet=posts)
    await store.ledger.touch("site", [replace(post, version="2") for post in posts])
    await store.ledger.touch("site", [a_post("stranger", version="2")])
    assert await store.ledger.known("site") == {post.key: known(replace(post, version="2")) for post in posts}
    assert await store.archive.latest(1) == [posts[-1]]
    await walk(store)
    assert await claim(store) == []


async def test_known_among(store: Store) -> None:
    """One may ask about some keys only."""
    await store.ledger.record("site", [Published(a_post(key)) for key in "abc"])
    assert await store.ledger.known("site", ["b", "x"]) == {"b": known(a_post("b"))}
    assert await store.ledger.known("site", []) == {}


async def test_known_besides(store: Store) -> None:
    """One may leave out those that one knows to be unchanged."""
    await store.ledger.record("site", [Published(a_post(key)) for key in "abc"])
    assert await store.ledger.known("site", besides={"a", "c"}) == {"b": known(a_post("b"))}


async def test_quiet(store: Store) -> None:
    """A baseline's posts are announced to nobody, and neither is a correction of one."""
    await subscribe(store, a_channel())
    await store.ledger.record("site", [], quiet=[a_post()])
    await store.ledger.record("site", [Corrected(a_post(title="새 제목"))])
    await walk(store)
    assert await claim(store) == []


async def test_quiet_restored(store: Store) -> None:
    """A post of the archive that goes and comes back, as when a branch is switched, is announced to nobody."""
    await subscribe(store, a_channel())
    await store.ledger.record("site", [], quiet=[a_post()])
    await store.ledger.record("site", [Retracted(a_post().key)])
    await publish(store, a_post())
    assert await claim(store) == []
    assert await store.archive.latest(1) == [a_post()]


async def test_level_none(store: Store) -> None:
    """A post of level none is known and archived, and never sent."""
    await subscribe(store, a_channel())
    await publish(store, a_post(level=Level.NONE))
    assert await claim(store) == []
    assert len(await store.archive.latest(5)) == 1


async def test_recorded_twice(store: Store) -> None:
    """A post recorded again before it was sent is sent once."""
    await subscribe(store, a_channel())
    await publish(store, a_post())
    await publish(store, a_post())
    assert len(await claim(store)) == 1


async def test_many(store: Store) -> None:
    """A baseline of more posts than go into one transaction is recorded whole."""
    posts = [a_post(str(number)) for number in range(1203)]
    await store.ledger.record("site", [], quiet=posts)
    assert len(await store.ledger.known("site") or {}) == 1203
