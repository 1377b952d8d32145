"""How the index keeps up with the store, whatever becomes of either."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.core.errors import IndexFailed
from bot.core.event import Corrected, Published, Retracted
from bot.core.post import Level
from bot.core.sighting import Authority
from bot.core.text.packing import pack
from bot.search.index import SearchIndex
from bot.store.codec import post_from_json
from bot.store.store import open_store
from tests.builders import a_post
from tests.contract.conftest import UNHURRIED
from tests.search.conftest import following
from tests.servers import BINARIES, a_server

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from structlog.typing import EventDict

    from bot.store.store import Store
    from tests.search.conftest import Shelf


async def test_corrected(store: Store, shelf: Shelf) -> None:
    """A corrected post is found by what it says now, and no more by what it said."""
    await store.ledger.record("site", [Published(a_post(title="광장"))])
    await shelf.shows("광장", a_post().key)
    await store.ledger.record("site", [Corrected(a_post(title="병원", excerpt="학교"))])
    await shelf.shows("병원", a_post().key)
    assert await shelf.keys("광장") == []
    assert [post.title for post in (await shelf.index.find("학교", 5)).posts] == ["병원"]


async def test_body_only(store: Store, shelf: Shelf) -> None:
    """Where only the body changed, which no alert shows, the post is found by its new words."""
    await store.ledger.record("site", [Published(a_post(text=pack("옛 본문"), version="1"))])
    await shelf.shows("본문", a_post().key)
    await store.ledger.touch("site", [a_post(text=pack("새로운 글"), version="2")])
    await shelf.shows("새로운", a_post().key)
    assert await shelf.keys("본문") == []
    assert await store.ledger.versions("site") == {a_post().key: "2"}


async def test_body_of_another(store: Store, shelf: Shelf) -> None:
    """What a feed says of a post that the site shows itself does not change what it is found by."""
    await store.ledger.record("site", [Published(a_post(text=pack("본문")))])
    await store.ledger.record("feed", [Published(a_post("guid", link=a_post().link))], authority=Authority.FEED)
    await store.ledger.touch("feed", [a_post("guid", link=a_post().link, text=pack("요약뿐"), version="2")])
    await store.ledger.record("site", [Published(a_post("later", title="마지막"))])
    await shelf.shows("마지막", "later")
    assert await shelf.keys("본문") == [a_post().key]
    assert await shelf.keys("요약뿐") == []


async def test_retracted(store: Store, shelf: Shelf) -> None:
    """A withdrawn post is found no more, and again when it is back."""
    await store.ledger.record("site", [Published(a_post(title="광장"))])
    await shelf.shows("광장", a_post().key)
    await store.ledger.record("site", [Retracted(a_post().key)])
    await shelf.shows("광장")
    await store.ledger.record("site", [Published(a_post(title="광장"))])
    await shelf.shows("광장", a_post().key)


async def test_only_what_readers_may_read(store: Store, shelf: Shelf) -> None:
    """Posts that wait or are held are not found before they are out; those that nobody was told of are."""
    soon = datetime.now(UTC) + timedelta(hours=1)
    quiet = a_post("quiet", title="금리 조용히", level=Level.NONE)
    waiting = Published(a_post("waiting", title="금리 나중에", embargo=soon))
    held = Published(a_post("held", title="금리 보류"), held="too many")
    await store.ledger.record("site", [waiting, held, Published(quiet)], [a_post("old", title="금리 옛날", minutes=-5)])
    await shelf.shows("금리", "quiet", "old")
    (one,) = await store.held.all()
    await store.held.release(one.post.id)
    await shelf.shows("금리", "held", "quiet", "old")


async def test_restart(store: Store, tmp_path: Path) -> None:
    """After a restart what was indexed is there at once, and what came meanwhile follows; nothing is made anew."""
    await store.ledger.record("site", [Published(a_post("a", title="광장"))])
    async with following(store, tmp_path) as shelf:
        await shelf.shows("광장", "a")
    await store.ledger.record("site", [Published(a_post("b", title="광장", minutes=1)), Retracted("a")])
    with capture_logs() as logs:
        async with following(store, tmp_path) as shelf:
            await shelf.shows("광장", "b")
    assert logs == []


async def test_deleted(store: Store, tmp_path: Path) -> None:
    """A file that was deleted is made anew."""
    await store.ledger.record("site", [Published(a_post("a", title="광장")), Published(a_post("b", title="병원"))])
    await store.ledger.record("site", [Retracted("b")])
    async with following(store, tmp_path) as shelf:
        await shelf.shows("광장", "a")
    _delete(tmp_path / "search.db")
    async with following(store, tmp_path) as shelf:
        await shelf.shows("광장", "a")
        assert await shelf.keys("병원") == []


async def told(logs: Sequence[EventDict], event: str) -> None:
    """Return once the log has the event."""
    async with asyncio.timeout(20):
        while event not in [log["event"] for log in logs]:  # noqa: ASYNC110 - a log wakes nobody
            await asyncio.sleep(0.01)


def _indexes(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.db")}


def _delete(path: Path) -> None:
    path.unlink()


def _garbage(path: Path) -> None:
    path.write_bytes(os.urandom(50_000))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])


def _holes(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))


def _of_another_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
        connection.execute("DROP TABLE posts")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "told"), [(_garbage, 1), (_cut, 1), (_holes, 1), (_of_another_version, 0)], ids=lambda one: str(one)[:20]
)
async def test_damaged(store: Store, tmp_path: Path, spoil: Callable[[Path], None], told: int) -> None:
    """An index that is damaged, or another version's, is made anew; damage is told once."""
    posts = [a_post(f"{number:03}", title=f"광장 {number}", minutes=number) for number in range(250)]
    await store.ledger.record("site", [Published(post) for post in posts])
    newest = [post.key for post in reversed(posts)][:10]
    async with following(store, tmp_path) as shelf:
        await shelf.shows("광장", *newest)
    spoil(tmp_path / "search.db")
    with capture_logs() as logs:
        async with following(store, tmp_path) as shelf:
            await _shows_through_failures(shelf, newest)
    assert [log["event"] for log in logs].count("search.damaged") == told
    assert [log["event"] for log in logs].count("search.filled") == 1


