"""The requests Discord holds against us are counted, and sends stop well before Discord bars the address."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.core.errors import PlatformError, Scope, StoreError, Throttled
from bot.platforms.discord import DiscordConnection, connect
from bot.platforms.discord.account import FULL, Account
from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.conftest import CHANNEL, TOKEN, alert

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.discord import DiscordService

SEND = "POST /channels/{id}/messages"
VIA = {"Via": "1.1 google"}
LIMITED = {"message": "You are being rate limited.", "retry_after": 0.1, "global": False}


class Book:
    """`Offences` that keeps its count in memory; `wait` is what it answers once there are too many."""

    def __init__(self, count: int = 0, wait: float = 100.0) -> None:
        self.count = count
        self.wait = wait
        self.is_away = False

    async def add(self, count: int, most: int) -> tuple[int, float]:
        """Count so many more."""
        if self.is_away:
            raise StoreError("the store is away")
        self.count += count
        return self.count, self.wait if self.count >= most else 0.0


@pytest.fixture
def book() -> Book:
    """Give an empty account book."""
    return Book()


@pytest.fixture
async def connection(service: DiscordService, book: Book) -> AsyncIterator[DiscordConnection]:
    """Give the adapter connected to the sandbox, counting in the book."""
    async with connect(TOKEN, api_url=service.url, read_timeout=0.5, offences=book) as connected:
        yield connected


async def test_what_counts(service: DiscordService, connection: DiscordConnection, book: Book) -> None:
    """401, 403 and 429 count unless the limit is shared, just as Discord counts them; other refusals do not."""
    for status, headers in (
        (401, {}),
        (403, {}),
        (429, VIA),
        (429, VIA | {"X-RateLimit-Scope": "shared"}),
        (404, {}),
        (503, {}),
    ):
        service.faults.add(Fault(Failure.ANSWER, SEND, status=status, body=LIMITED, headers=headers))
        with pytest.raises(PlatformError):
            await connection.messenger.send(CHANNEL, alert(), "n1")
    await connection.messenger.send(CHANNEL, alert(), "n1")
    assert book.count == service.invalid_requests == 3


async def test_sends_stop(service: DiscordService, connection: DiscordConnection, book: Book) -> None:
    """A full account throttles the whole platform for as long as it is full, and nothing more is asked of Discord."""
    book.count = FULL - 1
    service.faults.add(Fault(Failure.ANSWER, SEND, status=403, body={"code": 50001, "message": "Missing Access"}))
    with pytest.raises(PlatformError):
        await connection.messenger.send(CHANNEL, alert(), "n1")
    asked = len(service.calls)
    for act in (
        connection.messenger.send(CHANNEL, alert(), "n2"),
        connection.messenger.edit(CHANNEL, "1", alert()),
        connection.messenger.delete(CHANNEL, "1"),
    ):
        with pytest.raises(Throttled) as caught:
            await act
        assert caught.value.scope is Scope.PLATFORM
        assert 90 < caught.value.pause < 101
    assert len(service.calls) == asked


async def test_others_offences(connection: DiscordConnection, book: Book) -> None:
    """What other processes made full stops this one as well."""
    book.count = FULL
    with pytest.raises(Throttled):
        await connection.messenger.send(CHANNEL, alert(), "n1")


async def test_told_once(book: Book) -> None:
    """The log hears once that the account fills up, once that it is full, and once that this is over."""
    book.wait = 0.05
    account = Account(book)
    with capture_logs() as logged:
        for count in (3_999, 4_500, 4_600, FULL):
            book.count = count - 1
            account.note(403, {})
            if count < FULL:
                await account.check()
        for _ in range(3):
            with pytest.raises(Throttled):
                await account.check()
        book.count = 0
        async with asyncio.timeout(5):
            while "discord.offences_passed" not in [line["event"] for line in logged]:
                try:
                    await account.check()
                except Throttled as throttled:
                    await asyncio.sleep(throttled.pause)
        await account.check()
    events = [line["event"].removeprefix("discord.offences_") for line in logged]
    assert events == ["many", "full", "passed"]
    assert logged[1]["count"] == FULL


async def test_store_away(connection: DiscordConnection, service: DiscordService, book: Book) -> None:
    """While the store is away alerts go on, and what was counted meanwhile is written down afterwards."""
    book.is_away = True
    service.faults.add(Fault(Failure.ANSWER, SEND, status=429, body=LIMITED, headers=VIA))
    with pytest.raises(Throttled):
        await connection.messenger.send(CHANNEL, alert(), "n1")
    assert await connection.messenger.send(CHANNEL, alert(), "n1")
    book.is_away = False
    assert await connection.messenger.send(CHANNEL, alert(), "n2")
    assert book.count == 1
