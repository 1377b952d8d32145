"""The adapter never waits by itself: not for limits, not for a server in trouble."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Channel, Platform
from bot.core.errors import PlatformError, Scope, Throttled, Unavailable
from bot.platforms.discord import DiscordConnection, connect
from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.conftest import CHANNEL, GUILD, TOKEN, alert

if TYPE_CHECKING:
    from bot.sandbox.discord import DiscordService

SEND = "POST /channels/{id}/messages"
VIA = {"Via": "1.1 google"}


def sends(service: DiscordService) -> int:
    """Count the sends that reached Discord."""
    return sum(call.name == SEND for call in service.calls)


async def send_until_throttled(connection: DiscordConnection) -> tuple[int, Throttled]:
    """Send to the channel until it is too much; return how many went out, and what ended it."""
    for number in range(50):
        try:
            await connection.messenger.send(CHANNEL, alert(), f"n{number}")
        except Throttled as refusal:
            return number, refusal
    raise AssertionError("fifty sends in a row were not too many")


@pytest.mark.parametrize("is_global", [False, True])
async def test_429(service: DiscordService, connection: DiscordConnection, is_global: bool) -> None:  # noqa: FBT001 -- a parameter
    """A 429 is told at once, and not asked again."""
    body = {"message": "You are being rate limited.", "retry_after": 20.0, "global": is_global}
    service.faults.add(Fault(Failure.ANSWER, SEND, status=429, body=body, headers=VIA))
    async with asyncio.timeout(2.0):
        with pytest.raises(Throttled) as caught:
            await connection.messenger.send(CHANNEL, alert(), "n1")
    assert caught.value.pause == 20.0
    assert caught.value.scope is (Scope.PLATFORM if is_global else Scope.CHANNEL)
    assert sends(service) == 1


async def test_last_token(service: DiscordService, connection: DiscordConnection) -> None:
    """A send that takes a bucket's last token returns at once; the next is told to wait, and costs no request."""
    async with asyncio.timeout(2.0):
        sent, refusal = await send_until_throttled(connection)
    assert sends(service) == sent > 0
    assert 0.0 < refusal.pause <= 5.001  # the service rounds up to its next millisecond
    assert refusal.scope is Scope.CHANNEL


async def test_other_channel(service: DiscordService, connection: DiscordConnection) -> None:
    """A channel whose bucket is empty holds up no other."""
    service.add_text(2002, GUILD, "다른 곳")
    await send_until_throttled(connection)
    other = Channel(platform=Platform.DISCORD, address="2002")
    assert await connection.messenger.send(other, alert(), "other")


async def test_forgotten_buckets(service: DiscordService, connection: DiscordConnection) -> None:
    """The account of a bucket is dropped once it says nothing: it does not grow with the channels."""
    for number in range(2100, 2120):
        service.add_text(number, GUILD, f"곳-{number}")
        await connection.messenger.send(Channel(platform=Platform.DISCORD, address=str(number)), alert(), f"n{number}")
    buckets = connection._wire._buckets
    assert len(buckets) > 10
    for bucket in buckets.values():
        bucket.expires = 0.0
    await connection.messenger.send(CHANNEL, alert(), "n1")
    assert len(buckets) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504, 524])
async def test_5xx(service: DiscordService, connection: DiscordConnection, status: int) -> None:
    """A server in trouble is told at once, and not asked again; the message may be out."""
    service.faults.add(Fault(Failure.ANSWER, SEND, status=status, body="upstream error"))
    async with asyncio.timeout(2.0):
        with pytest.raises(Unavailable) as caught:
            await connection.messenger.send(CHANNEL, alert(), "n1")
    assert caught.value.sent_maybe
    assert sends(service) == 1


@pytest.mark.parametrize(
    "failure", [Failure.HANG, Failure.CUT_BEFORE, Failure.CUT_AFTER, Failure.GARBAGE, Failure.TRUNCATED]
)
async def test_broken(service: DiscordService, connection: DiscordConnection, failure: Failure) -> None:
    """An answer that does not come whole leaves it open whether the message is out, and the next send works."""
    await connection.verify()
    service.faults.add(Fault(failure, SEND))
    with pytest.raises(Unavailable) as caught:
        await connection.messenger.send(CHANNEL, alert(), "n1")
    assert caught.value.sent_maybe
    assert await connection.messenger.send(CHANNEL, alert(), "n2")


async def test_away(service: DiscordService) -> None:
    """A Discord that cannot be reached is not sent to; once it can, the same connection works."""
    async with connect(TOKEN, api_url="http://127.0.0.1:1/api/v10") as connection:
        with pytest.raises(Unavailable) as caught:
            await connection.messenger.send(CHANNEL, alert(), "n1")
        assert not caught.value.sent_maybe
        connect(TOKEN, api_url=service.url)
        assert await connection.messenger.send(CHANNEL, alert(), "n1")


async def test_no_token_told(service: DiscordService, connection: DiscordConnection) -> None:
    """No error holds the token, nor a library's error that might."""
    await connection.verify()
    for failure in (Failure.CUT_BEFORE, Failure.GARBAGE, Failure.HANG):
        service.faults.add(Fault(failure, times=9))  # more than once: aiohttp asks an idempotent question again
        with pytest.raises(PlatformError) as caught:
            await connection.verify()
        assert TOKEN not in repr(caught.value)
        assert caught.value.__context__ is None
        service.faults.clear()
