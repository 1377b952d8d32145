"""Discord's rate limits on the wire."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.discord import DiscordService, Limits, Rate
from bot.sandbox.discord.limits import Limiter
from tests.openapi import answer_problems, needs_description
from tests.sandbox.discord.stage import NEWS, TALK, Answer, Clock, call, logged_in, send, served, until

BODY = {"content": "속보"}


async def statuses(service: DiscordService, count: int, channel_id: int = NEWS) -> list[int]:
    """Send so many messages and return the statuses."""
    return [(await send(service, BODY, channel_id)).status for _ in range(count)]


async def test_headers() -> None:
    """Every send tells what is left of its channel's bucket."""
    async with served(limits=Limits(), clock=Clock()) as service:
        first, second = await send(service, BODY), await send(service, BODY)
        assert first.headers["X-RateLimit-Limit"] == "5"
        assert [one.headers["X-RateLimit-Remaining"] for one in (first, second)] == ["4", "3"]
        assert first.headers["X-RateLimit-Reset-After"] == "5.000"
        assert first.headers["X-RateLimit-Bucket"] == second.headers["X-RateLimit-Bucket"]


async def test_channel() -> None:
    """A sixth message within five seconds in one channel is refused, in another it is not."""
    clock = Clock()
    async with served(limits=Limits(), clock=clock) as service:
        assert await statuses(service, 6) == [200] * 5 + [429]
        assert await statuses(service, 1, TALK) == [200]
        clock.now += 5
        assert await statuses(service, 5) == [200] * 5


async def test_window_slides() -> None:
    """The window is of any five seconds, so a burst at its end and one at the next one's start do not both pass."""
    clock = Clock()
    async with served(limits=Limits(), clock=clock) as service:
        await statuses(service, 1)
        clock.now += 4.9
        assert await statuses(service, 4) == [200] * 4
        clock.now += 0.2
        assert await statuses(service, 2) == [200, 429]


async def test_refusal() -> None:
    """A refusal has the headers and the body of Discord's, and the Via header of its proxies."""
    clock = Clock()
    async with served(limits=Limits(messages=Rate(1, 5.0)), clock=clock) as service:
        await send(service, BODY)
        clock.now += 1.2345
        answer = await send(service, BODY)
        assert answer.body | {"code": 0} == {
            "message": "You are being rate limited.",
            "retry_after": 3.766,
            "global": False,
            "code": 0,
        }
        assert answer.headers["Retry-After"] == "4"
        assert answer.headers["X-RateLimit-Scope"] == "user"
        assert answer.headers["X-RateLimit-Remaining"] == "0"
        assert answer.headers["Via"]


@needs_description
async def test_refusal_shape() -> None:
    """A refusal has the shape of Discord's own description."""
    async with served(limits=Limits(messages=Rate(1, 5.0)), clock=Clock()) as service:
        await send(service, BODY)
        answer = await send(service, BODY)
        assert answer_problems("POST", f"/channels/{NEWS}/messages", answer.status, answer.body) == []


async def test_global() -> None:
    """Over fifty requests in any second are refused, whatever they are."""
    clock = Clock()
    async with served(limits=Limits(messages=None), clock=clock) as service:
        assert await statuses(service, 25, NEWS) + await statuses(service, 25, TALK) == [200] * 50
        answer = await call(service, "GET", "/users/@me")
        assert (answer.status, answer.body["global"]) == (429, True)
        assert answer.headers["X-RateLimit-Global"] == "true"
        assert answer.headers["X-RateLimit-Scope"] == "global"
        assert "X-RateLimit-Bucket" not in answer.headers
        clock.now += 1
        assert (await call(service, "GET", "/users/@me")).status == 200


async def published(service: DiscordService) -> str:
    """Send and publish a message; return its path."""
    path = f"/channels/{NEWS}/messages/{(await send(service, BODY)).body['id']}"
    assert (await call(service, "POST", f"{path}/crosspost")).status == 200
    return path


async def test_crossposts() -> None:
    """Ten messages an hour are published in a channel."""
    clock = Clock()
    async with served(limits=Limits(messages=None), clock=clock) as service:
        for _ in range(10):
            await published(service)
        path = f"/channels/{NEWS}/messages/{(await send(service, BODY)).body['id']}/crosspost"
        answer = await call(service, "POST", path)
        assert (answer.status, answer.body["retry_after"]) == (429, 3600.0)
        clock.now += 3600
        assert (await call(service, "POST", path)).status == 200


async def test_published_edits() -> None:
    """A fourth edit of what is published within the hour is refused; only the body has the true pause."""
    clock = Clock()
    async with served(limits=Limits(), clock=clock) as service:
        path = await published(service)
        edits: list[Answer] = [await call(service, "PATCH", path, {"content": f"{n}"}) for n in range(4)]
        assert [edit.status for edit in edits] == [200, 200, 200, 429]
        refused = edits[-1]
        assert (refused.body["code"], refused.body["retry_after"]) == (20028, 3600.0)
        assert (refused.headers["Retry-After"], refused.headers["X-RateLimit-Scope"]) == ("1", "shared")
        assert service.invalid_requests == 0


async def test_invalid_requests() -> None:
    """401, 403 and 429 are counted, and enough of them get the address banned, without JSON and without Via."""
    clock = Clock()
    limits = Limits(messages=Rate(1, 5.0), invalid=Rate(3, 600.0))
    async with served(limits=limits, clock=clock) as service:
        service.deny(TALK, "send_messages")
        assert await statuses(service, 2) == [200, 429]
        assert await statuses(service, 1, TALK) == [403]
        assert (await call(service, "GET", "/users/@me", token="wrong")).status == 401
        assert service.invalid_requests == 3
        banned = await call(service, "GET", "/users/@me")
        assert (banned.status, isinstance(banned.body, str), "Via" in banned.headers) == (429, True, False)
        clock.now += 600
        assert (await call(service, "GET", "/users/@me")).status == 200


async def test_discord_py_waits() -> None:
    """discord.py, sending one by one, believes the headers and is refused nothing."""
    limits = Limits(everything=None, messages=Rate(2, 0.05))
    async with served(limits=limits) as service, logged_in(service) as client:
        for number in range(5):
            await client.get_partial_messageable(NEWS).send(f"{number}")
        assert len(service.accepted) == 5
        assert service.invalid_requests == 0


async def test_discord_py_retries() -> None:
    """discord.py takes the global refusal for what it is, waits as told and sends again."""
    clock = Clock()
    limits = Limits(everything=Rate(3, 0.05), messages=None)  # two of the three go with the login
    async with served(limits=limits, clock=clock) as service, logged_in(service) as client:
        channel = client.get_partial_messageable(NEWS)
        await channel.send("하나")
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(channel.send("둘"))
            await until(lambda: service.invalid_requests > 0)
            clock.now += 0.05
        assert [message["content"] for message in service.messages(NEWS)] == ["하나", "둘"]


def test_off() -> None:
    """Limits that are off refuse nothing and tell nothing."""
    limiter = Limiter(Limits.off(), Clock())
    for _ in range(1000):
        limiter.admit_any()
        limiter.admit_published_edit("1")
        assert limiter.admit("messages", "1") == {}


def test_unknown_rate() -> None:
    """A rate that Discord does not have is a mistake."""
    with pytest.raises(TypeError):
        Limits(stickers=Rate(1, 1.0))  # type: ignore[call-arg]
