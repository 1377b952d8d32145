"""The door over real HTTP: what is answered, and what is then in the store."""

from __future__ import annotations

import asyncio
import gzip
import json
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
import pytest
import structlog

from bot.core.post import Level
from bot.ops.web import serve
from bot.sources.push import door, request
from bot.sources.push.source import PushSource
from tests.acceptance.conftest import free_port
from tests.acceptance.town import until
from tests.sources.push.caller import SECRET, Caller, a_story
from tests.sources.push.conftest import PREVIOUS, a_watcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.sighting import Sighting
    from bot.store.store import Store
    from tests.sources.push.conftest import Newsdesk

MEGABYTE = 1024 * 1024


async def test_accepted(desk: Newsdesk) -> None:
    """A post that is answered 202 stands in the store already."""
    answer = await desk.caller.pushes(a_story(id="a", level="breaking"))
    assert answer.status == 202
    assert answer.body == {"posts": [{"id": "a", "link": "https://newsdao.kr/news/1/", "outcome": "accepted"}]}
    (post,) = await desk.posts()
    assert (post.key, post.title, post.level) == ("a", "기사 1", Level.BREAKING)


async def test_many(desk: Newsdesk) -> None:
    """A hundred in one push are all there, in a JSON array or a line each; other people's pushes go between."""
    stories = [[a_story(100 * part + number) for number in range(100)] for part in range(3)]
    lines = b"\n".join(json.dumps(one).encode() for one in stories[2])
    async with asyncio.TaskGroup() as tasks:
        pushes = [tasks.create_task(desk.caller.pushes(stories[part])) for part in range(2)]
        pushes.append(tasks.create_task(desk.caller.pushes(lines, content_type="application/x-ndjson")))
    assert [push.result().status for push in pushes] == [202] * 3
    assert len(await desk.posts()) == 300


async def test_life(desk: Newsdesk) -> None:
    """The same id again corrects the post, also with another link, and `retracted` withdraws it."""
    for story in (a_story(1, id="a"), a_story(2, id="a")):
        assert (await desk.caller.pushes(story)).status == 202
    (post,) = await desk.posts()
    assert (post.title, post.link) == ("기사 2", "https://newsdao.kr/news/2/")
    withdrawn = await desk.caller.pushes(a_story(id="a", retracted=True))
    assert (withdrawn.status, await desk.posts()) == (202, [])


async def test_never_known(desk: Newsdesk) -> None:
    """To withdraw what was never pushed is no mistake: it is gone, as was asked."""
    assert (await desk.caller.pushes(a_story(retracted=True))).status == 202
    assert await desk.posts() == []


async def test_one_wrong(desk: Newsdesk) -> None:
    """Where one of several is wrong, none is taken, and all mistakes are told."""
    answer = await desk.caller.pushes([a_story(1), a_story(2, level="loud"), a_story(3, titel="x")])
    assert answer.status == 422
    assert answer.errors.splitlines() == [
        "item 2: level: must be one of 'breaking', 'normal', 'silent' or 'none'",
        "item 3: titel: there is no such field; you may mean title",
    ]
    assert await desk.posts() == []


async def test_replay(desk: Newsdesk) -> None:
    """The very same request again is answered the same and changes nothing, even when the post has moved on."""
    body = json.dumps(a_story(title="첫 제목")).encode()
    headers = desk.caller.signed(body)
    first = await desk.caller.sends(body, headers)
    await desk.caller.pushes(a_story(title="새 제목"))
    again = await desk.caller.sends(body, headers)
    assert (again.status, again.body) == (first.status, first.body)
    assert [post.title for post in await desk.posts()] == ["새 제목"]
    await desk.caller.pushes(a_story(retracted=True))
    assert (await desk.caller.sends(body, headers)).status == 202
    assert await desk.posts() == []


@pytest.mark.parametrize("secret", [SECRET, PREVIOUS])
async def test_secrets(desk: Newsdesk, secret: str) -> None:
    """The secret and the one before it are good."""
    assert (await Caller(desk.url, secret).pushes(a_story())).status == 202


