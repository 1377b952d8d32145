"""The archive: posts as readers ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.model import Corrected, Published, Retracted
from tests.builders import a_post

if TYPE_CHECKING:
    from bot.store.store import Store


async def test_latest(store: Store) -> None:
    """The newest posts come newest first, no more than asked for, as they were recorded."""
    posts = [
        a_post(key, minutes=number, tags=("t",), image="https://newsdao.kr/x.jpg") for number, key in enumerate("abc")
    ]
    await store.ledger.record("site", [Published(post) for post in posts])
    assert await store.archive.latest(2) == [posts[2], posts[1]]
    assert await store.archive.latest(10) == posts[::-1]


async def test_same_day(store: Store) -> None:
    """Of posts dated by the day alone the one that came last stands first, and a correction changes no order."""
    posts = [a_post(key) for key in "abc"]
    await store.ledger.record("site", [Published(post) for post in posts])
    await store.ledger.record("site", [Corrected(a_post("a", title="새 제목"))])
    assert [post.key for post in await store.archive.latest(3)] == ["c", "b", "a"]


async def test_category(store: Store) -> None:
    """A category is found whatever its case; one without posts is empty."""
    await store.ledger.record("site", [Published(a_post("a", categories=("Straße", "News")))])
    assert len(await store.archive.latest(5, "STRASSE")) == 1
    assert await store.archive.latest(5, "Sports") == []


async def test_categories(store: Store) -> None:
    """Categories are listed with their posts, most used first, as they were last written."""
    await store.ledger.record(
        "site",
        [Published(a_post("a", categories=("news", "Tech"))), Published(a_post("b", categories=("News",)))],
    )
    assert await store.archive.categories() == [("News", 2), ("Tech", 1)]


async def test_corrected(store: Store) -> None:
    """A corrected post moves to its new categories."""
    await store.ledger.record("site", [Published(a_post(categories=("News",)))])
    await store.ledger.record("site", [Corrected(a_post(categories=("Tech",)))])
    assert await store.archive.latest(5, "news") == []
    assert await store.archive.categories() == [("Tech", 1)]


async def test_retracted(store: Store) -> None:
    """A retracted post is found no more."""
    await store.ledger.record("site", [Published(a_post())])
    await store.ledger.record("site", [Retracted(a_post().key)])
    assert await store.archive.latest(5) == []
    assert await store.archive.categories() == []