async def _shows_through_failures(shelf: Shelf, keys: list[str]) -> None:
    while True:
        try:
            await shelf.shows("광장", *keys)
        except IndexFailed:
            continue
        return


async def test_another_store(store: Store, url: str, tmp_path: Path) -> None:
    """Over another store nothing of the first one is found, not even before anything is new there."""
    await store.ledger.record("site", [Published(a_post("a", title="광장"))])
    async with following(store, tmp_path) as shelf:
        await shelf.shows("광장", "a")
    corner = f"{store.connection.prefix}2"
    async with (
        open_store(url, Path(), "me", UNHURRIED, prefix=corner) as empty,
        following(empty, tmp_path) as shelf,
    ):
        assert await shelf.keys("광장") == []
        await empty.ledger.record("site", [Published(a_post("b", title="병원"))])
        await shelf.shows("병원", "b")
        assert await shelf.keys("광장") == []


async def test_flushed(store: Store, shelf: Shelf) -> None:
    """A store that was emptied under a running bot takes what was found along."""
    await store.ledger.record("site", [Published(a_post("a", title="광장")), Published(a_post("b", title="병원"))])
    await shelf.shows("광장", "a")
    await store.connection.redis.delete(*await store.connection.redis.keys(f"{store.connection.prefix}:*"))
    await shelf.shows("광장")
    await store.ledger.record("site", [Published(a_post("b", title="병원"))])
    await shelf.shows("병원", "b")


async def test_lost_writes(store: Store, shelf: Shelf) -> None:
    """What a store lost that came back from an older copy of itself is found no more, though the store is the same."""
    redis, prefix = store.connection.redis, store.connection.prefix
    await store.ledger.record("site", [Published(a_post("a", title="광장"))])
    await shelf.shows("광장", "a")
    copies = {
        key: await redis.execute_command("DUMP", key, NEVER_DECODE=True) for key in await redis.keys(f"{prefix}:*")
    }
    await store.ledger.record("site", [Published(a_post("b", title="병원"))])
    await shelf.shows("병원", "b")
    # In one step: between two the index would look, and let a store that it finds empty have another name.
    at_once = redis.pipeline(transaction=True)
    at_once.delete(*await redis.keys(f"{prefix}:*"))
    for key, copy in copies.items():
        at_once.restore(key, 0, copy)
    await at_once.execute()
    await shelf.shows("병원")
    await shelf.shows("광장", "a")


async def test_older_archive(store: Store, tmp_path: Path) -> None:
    """What a version of the bot archived that told of no changes is found, too."""
    posts = [Published(a_post("a", title="광장")), Published(a_post("b", title="광장", minutes=1))]
    await store.ledger.record("site", posts)
    await store.connection.redis.delete(f"{store.connection.prefix}:changes")
    await store.ledger.record("site", [Published(a_post("c", title="광장", minutes=2))])
    async with following(store, tmp_path) as shelf:
        await shelf.shows("광장", "c", "b", "a")


