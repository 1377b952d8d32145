"""Where redirects lead, which are remembered, and which are not followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from tests.sources.feed.press import watching
from tests.sources.feed.samples import item, rss

if TYPE_CHECKING:
    from tests.sources.feed.press import Press


def redirect(press: Press, path: str, to: str, status: int) -> None:
    """Let a path lead elsewhere."""
    press.print("", path, status, Location=to)


@pytest.mark.parametrize("status", [301, 308])
async def test_permanent(press: Press, status: int) -> None:
    """A permanent redirect is told, and the next look goes where it led."""
    redirect(press, "/old", f"{press.url}/feed.xml", status)
    press.print(rss(item("a")))
    with capture_logs() as logs:
        async with watching(f"{press.url}/old") as seen:
            await seen.clock.look()
    assert press.paths == ["/old", "/feed.xml", "/feed.xml"]
    assert [log["to"] for log in logs if log["event"] == "source.moved"] == [f"{press.url}/feed.xml"]


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_temporary(press: Press, status: int) -> None:
    """A temporary redirect is followed anew each time."""
    redirect(press, "/old", "/feed.xml", status)
    press.print(rss(item("a")))
    async with watching(f"{press.url}/old") as seen:
        await seen.clock.look()
    assert press.paths == ["/old", "/feed.xml"] * 2


async def test_permanent_then_temporary(press: Press) -> None:
    """What is remembered ends where a redirect is only for now."""
    redirect(press, "/old", "/middle", 301)
    redirect(press, "/middle", "/feed.xml", 302)
    redirect(press, "/feed.xml", "/last.xml", 301)
    press.print(rss(item("a")), "/last.xml")
    async with watching(f"{press.url}/old") as seen:
        await seen.clock.look()
    assert press.paths == ["/old", "/middle", "/feed.xml", "/last.xml", "/middle", "/feed.xml", "/last.xml"]


async def test_new_place_fails(press: Press) -> None:
    """Where the new place fails, the address in the settings is asked again, for a whole answer."""
    redirect(press, "/old", "/feed.xml", 301)
    press.print(rss(item("a")), ETag='"1"')
    async with watching(f"{press.url}/old") as seen:
        press.print("", status=500)
        await seen.clock.look()
        press.print(rss(item("b")), "/old")
        await seen.clock.look()
    assert press.paths == ["/old", "/feed.xml", "/feed.xml", "/old"]
    assert "If-None-Match" not in press.requests[-1].headers
    assert seen.titles == ["b"]


async def test_redirect_to_no_feed(press: Press) -> None:
    """A redirect to something that is no feed, such as a login page, is not remembered."""
    redirect(press, "/old", "/login", 301)
    press.print("<html><p>log in", "/login")
    async with watching(f"{press.url}/old") as seen:
        await seen.clock.look()
    assert press.paths == ["/old", "/login"] * 2


async def test_moved_feed_keeps_its_keys(press: Press) -> None:
    """A feed that moves shows the same posts: neither ids nor relative links begin at the new place."""
    entry = "<title>a</title><guid>1</guid><link>/a</link>", "<title>b</title><link>/b</link>"
    press.print(rss(*entry), "/old")
    async with watching(f"{press.url}/old") as seen:
        before = seen.posts
        redirect(press, "/old", "/elsewhere/feed.xml", 301)
        press.print(rss(*entry) + "\n", "/elsewhere/feed.xml")
        await seen.clock.look()
    assert [(post.key, post.fingerprint) for post in seen.posts] == [(post.key, post.fingerprint) for post in before]


async def test_loop(press: Press) -> None:
    """A redirect that leads to itself ends, after five."""
    redirect(press, "/old", "/old", 301)
    async with watching(f"{press.url}/old") as seen:
        assert seen.source.trouble == "it is redirected more than 5 times"
    assert len(press.requests) <= 6


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/feed", "data:text/xml,x", "http://[bad/"])
async def test_other_schemes(press: Press, to: str) -> None:
    """A redirect away from the web, or to no address, is a trouble."""
    redirect(press, "/old", to, 302)
    async with watching(f"{press.url}/old") as seen:
        assert seen.source.trouble
    assert press.paths == ["/old"]
