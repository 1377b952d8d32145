"""What each of Discord's refusals means to the project."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.core.errors import Closed, Gone, PlatformError, Refused, Scope, Throttled, Unauthorized, Unavailable
from bot.platforms.discord.failures import failure_of
from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.conftest import CHANNEL, GUILD, alert

if TYPE_CHECKING:
    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService

VIA = {"Via": "1.1 google"}
NEWS = 2005


def failure(status: int, body: Any, headers: dict[str, str] | None = None) -> PlatformError:
    """Return what an answer with this JSON body becomes."""
    return failure_of(status, VIA if headers is None else headers, json.dumps(body).encode())


CODES = [
    *[(404, code, Closed) for code in (10003, 10004, 10015)],
    *[(403, code, Closed) for code in (50001, 50007, 50013, 50278)],
    *[(400, code, Closed) for code in (30007, 50008, 50024, 50083, 160005, 220001)],
    (404, 10008, Gone),
    (401, 50027, Gone),
    (403, 20016, Throttled),
    (429, 20022, Throttled),
    (400, 40003, Throttled),
    (429, 20028, Throttled),
    (429, 20029, Throttled),
    (400, 30046, Throttled),
    (403, 40004, Throttled),
    (429, 40062, Throttled),
    (429, 0, Throttled),
    (401, 0, Unauthorized),
    (403, 40001, Unauthorized),
    (500, 0, Unavailable),
    (503, 0, Unavailable),
    (404, 0, Unavailable),
    (400, 50006, Refused),
    (400, 50035, Refused),
    (403, 50005, Refused),
    (400, 160002, Refused),
    (403, 200000, Refused),
    (413, 40005, Refused),
]


@pytest.mark.parametrize(("status", "code", "expected"), CODES)
async def test_code(
    service: DiscordService, connection: DiscordConnection, status: int, code: int, expected: type[PlatformError]
) -> None:
    """Every answer becomes the error of its remedy, and says what Discord said."""
    body = {"code": code, "message": "in Discord's words"}
    service.faults.add(Fault(Failure.ANSWER, "POST /channels/{id}/messages", times=2, status=status, body=body))
    with pytest.raises(expected, match="in Discord's words"):
        await connection.messenger.send(CHANNEL, alert(), "n1")


def test_fields() -> None:
    """A refused form names its fields."""
    errors = {"embeds": {"0": {"title": {"_errors": [{"code": "X", "message": "Must be 256 or fewer."}]}}}}
    error = failure(400, {"code": 50035, "message": "Invalid Form Body", "errors": errors})
    assert str(error) == "400 50035 Invalid Form Body (embeds.0.title: Must be 256 or fewer.)"


def test_body_beats_header() -> None:
    """The wait is the body's, not the header's: for edits of published messages they differ by a thousand."""
    error = failure(429, {"retry_after": 1163.0, "global": False}, VIA | {"Retry-After": "1"})
    assert isinstance(error, Throttled)
    assert (error.pause, error.scope) == (1163.0, Scope.CHANNEL)


@pytest.mark.parametrize(("status", "code"), [(429, 20022), (400, 30046)])
def test_edits_alone(status: int, code: int) -> None:
    """A limit of edits is about the one message: what else is due to its channel need not wait."""
    error = failure(status, {"code": code, "retry_after": 1163.0}, VIA)
    assert isinstance(error, Throttled)
    assert (error.pause, error.scope) == (1163.0, Scope.MESSAGE)


async def test_published_edits(service: DiscordService, connection: DiscordConnection) -> None:
    """Of edits of published messages there are three an hour; the fourth waits alone, for as long as the body says."""
    service.add_text(NEWS, GUILD, "공지", announcement=True)
    channel = replace(CHANNEL, address=str(NEWS))
    message = await connection.messenger.send(channel, alert(), "n1")
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {service.token}"}) as somebody:
        await somebody.post(f"{service.url}/channels/{NEWS}/messages/{message}/crosspost")
    for number in range(3):
        await connection.messenger.edit(channel, message, alert(f"{number}"))
    with pytest.raises(Throttled) as raised:
        await connection.messenger.edit(channel, message, alert("넷째"))
    assert raised.value.scope is Scope.MESSAGE
    assert raised.value.pause > 3000


@pytest.mark.parametrize(
    ("body", "headers"),
    [({"retry_after": 2.0, "global": True}, VIA), ({"retry_after": 2.0}, VIA | {"X-RateLimit-Scope": "global"})],
)
def test_global(body: dict[str, Any], headers: dict[str, str]) -> None:
    """A global limit, told in the body or the header, is the whole platform's."""
    error = failure(429, body, headers)
    assert isinstance(error, Throttled)
    assert (error.pause, error.scope) == (2.0, Scope.PLATFORM)


@pytest.mark.parametrize(("headers", "pause"), [({}, 600.0), ({"Retry-After": "3000"}, 3000.0)])
def test_barred(headers: dict[str, str], pause: float) -> None:
    """A 429 that did not come from Discord's API stops the whole platform for long."""
    error = failure_of(429, headers, b"<html>error code: 1015</html>")
    assert isinstance(error, Throttled)
    assert (error.pause, error.scope) == (pause, Scope.PLATFORM)


def test_barred_forbidden() -> None:
    """A 403 in no words of Discord's says nothing about the channel: the platform pauses."""
    error = failure_of(403, {}, b"<html>blocked</html>")
    assert isinstance(error, Throttled)
    assert error.scope is Scope.PLATFORM


def test_redirect() -> None:
    """A redirect is not followed: it says that the address is not Discord's API."""
    assert "DISCORD_API_URL" in str(failure_of(301, {}, b""))
