"""A feed as the source shows it, look by look."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import brotli
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.core.post import post_id
from bot.core.sighting import Authority
from tests.sources.feed.press import watching
from tests.sources.feed.samples import JEKYLL, item, rss

if TYPE_CHECKING:
    from tests.sources.feed.press import Press


async def test_first_look(press: Press) -> None:
    """The first look shows the whole feed as a window: what is not in it is not withdrawn."""
    press.print(rss(item("b"), item("a")))
    async with watching(f"{press.url}/feed.xml") as seen:
        (sighting,) = seen.sightings
    assert not sighting.complete
    assert sighting.authority is Authority.FEED
    assert (seen.titles, sighting.withdrawn, sighting.problems) == (["b", "a"], frozenset(), {})
    assert (seen.posts[0].key, seen.posts[0].link) == ("b", "https://news.kr/b")
    assert all(post.published_at.tzinfo for post in seen.posts)


async def test_next_look(press: Press) -> None:
    """A feed that says something new is shown again; one that says the same is not."""
    press.print(rss(item("a")))
    async with watching(f"{press.url}/feed.xml") as seen:
        await seen.clock.look()
        assert len(seen.sightings) == 1
        press.print(rss(item("b"), item("a")))
        await seen.clock.look()
    assert seen.titles == ["b", "a"]


async def test_conditional(press: Press) -> None:
    """The server's own marks are sent back, and a 304 shows nothing; without a change nothing is sent twice."""
    press.print(rss(item("a")), ETag='W/"1"', Last_Modified="Fri, 20 Nov 2026 03:00:00 GMT")
    async with watching(f"{press.url}/feed.xml") as seen:
        press.print("", status=304)
        await seen.clock.look()
        await seen.clock.look()
        assert not seen.source.trouble
    first, *later = [dict(request.headers) for request in press.requests]
    assert not {"If-None-Match", "If-Modified-Since"} & first.keys()
    assert [one["If-None-Match"] for one in later] == ['W/"1"'] * 2
    assert [one["If-Modified-Since"] for one in later] == ["Fri, 20 Nov 2026 03:00:00 GMT"] * 2
    assert len(seen.sightings) == 1


async def test_compressed(press: Press) -> None:
    """Answers packed by gzip or brotli are asked for and read."""
    text = rss(item("a"))
    press.print(gzip.compress(text.encode()), Content_Encoding="gzip")
    async with watching(f"{press.url}/feed.xml") as seen:
        press.print(brotli.compress(rss(item("b")).encode()), Content_Encoding="br")
        await seen.clock.look()
    assert [[post.title for post in one.posts] for one in seen.sightings] == [["a"], ["b"]]
    assert {"gzip", "br"} <= set(press.requests[0].headers["Accept-Encoding"].replace(" ", "").split(","))


async def test_who_asks(press: Press) -> None:
    """The server is told who asks."""
    press.print(rss())
    async with watching(f"{press.url}/feed.xml", user_agent="Newsdao alerts"):
        pass
    assert press.requests[0].headers["User-Agent"] == "Newsdao alerts"


async def test_jekyll(press: Press) -> None:
    """jekyll-feed's feed becomes a post with everything an alert shows."""
    press.print(JEKYLL)
    async with watching(f"{press.url}/feed.xml") as seen:
        post = seen.posts[0]
    assert post.title == '시청 앞 광장, 주말마다 "차 없는" 거리로!'
    assert (post.image, post.categories) == ("https://newsdao.kr/images/a.jpg", ("News",))
    assert post.published_at.isoformat() == "2026-11-20T03:00:00+00:00"


async def test_relative_links(press: Press) -> None:
    """A relative link is made absolute from the feed's address."""
    press.print(rss("<title>a</title><link>/news/a</link>"))
    async with watching(f"{press.url}/deep/feed.xml") as seen:
        assert seen.source.trouble
        press.print(rss("<title>a</title><link>../news/a</link>"), "/deep/feed.xml")
        await seen.clock.look()
        assert not seen.source.trouble
    assert [post.link for post in seen.posts] == [f"{press.url}/news/a"]


async def test_keys(press: Press) -> None:
    """An entry without an id is known by its link however that is written, without a link by its title."""
    press.print(rss("<title>t</title><link>http://news.kr/a?utm_source=x#y</link>", "<title>only a title</title>"))
    async with watching(f"{press.url}/feed.xml") as seen:
        linked, titled = seen.posts
    assert (linked.key, linked.id) == ("news.kr/a", post_id("news.kr/a"))
    assert (titled.key, titled.link) == ("only a title", "https://news.kr/")
    assert titled.id == post_id(f"{press.url}/feed.xml only a title")


async def test_undated(press: Press) -> None:
    """An entry without a date has that of its first sight, in the feed's order, and keeps it when it is corrected."""
    press.print(rss(item("new"), item("old")))
    async with watching(f"{press.url}/feed.xml") as seen:
        new, old = (post.published_at for post in seen.posts)
        press.print(rss(item("newer"), item("new", "corrected"), item("old")))
        await seen.clock.look()
    assert [post.published_at for post in seen.posts][1:] == [new, old]
    assert seen.posts[0].published_at > new > old