@pytest.mark.parametrize(
    ("caller", "words"),
    [
        (Caller("", "another secret of somebody"), "the signature is not right"),
        (Caller("", late=400), " s behind ours: set it"),
        (Caller("", late=-400), " s ahead of ours: set it"),
    ],
)
async def test_refused(desk: Newsdesk, caller: Caller, words: str) -> None:
    """Who has no secret, or no clock, is told which; the log has it too, and neither has the secret."""
    body = json.dumps(a_story()).encode()
    with structlog.testing.capture_logs() as logs:
        answer = await desk.caller.sends(body, caller.signed(body))
    assert answer.status == 401
    assert words in answer.errors
    (entry,) = logs
    assert (entry["event"], entry["address"]) == ("push.refused", "127.0.0.1")
    assert SECRET not in f"{answer.body}{logs}"
    assert await desk.posts() == []


async def test_another_body(desk: Newsdesk) -> None:
    """A signature is good for the body it was made for, and no other."""
    headers = desk.caller.signed(json.dumps(a_story(1)).encode())
    assert (await desk.caller.sends(json.dumps(a_story(2)).encode(), headers)).status == 401


async def test_too_many_failures(desk: Newsdesk) -> None:
    """Who fails twenty times is told to wait, while what is rightly signed from the same address is taken."""
    wrong = Caller(desk.url, "another secret of somebody")
    statuses = [(await wrong.pushes(a_story())).status for _ in range(21)]
    assert statuses == [401] * 20 + [429]
    answer = await wrong.pushes(a_story())
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert (await desk.caller.pushes(a_story())).status == 202


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Content-Type": "application/x-www-form-urlencoded"}, "Content-Type"),
        ({"Content-Type": "text/plain"}, "Content-Type"),
        ({"Content-Encoding": "gzip"}, "Content-Encoding"),
    ],
)
async def test_wrong_type(desk: Newsdesk, headers: dict[str, str], words: str) -> None:
    """What is not JSON as it is, is told to be sent so; what is packed is not even unpacked."""
    body = gzip.compress(json.dumps(a_story()).encode())
    answer = await desk.caller.sends(body, desk.caller.signed(body) | headers)
    assert answer.status == 415
    assert words in answer.errors


async def test_charset(desk: Newsdesk) -> None:
    """A charset behind the type changes nothing."""
    answer = await desk.caller.pushes(a_story(), content_type="application/json; charset=utf-8")
    assert answer.status == 202


@pytest.mark.parametrize("is_chunked", [False, True])
async def test_too_large(desk: Newsdesk, *, is_chunked: bool) -> None:
    """More than a megabyte is refused, whether its length is told before or not."""
    body = b" " * (MEGABYTE + 1)

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 65536):
            yield body[start : start + 65536]

    data, headers = chunks() if is_chunked else BytesIO(body), desk.caller.signed(body)
    async with aiohttp.ClientSession() as session, session.post(desk.url, data=data, headers=headers) as answer:
        assert answer.status == 413
        assert "at most 1048576 bytes" in await answer.text()


async def test_largest(desk: Newsdesk) -> None:
    """A megabyte to the byte is read."""
    body = json.dumps(a_story()).encode().ljust(MEGABYTE)
    assert (await desk.caller.pushes(body)).status == 202


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[" * 100_000, 400), (b"5", 422), (b"null", 422), (b"[]", 422), (b'{"a":' * 100_000, 400)],
)
async def test_rubbish(desk: Newsdesk, body: bytes, status: int) -> None:
    """What is signed and no post is told as that."""
    answer = await desk.caller.pushes(body)
    assert answer.status == status
    assert answer.errors


async def test_methods(desk: Newsdesk) -> None:
    """Only POST is answered, and a slash at the end makes no difference."""
    async with aiohttp.ClientSession() as session, session.get(desk.url) as answer:
        assert answer.status == 405
    assert (await Caller(f"{desk.url}/").pushes(a_story())).status == 202