async def test_unnoted(store: Store, shelf: Shelf) -> None:
    """What such a version archives beside a running bot is noticed as well."""
    await store.ledger.record("site", [Published(a_post("a", title="광장"))])
    await shelf.shows("광장", "a")
    await store.ledger.record("site", [Published(a_post("b", title="광장", minutes=1))])
    await store.connection.redis.zrem(f"{store.connection.prefix}:changes", a_post("b").id)
    await shelf.shows("광장", "b", "a")


async def test_gives_way(store: Store, tmp_path: Path) -> None:
    """At a start over a large site an index that is made anew waits until the site was looked at."""
    busy = [True]
    posts = [a_post(f"{number:03}", title="광장", minutes=number) for number in range(250)]
    await store.ledger.record("site", [], posts)
    async with following(store, tmp_path, lambda: bool(busy)) as shelf:
        await shelf.shows("광장", *(post.key for post in posts[99:89:-1]))
        busy.clear()
        await shelf.shows("광장", *(post.key for post in posts[249:239:-1]))


async def test_gives_way_while_recorded(store: Store, tmp_path: Path) -> None:
    """What a first look records over an empty store is taken in when the look is over."""
    looks, is_over = asyncio.Semaphore(0), False

    def is_busy() -> bool:
        looks.release()
        return not is_over

    async with following(store, tmp_path, is_busy) as shelf:
        await looks.acquire()
        await store.ledger.record("site", [], [a_post("a", title="광장")])
        for _ in range(3):  # of which the first may have been before
            await looks.acquire()
        assert await shelf.keys("광장") == []
        is_over = True
        await shelf.shows("광장", "a")


async def test_both_sides(store: Store, tmp_path: Path) -> None:
    """Who writes and who reads have one file, whichever of them is the first to open it."""
    await store.ledger.record("site", [Published(a_post("a", title="광장"))])
    async with following(store, tmp_path) as shelf:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(shelf.index.count())
            tasks.create_task(shelf.index.cursor())
        await shelf.shows("광장", "a")
        assert await shelf.index.count() == 1
    assert _indexes(tmp_path) == {"search.db"}


async def test_two_processes(store: Store, other: Store, tmp_path: Path) -> None:
    """Two bots over one folder have an index each, and both find all."""
    async with following(store, tmp_path) as one, following(other, tmp_path) as two:
        await store.ledger.record("site", [Published(a_post("a", title="광장"))])
        await one.shows("광장", "a")
        await two.shows("광장", "a")
        assert _indexes(tmp_path) == {"search.db", "search-2.db"}


async def test_store_away(tmp_path: Path) -> None:
    """What is indexed is found while the store is away, but not before that was once asked whose index it is."""
    with ExitStack() as server:
        address = server.enter_context(a_server(str(BINARIES["valkey"])))
        async with open_store(address, Path(), "me", UNHURRIED) as store, following(store, tmp_path) as shelf:
            await store.ledger.record("site", [Published(a_post("a", title="광장"))])
            await shelf.shows("광장", "a")
            with capture_logs() as logs:
                server.close()
                await told(logs, "search.failed")
                await shelf.shows("광장", "a")
    async with SearchIndex(tmp_path, post_from_json) as index:
        with pytest.raises(IndexFailed, match="not compared with the store"):
            await index.find("광장", 5)


async def test_no_room(store: Store, tmp_path: Path) -> None:
    """Where no index can be kept, that is told once, and nothing else stops."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with capture_logs() as logs:
        async with following(store, tmp_path / "file") as shelf:
            with pytest.raises(IndexFailed):
                await shelf.keys("광장")
    assert [log["event"] for log in logs] == ["search.failed"]


async def test_unreadable(store: Store, shelf: Shelf) -> None:
    """A record that can't be read stops nothing, and once it can be, it is found."""
    redis, key = store.connection.redis, store.connection.prefix + ":post:" + a_post("a").id
    with capture_logs() as logs:
        async with asyncio.timeout(20):
            await store.ledger.record("site", [Published(a_post("b", title="병원"))])
            await shelf.shows("병원", "b")
            await redis.hset(key, "text", "no body at all")
            await store.ledger.record("site", [Published(a_post("a", title="광장", text="no body at all"))])
            await told(logs, "search.failed")
            await redis.hset(key, "text", "")
            await shelf.shows("광장", "a")
