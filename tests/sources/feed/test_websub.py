"""A hub that calls: asked for, verified, believed where it signs, and never needed."""

from __future__ import annotations

import asyncio
import tracemalloc
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, web
from structlog.testing import capture_logs

from bot.sources.feed.hub import Hub, hub_among
from bot.sources.feed.source import rest
from bot.sources.feed.websub.subscription import Subscription
from tests.acceptance.conftest import free_port
from tests.sources.feed.hub import HubAtWork
from tests.sources.feed.press import PATIENCE, Clock, Seen, a_source, serving
from tests.sources.feed.samples import item, rss

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.sources.feed.press import Press

HUB = Hub("https://hub.kr/", "https://news.kr/feed.xml")


@asynccontextmanager
async def subscribing(press: Press, *, clock: Clock | None = None) -> AsyncIterator[Seen]:
    """Watch the press's feed as a bot that can be called, with real rests where there is no clock."""
    port = free_port()
    by_hand = clock or Clock()
    source = a_source(
        f"{press.url}/feed.xml", by_hand, public_url=f"http://127.0.0.1:{port}/", **({} if clock else {"rest": rest})
    )
    app = web.Application()
    for path, door in source.doors.items():
        app.add_subapp(path, door)
    seen = Seen(source, by_hand)
    async with serving(app, port=port), asyncio.TaskGroup() as tasks:
        task = tasks.create_task(seen.keep())
        try:
            yield seen
        finally:
            task.cancel()


async def until(seen: Seen, count: int) -> None:
    """Return when there are so many sightings."""
    async with asyncio.timeout(PATIENCE):
        while len(seen.sightings) < count:  # noqa: ASYNC110 - the source is watched from outside
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
async def test_call(press: Press, method: str) -> None:
    """A feed's hub is asked, its question affirmed, and its signed call brings the next look at once."""
    hub = HubAtWork(press)
    links = f'<{press.url}/hub>; rel="hub", <https://news.kr/feed.xml>; rel="self"'
    press.print(rss(item("a")), Link=links)
    async with subscribing(press) as seen:
        assert await hub.ask() == (200, "말")
        press.print(rss(item("b"), item("a")), Link=links)
        assert await hub.call(method) == 202
        await until(seen, 2)
    assert seen.titles == ["b", "a"]
    (form,) = hub.forms
    assert (form["hub.mode"], form["hub.topic"]) == ("subscribe", "https://news.kr/feed.xml")
    assert len(form["hub.secret"]) == 64
    assert press.requests[-1].headers["Cache-Control"] == "no-cache"


async def test_hub_in_feed(press: Press) -> None:
    """A hub that the feed itself names is asked; a feed without a name of its own goes by its address."""
    hub = HubAtWork(press)
    channel = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="{press.url}/hub"/>'
    press.print(rss(item("a"), channel=channel))
    async with subscribing(press):
        assert (await hub.ask())[0] == 200
    assert hub.forms[0]["hub.topic"] == f"{press.url}/feed.xml"


async def test_false_questions(press: Press) -> None:
    """A question about what nobody asked for is not affirmed."""
    hub = HubAtWork(press)
    press.print(rss(), Link=f'<{press.url}/hub>; rel="hub"')
    async with subscribing(press) as seen:
        for changes in ({"topic": "https://other.kr/"}, {"mode": "unsubscribe"}, {"mode": "?"}, {"challenge": ""}):
            assert (await hub.ask(**changes))[0] == 404
        (path,) = seen.source.doors
        assert path.startswith("/websub/")


async def test_false_calls(press: Press) -> None:
    """A call that is not signed by the hub is answered alike, and brings no look."""
    hub, clock = HubAtWork(press), Clock()
    press.print(rss(), Link=f'<{press.url}/hub>; rel="hub"')
    async with subscribing(press, clock=clock):
        assert (await hub.ask())[0] == 200
        await clock.until_rest()
        assert await hub.call(secret="guessed") == 202
        assert await hub.call("md5") == 202
        assert not clock.called.is_set()
        assert await hub.call(body=b"x" * 2**21) == 202
        assert clock.called.is_set()


async def test_denied(press: Press) -> None:
    """A hub that refuses changes nothing: the feed is looked at as before."""
    hub, clock = HubAtWork(press), Clock()
    press.print(rss(item("a")), Link=f'<{press.url}/hub>; rel="hub"')
    async with subscribing(press, clock=clock) as seen:
        assert (await hub.ask(mode="denied", reason="no"))[0] == 200
        press.print(rss(item("b")), Link=f'<{press.url}/hub>; rel="hub"')
        await clock.look()
    assert seen.titles == ["b"]
    assert len(hub.forms) == 1


async def test_hub_that_fails(press: Press) -> None:
    """A hub that is not there is no trouble of the feed's."""
    press.print(rss(item("a")), Link=f'<{press.url}/nothing>; rel="hub", <http://127.0.0.1:9/>; rel="next hub"')
    clock = Clock()
    async with subscribing(press, clock=clock) as seen:
        await clock.look()
        assert (seen.titles, seen.source.trouble) == (["a"], "")
    assert press.paths.count("/nothing") == 1


