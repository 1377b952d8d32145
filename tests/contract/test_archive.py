"""The archive: posts as readers ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.event import Corrected, Published, Retracted
from bot.core.ports.readers import Found, Shelf, Spot
from bot.core.post import Level
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


ALL, BREAKING = Shelf(), Shelf(is_breaking=True)


async def test_pages(store: Store) -> None:
    """A shelf is read page by page, each knowing how many come before it and whether any come after."""
    posts = [a_post(key, minutes=-number) for number, key in enumerate("abcdefg")]
    await store.ledger.record("site", [Published(post) for post in posts])
    first = await store.archive.browse(ALL, 3, Spot())
    assert first == Found(tuple(posts[:3]), is_more=True, skip=0, total=7)
    assert await store.archive.browse(ALL, 3, Spot(3)) == Found(tuple(posts[3:6]), is_more=True, skip=3, total=7)
    assert await store.archive.browse(ALL, 3, Spot(6)) == Found((posts[6],), is_more=False, skip=6, total=7)
    beyond = await store.archive.browse(ALL, 3, Spot(70))
    assert beyond == Found(tuple(posts[4:]), is_more=False, skip=4, total=7)
    assert await store.archive.browse(BREAKING, 3, Spot(3)) == Found((), is_more=False, skip=0, total=0)


async def test_pages_stay(store: Store) -> None:
    """A page beside a post stays beside it, whatever arrived meanwhile; where the post is gone, its number counts."""
    posts = [a_post(key, minutes=-number) for number, key in enumerate("abcdefg")]
    await store.ledger.record("site", [Published(post) for post in posts])
    await store.ledger.record("site", [Published(a_post(key, minutes=9)) for key in ("x", "y")])
    after, before = Spot(3, posts[2].id), Spot(3, posts[3].id, is_before=True)
    older = await store.archive.browse(ALL, 3, after)
    assert (older.posts, older.skip) == (tuple(posts[3:6]), 5)
    assert (await store.archive.browse(ALL, 3, before)).posts == tuple(posts[:3])
    await store.ledger.record("site", [Retracted(posts[2].key)])
    assert (await store.archive.browse(ALL, 3, after)).skip == 3
    top = await store.archive.browse(ALL, 3, Spot(1, posts[0].id, is_before=True))
    assert (top.skip, len(top.posts)) == (0, 3)


async def test_since(store: Store) -> None:
    """What was published from a moment on is a shelf, the moment itself included."""
    posts = [a_post(key, minutes=-number) for number, key in enumerate("abc")]
    await store.ledger.record("site", [Published(post) for post in posts])
    today = Shelf(since=posts[1].published_at)
    assert await store.archive.browse(today, 1, Spot(1)) == Found((posts[1],), is_more=False, skip=1, total=2)


async def test_shelf_of_category(store: Store) -> None:
    """A category's shelf is found whatever its case."""
    await store.ledger.record("site", [Published(a_post("a", categories=("Straße",))), Published(a_post("b"))])
    assert (await store.archive.browse(Shelf("STRASSE"), 5, Spot())).total == 1


async def test_breaking(store: Store) -> None:
    """Breaking news has a shelf of its own, which corrections, withdrawals and returns keep true."""
    quake, rain = a_post("quake", level=Level.BREAKING), a_post("rain", minutes=1)
    await store.ledger.record("site", [Published(quake), Published(rain)])
    assert await _breaking(store) == ["quake"]
    await store.ledger.record("site", [Corrected(a_post("rain", minutes=1, level=Level.BREAKING), is_raised=True)])
    await store.ledger.record("site", [Corrected(a_post("quake", title="여진", level=Level.BREAKING))])
    assert await _breaking(store) == ["rain", "quake"]
    await store.ledger.record("site", [Corrected(a_post("quake", title="여진"))])
    assert await _breaking(store) == ["rain"]
    await store.ledger.record("site", [Retracted("rain")])
    assert await _breaking(store) == []
    await store.ledger.record("site", [Published(a_post("rain", minutes=1, level=Level.BREAKING))])
    assert await _breaking(store) == ["rain"]


async def _breaking(store: Store) -> list[str]:
    return [post.key for post in (await store.archive.browse(BREAKING, 5, Spot())).posts]
