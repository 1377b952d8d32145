"""Misbehaviour that was asked for, as discord.py meets it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox.faults import Failure, Fault
from tests.sandbox.discord.stage import NEWS, TALK, logged_in, send, served, until

SEND = "POST /channels/{id}/messages"


@pytest.mark.parametrize(
    ("failure", "expected", "shown"),
    [
        (Failure.CUT_BEFORE, aiohttp.ClientError, 0),
        (Failure.CUT_AFTER, aiohttp.ClientError, 1),
        (Failure.TRUNCATED, aiohttp.ClientPayloadError, 1),
    ],
)
async def test_cut(failure: Failure, expected: type[Exception], shown: int) -> None:
    """A connection that is cut says nothing; whether the message was accepted depends on when."""
    async with served() as service, logged_in(service) as client:
        service.faults.add(Fault(failure, SEND))
        channel = client.get_partial_messageable(NEWS)
        with pytest.raises(expected):
            await channel.send("속보")
        assert len(service.messages(NEWS)) == len(service.accepted) == shown
        assert service.calls[-1].status == 0
        await channel.send("다시")
        assert len(service.messages(NEWS)) == shown + 1


async def test_repeat_after_cut() -> None:
    """With a nonce, a send whose answer was lost can be repeated without sending twice."""
    async with served() as service, logged_in(service) as client:
        service.faults.add(Fault(Failure.CUT_AFTER, SEND))
        channel = client.get_partial_messageable(NEWS)
        with pytest.raises(aiohttp.ClientError):
            await channel.send("속보", nonce="n")
        await channel.send("속보", nonce="n")
        assert len(service.messages(NEWS)) == 1


async def test_garbage() -> None:
    """A proxy's page in place of JSON reaches discord.py as the failure of a server."""
    async with served() as service, logged_in(service) as client:
        service.faults.add(Fault(Failure.GARBAGE, SEND, status=503))
        with pytest.raises(discord.DiscordServerError, match="Bad gateway"):
            await client.get_partial_messageable(NEWS).send("속보")
        assert service.messages(NEWS) == []


async def test_garbage_as_success() -> None:
    """Garbage may also come with 200."""
    async with served() as service:
        service.faults.add(Fault(Failure.GARBAGE, status=200))
        answer = await send(service, {"content": "속보"})
        assert answer.status == 200
        with pytest.raises(ValueError, match="Expecting value"):
            json.loads(answer.body)


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        (Fault(Failure.ANSWER, status=503), 503, {"message": "503: Service Unavailable", "code": 0}),
        (Fault(Failure.ANSWER, status=418, body={"code": 1}, headers={"X-Tea": "pot"}), 418, {"code": 1}),
        (
            Fault(Failure.ANSWER, status=429),
            429,
            {"message": "You are being rate limited.", "retry_after": 1.0, "global": False, "code": 0},
        ),
    ],
)
async def test_answer(fault: Fault, status: int, body: Any) -> None:
    """A given answer is given once, and nothing is done; without a body it is the one Discord would give."""
    async with served() as service:
        service.faults.add(fault)
        answer = await send(service, {"content": "속보"})
        assert (answer.status, answer.body) == (status, body)
        assert service.messages(NEWS) == []
        assert (await send(service, {"content": "속보"})).status == 200


async def test_hang() -> None:
    """A call that hangs is never answered, and ends with the service."""
    async with served() as service, logged_in(service) as client:
        service.faults.add(Fault(Failure.HANG, SEND))
        async with asyncio.TaskGroup() as tasks:
            sending = tasks.create_task(_failure_of(client))
            await until(lambda: bool(service.calls) and service.calls[-1].name == SEND)
            assert not sending.done()
            await service.stop()
            assert isinstance(await sending, aiohttp.ClientError)
        assert service.messages(NEWS) == []


async def _failure_of(client: discord.Client) -> BaseException:
    with pytest.raises(aiohttp.ClientError) as failed:
        await client.get_partial_messageable(NEWS).send("속보")
    return failed.value


async def test_aimed() -> None:
    """A fault may be for one channel only, and for so many times."""
    async with served() as service:
        service.faults.add(Fault(Failure.ANSWER, SEND, chat=str(TALK), times=2))
        assert (await send(service, {"content": "x"}, NEWS)).status == 200
        assert [(await send(service, {"content": "x"}, TALK)).status for _ in range(3)] == [500, 500, 200]