async def test_untitled(press: Press) -> None:
    """An entry without a title has the beginning of its text for one; without both it is a problem of its own."""
    press.print(rss(f"<guid>a</guid><description>{'긴 글 ' * 60}</description>", "<guid>b</guid>"))
    async with watching(f"{press.url}/feed.xml") as seen:
        (post,) = seen.posts
        (problem,) = seen.problems
    assert post.title.startswith("긴 글 긴 글")
    assert post.title.endswith("…")
    assert str(problem) == "b: the entry has neither a title nor a text. Give it a title."


async def test_same_key_twice(press: Press) -> None:
    """Of two entries with one key the first counts."""
    press.print(rss(item("a", "first"), item("b"), item("a", "second")))
    async with watching(f"{press.url}/feed.xml") as seen:
        assert seen.titles == ["first", "b"]


async def test_parts_of_one_page(press: Press) -> None:
    """Entries that lead to parts of one page, or to none, are posts of their own, which no link means."""
    parts = [f"<title>{n}</title><guid>{n}</guid><link>https://news.kr/live#{n}</link>" for n in (1, 2)]
    press.print(rss(*parts, "<title>3</title><guid isPermaLink='false'>3</guid>", item("4")))
    async with watching(f"{press.url}/feed.xml") as seen:
        assert len({post.id for post in seen.posts}) == 4
        assert [post.has_own_link for post in seen.posts] == [False, False, False, True]


async def test_cut_feed(press: Press) -> None:
    """A feed that breaks off is told as a problem; the rest comes with the next look, though it has the same marks."""
    whole = rss(*(item(name, f"제목 {name}") for name in "abc")).encode()
    press.print(whole[: whole.index("목 c".encode()) + 1], ETag='"1"')
    async with watching(f"{press.url}/feed.xml") as seen:
        assert seen.titles == ["제목 a", "제목 b"]
        (problem,) = seen.problems
        assert problem.what == "the feed breaks off before its end"
        press.print(whole, ETag='"1"')
        await seen.clock.look()
    assert "If-None-Match" not in press.requests[1].headers
    assert seen.titles == ["제목 a", "제목 b", "제목 c"]
    assert seen.sightings[0].problems.keys() == seen.sightings[1].withdrawn  # which is how a watcher sees it mended
    assert seen.problems == []


async def test_garbled_entry(press: Press) -> None:
    """An entry that is no text in the feed's encoding is a problem; those beside it are posts."""
    press.print(rss(item("a", "좋은 제목"), item("b", "나쁜 제목")).encode().replace("나".encode(), b"\xeb\x82"))
    async with watching(f"{press.url}/feed.xml") as seen:
        assert seen.titles == ["좋은 제목"]
        (problem,) = seen.problems
    assert (problem.where, "U+FFFD" in problem.what) == ("b", True)


async def test_torn_summary(press: Press) -> None:
    """A summary that was cut by its bytes loses the half of a character at its end, and the post goes out."""
    body = rss(item("a", more="<description>요약입니다...</description>")).encode()
    press.print(body.replace("다...".encode(), "다".encode()[:2] + b"..."))
    async with watching(f"{press.url}/feed.xml") as seen:
        assert [post.excerpt for post in seen.posts] == ["요약입니..."]


async def test_dead_and_back(press: Press) -> None:
    """A dead feed is told once, by whatever it fails, and once when it is back."""
    press.print("gone", status=503)
    with capture_logs() as logs:
        async with watching(f"{press.url}/feed.xml") as seen:
            assert seen.source.trouble == "127.0.0.1 answers 503 Service Unavailable"
            press.print("<html><p>maintenance")
            await seen.clock.look()
            assert "no RSS, Atom or JSON Feed" in seen.source.trouble
            press.print(rss(item("a")))
            await seen.clock.look()
            assert seen.source.trouble == ""
    told = [log["event"] for log in logs if log["event"].startswith("source.")]
    assert told == ["source.unreadable", "source.readable"]
    assert seen.titles == ["a"]


async def test_no_connection() -> None:
    """A server that is not there is a trouble that says so."""
    async with watching("http://127.0.0.1:9/feed.xml") as seen:
        assert seen.source.trouble.startswith("no connection to 127.0.0.1: ")


@pytest.mark.parametrize(("status", "words"), [(404, "answers 404"), (410, "take it out of the settings")])
async def test_refusals(press: Press, status: int, words: str) -> None:
    """A refusal is told with its remedy where there is one."""
    press.print("", status=status)
    async with watching(f"{press.url}/feed.xml") as seen:
        assert words in seen.source.trouble


async def test_password(press: Press) -> None:
    """A name and password in the address are used, and shown to nobody."""
    press.print(rss("<title>a</title>"))
    async with watching(press.url.replace("//", "//user:secret@") + "/feed.xml") as seen:
        assert seen.source.name == f"{press.url}/feed.xml"
        assert press.requests[0].headers["Authorization"].startswith("Basic ")
        assert "secret" not in repr(seen.sightings)


async def test_broken_off(press: Press) -> None:
    """An answer that breaks off in transport is no feed that is cut: nothing of it is read."""
    whole = rss(item("a"), item("b")).encode()

    async def play(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(whole))})
        await response.prepare(request)
        await response.write(whole[: len(whole) // 2])
        assert request.transport
        request.transport.abort()
        return response

    press.play(play)
    async with watching(f"{press.url}/feed.xml") as seen:
        assert "broke off" in seen.source.trouble
    assert seen.sightings == []
