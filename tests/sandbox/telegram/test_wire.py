"""The Bot API's outer form: paths, encodings, tokens, latency and faults."""

from __future__ import annotations

import asyncio
import time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientError, ClientPayloadError, ClientSession, ClientTimeout, FormData
from telegram.error import Forbidden, NetworkError

from bot.sandbox.faults import Failure, Fault
from bot.sandbox.telegram import TelegramService
from tests.sandbox.telegram.conftest import CHANNEL, PERSON, UNLIMITED, furnish, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Bot

CALL = {"chat_id": str(CHANNEL), "text": "속보"}


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    """Give a plain HTTP client."""
    async with ClientSession(timeout=ClientTimeout(total=10)) as one:
        yield one


def url(telegram: TelegramService, method: str = "sendMessage") -> str:
    """Return a method's URL."""
    return f"{telegram.url}/bot{telegram.token}/{method}"


def multipart() -> FormData:
    """Return the call as a multipart form."""
    form = FormData(default_to_multipart=True)
    for name, value in CALL.items():
        form.add_field(name, value)
    return form


@pytest.mark.parametrize("encoding", ["query", "get", "form", "multipart", "json"])
async def test_encodings(telegram: TelegramService, session: ClientSession, encoding: str) -> None:
    """A call means the same as a query, a form, a multipart form and JSON."""
    ways: dict[str, dict[str, Any]] = {
        "query": {"method": "POST", "params": CALL},
        "get": {"method": "GET", "params": CALL},
        "form": {"method": "POST", "data": CALL},
        "multipart": {"method": "POST", "data": multipart()},
        "json": {"method": "POST", "json": {**CALL, "chat_id": CHANNEL}},
    }
    answer = await session.request(url=url(telegram), **ways[encoding])
    assert (await answer.json())["result"]["text"] == "속보"


async def test_any_case(telegram: TelegramService, session: ClientSession) -> None:
    """Method names are taken in any case."""
    async with session.get(url(telegram, "GETME")) as answer:
        assert (await answer.json())["ok"] is True


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/", 404, "Not Found"),
        ("/bot7:sandbox", 404, "Not Found"),
        ("/bot7:sandbox/sendFax", 404, "Not Found: method not found"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot8:other/getMe", 401, "Unauthorized"),
    ],
)
async def test_wrong_door(
    telegram: TelegramService, session: ClientSession, path: str, status: int, description: str
) -> None:
    """A wrong path, method or token is refused in the server's words."""
    answer = await session.get(telegram.url + path)
    assert answer.status == status
    assert await answer.json() == {"ok": False, "error_code": status, "description": description}


@pytest.mark.parametrize("body", ["[]", "{", ""])
async def test_bad_json(telegram: TelegramService, session: ClientSession, body: str) -> None:
    """A body that is no JSON object is a bad request."""
    async with session.post(url(telegram), data=body, headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 400


async def test_too_large(telegram: TelegramService, session: ClientSession) -> None:
    """Parameters over one mebibyte are refused."""
    async with session.post(url(telegram), data=BytesIO(b"x" * ((1 << 20) + 1))) as answer:
        assert answer.status == 413


async def test_latency() -> None:
    """Latency is waited by every call on its own, none behind another."""
    service = furnish(TelegramService(latency=0.2, limits=UNLIMITED))
    await service.start()
    began = time.monotonic()
    async with ClientSession() as session, asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(_ask(session, service))
    took = time.monotonic() - began
    await service.stop()
    assert 0.2 <= took < 2.0
    assert len(service.accepted) == 20
    assert service.accepted[-1].at - began < took - 0.15


async def _ask(session: ClientSession, service: TelegramService) -> None:
    async with session.post(url(service), json=CALL) as answer:
        assert answer.status == 200


async def test_answer(bot: Bot, telegram: TelegramService) -> None:
    """A fault answers in place of the method, once, for its method and chat only."""
    body = {"ok": False, "error_code": 403, "description": "Forbidden: user is deactivated"}
    telegram.faults.add(Fault(Failure.ANSWER, "sendMessage", str(PERSON), status=403, body=body))
    await bot.send_message(CHANNEL, "x")
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(PERSON, "x")
    await bot.send_message(PERSON, "y")
    assert [one["text"] for one in telegram.messages(PERSON)] == ["y"]


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_status(bot: Bot, telegram: TelegramService, status: int) -> None:
    """A fault with a mere status answers with that status's phrase."""
    telegram.faults.add(Fault(Failure.ANSWER, status=status))
    with pytest.raises(NetworkError):
        await bot.send_message(CHANNEL, "x")
    assert telegram.messages(CHANNEL) == []


@pytest.mark.parametrize(
    ("failure", "shown"),
    [(Failure.CUT_BEFORE, 0), (Failure.CUT_AFTER, 1), (Failure.GARBAGE, 0), (Failure.TRUNCATED, 1)],
)
async def test_broken(bot: Bot, telegram: TelegramService, failure: Failure, shown: int) -> None:
    """A cut connection, garbage and a truncated answer are network errors; some come after the message was taken."""
    telegram.faults.add(Fault(failure))
    with pytest.raises(NetworkError):
        await bot.send_message(CHANNEL, "x")
    assert len(telegram.messages(CHANNEL)) == shown


async def test_truncated(telegram: TelegramService, session: ClientSession) -> None:
    """A truncated answer promises more than it brings."""
    telegram.faults.add(Fault(Failure.TRUNCATED))
    answer = await session.post(url(telegram), json=CALL)
    with pytest.raises(ClientPayloadError):
        await answer.read()


async def test_hang(telegram: TelegramService, session: ClientSession) -> None:
    """A hanging call is never answered and does nothing; stopping the service cuts it."""
    telegram.faults.add(Fault(Failure.HANG))
    async with asyncio.TaskGroup() as group:
        hanging = group.create_task(_failure(session, telegram))
        await until(lambda: bool(telegram.calls))
        began = time.monotonic()
        await telegram.stop()
    assert isinstance(hanging.result(), ClientError)
    assert time.monotonic() - began < 2.0
    assert telegram.messages(CHANNEL) == []


async def _failure(session: ClientSession, telegram: TelegramService) -> Exception:
    with pytest.raises(ClientError) as failure:
        await session.post(url(telegram), json=CALL)
    return failure.value