async def test_called_too_early(press: Press) -> None:
    """Where the call comes before a cache knows the news, the feed is looked at again soon."""
    hub, clock = HubAtWork(press), Clock()
    press.print(rss(item("a")), Link=f'<{press.url}/hub>; rel="hub"')
    async with subscribing(press, clock=clock):
        assert (await hub.ask())[0] == 200
        await hub.call()
        assert await clock.look() == 10.0
        assert await clock.look() == 120.0


async def test_called_during_a_pause(press: Press) -> None:
    """A server that asked to be left alone is, whatever its hub says."""
    hub, clock = HubAtWork(press), Clock()
    press.print(rss(), Link=f'<{press.url}/hub>; rel="hub"')
    async with subscribing(press, clock=clock):
        assert (await hub.ask())[0] == 200
        press.print("", status=503, Retry_After="900")
        await clock.look()
        await hub.call()
        assert not clock.called.is_set()


async def test_cannot_be_called(press: Press) -> None:
    """A bot that nobody can reach asks no hub and has no door."""
    HubAtWork(press)
    press.print(rss(), Link=f'<{press.url}/hub>; rel="hub"')
    clock = Clock()
    source = a_source(f"{press.url}/feed.xml", clock)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(Seen(source, clock).keep())
        await clock.look()
        task.cancel()
    assert (source.doors, press.paths) == ({}, ["/feed.xml"] * 2)


def test_renewal() -> None:
    """A subscription is asked for again before its lease ends, with its secret, or an hour after it failed."""
    one = Subscription()
    assert one.is_due(HUB, 0.0)
    form = one.ask(HUB, "https://bot.kr/", 0.0)
    assert not one.is_due(HUB, 3599.0)
    assert one.is_due(HUB, 3600.0)
    question = {"hub.mode": "subscribe", "hub.topic": HUB.topic, "hub.challenge": "x", "hub.lease_seconds": "10000"}
    assert one.affirm(question, 100.0)
    assert not one.is_due(HUB, 8099.0)
    assert one.is_due(HUB, 8100.0)
    assert one.ask(HUB, "https://bot.kr/", 8100.0)["hub.secret"] == form["hub.secret"]


def test_other_hub() -> None:
    """A feed that changes its hub is subscribed at the new one, with a secret that the old one does not know."""
    one, other = Subscription(), Hub("https://new.kr/", HUB.topic)
    form = one.ask(HUB, "https://bot.kr/", 0.0)
    assert one.is_due(other, 1.0)
    assert one.ask(other, "https://bot.kr/", 1.0)["hub.secret"] != form["hub.secret"]


@pytest.mark.parametrize("signature", ["", "sha256", "sha256=", "sha256=é", "md5=00", "=", "sha512_256=00"])
def test_signatures(signature: str) -> None:
    """What is no signature is none, and a subscription that has no secret believes nobody."""
    one = Subscription()
    assert not one.hear(signature).is_genuine
    one.ask(HUB, "https://bot.kr/", 0.0)
    assert not one.hear(signature).is_genuine


def test_place() -> None:
    """Where a hub calls is told to nobody else: whoever knows the feed's address does not know it."""
    (mine,), (other,) = (
        a_source("https://news.kr/feed.xml", Clock(), public_url="https://bot.kr", word=word * 64).doors
        for word in "ab"
    )
    assert mine != other
    assert mine.startswith("/websub/")


async def test_large_call(press: Press) -> None:
    """What a call carries is not kept while it comes in: anybody may send ten megabytes, and none of it is read."""
    hub = HubAtWork(press)
    press.print(rss(), Link=f'<{press.url}/hub>; rel="hub"')

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(90):
            yield b"x" * 100_000

    async with subscribing(press, clock=Clock()), ClientSession() as session:
        assert (await hub.ask())[0] == 200
        tracemalloc.start()
        try:
            signed = {"X-Hub-Signature": f"sha256={'0' * 64}"}
            async with session.post(hub.forms[-1]["hub.callback"], data=pieces(), headers=signed) as answer:
                assert answer.status == 202
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < 3_000_000


async def test_denied_again(press: Press) -> None:
    """That a hub refuses is logged once, however often it says so."""
    hub = HubAtWork(press)
    press.print(rss(), Link=f'<{press.url}/hub>; rel="hub"')
    with capture_logs() as logged:
        async with subscribing(press, clock=Clock()):
            for _ in range(3):
                assert (await hub.ask(mode="denied", reason="no"))[0] == 200
    assert [one["event"] for one in logged].count("websub.refused") == 1


def test_hubs() -> None:
    """The first hub among links counts, and none that is not on the web."""
    assert hub_among([("self", "ftp://a.kr/"), ("hub", "mailto:a"), ("HUB Self", "http://h.kr/")]) == Hub(
        "http://h.kr/", "http://h.kr/"
    )
    assert hub_among([("self", "http://a.kr/")]) is None