@pytest.mark.parametrize("rest", [b"5\r\nab", b"zz\r\nab\r\n0\r\n\r\n", b"\xff\xff"])
async def test_broken_off(desk: Newsdesk, rest: bytes) -> None:
    """A body that breaks off or is wrongly coded is never a fault of ours: no 500, no traceback."""
    place = urlsplit(desk.url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    head = f"POST /publish HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + rest)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    assert b" 500 " not in answer.partition(b"\r\n")[0]
    assert (await desk.caller.pushes(a_story())).status == 202


async def test_slow_body(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that does not come in holds no place for ever."""
    monkeypatch.setattr(request, "PATIENCE", 0.05)
    place = urlsplit(desk.url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    head = f"POST /publish HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: 100\r\n\r\n{{".encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")
    writer.close()


async def test_before_the_first_look(unwatched: Newsdesk) -> None:
    """A push that comes while the bot is starting waits until it is watched."""
    async with asyncio.TaskGroup() as tasks:
        push = tasks.create_task(unwatched.caller.pushes(a_story()))
        await _are_waiting(unwatched, 1)
        watching = tasks.create_task(a_watcher(unwatched).run())
        assert (await push).status == 202
        watching.cancel()


async def test_after_the_last(unwatched: Newsdesk) -> None:
    """When nobody takes pushes in any more, the caller is told at once to come again, and nothing is taken."""
    looks = unwatched.source.sightings()
    await anext(looks)
    await looks.aclose()
    answer = await unwatched.caller.pushes(a_story())
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert await unwatched.posts() == []


async def test_slow_watcher(unwatched: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was told to come again is taken once when he does, in whatever order: what he left behind is dropped."""
    monkeypatch.setattr(door, "PATIENCE", 0.05)
    looks = unwatched.source.sightings()
    assert not (await anext(looks)).posts
    assert (await unwatched.caller.pushes(a_story(1))).status == 503
    monkeypatch.setattr(door, "PATIENCE", 10.0)
    async with asyncio.TaskGroup() as tasks:
        push = tasks.create_task(unwatched.caller.pushes(a_story(2)))
        assert [post.title for post in (await anext(looks)).posts] == ["기사 2"]
        await asyncio.sleep(0)
        assert not push.done()  # yielded, and not yet recorded
        following = tasks.create_task(_next(looks))
        assert (await push).status == 202
        following.cancel()


async def test_stopped_while_waiting(unwatched: Newsdesk) -> None:
    """A push that waits while the bot stops is told so at once, and not left hanging."""
    looks = unwatched.source.sightings()
    await anext(looks)
    async with asyncio.TaskGroup() as tasks:
        pushes = [tasks.create_task(unwatched.caller.pushes(a_story(number))) for number in range(3)]
        assert (await anext(looks)).posts
        await _are_waiting(unwatched, 3)
        await looks.aclose()
    assert [push.result().status for push in pushes] == [503] * 3


async def test_several(store: Store) -> None:
    """Each source has an address of its own, and its own secret opens no other."""
    first = PushSource("push", "/publish", [SECRET], store.replays)
    second = PushSource("cms", "/publish/cms", [PREVIOUS], store.replays)

    async def ready() -> list[str]:
        return []

    port = free_port()
    url = f"http://127.0.0.1:{port}/publish"
    async with serve("127.0.0.1", port, ready, {}, first.doors | second.doors), asyncio.TaskGroup() as tasks:
        for source, there, other in ((first, url, f"{url}/cms"), (second, f"{url}/cms", url)):
            secret = SECRET if source is first else PREVIOUS
            looks = source.sightings()
            await anext(looks)
            push = tasks.create_task(Caller(there, secret).pushes(a_story()))
            assert (await anext(looks)).source == source.name
            following = tasks.create_task(_next(looks))
            assert (await push).status == 202
            following.cancel()
            assert (await Caller(other, secret).pushes(a_story())).status == 401
        assert (await _status(f"{url}/nobody")) == 404


async def _are_waiting(desk: Newsdesk, count: int) -> None:
    """Return when so many pushes wait to be recorded."""
    await until(lambda: len(desk.source._waiting) == count)


async def _next(looks: AsyncIterator[Sighting]) -> Sighting:
    """Ask for the next sighting, as the watcher does once it has recorded the one before."""
    return await anext(looks)


async def _status(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.post(url) as answer:
        return answer.status
