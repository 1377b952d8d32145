"""Telegram calls: updates come to the bot's own door, are answered, and none is lost."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.core.errors import Unauthorized
from bot.ops.web import serve
from bot.platforms.telegram.connection import TelegramConnection, connect
from bot.platforms.telegram.poll import ALLOWED, DOORS
from tests.acceptance.conftest import free_port
from tests.platforms.telegram.conftest import TOKEN, listening, until
from tests.platforms.telegram.test_listener import types

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.telegram import TelegramService
    from tests.platforms.telegram.desk import RecordingDesk

WORD = "0f" * 32
HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def _ready() -> list[str]:
    return []


@asynccontextmanager
async def called(telegram: TelegramService, port: int) -> AsyncIterator[TelegramConnection]:
    """Give an adapter whose door is open at the port; nobody listens behind it yet."""
    at = (f"http://127.0.0.1:{port}", WORD)
    async with (
        connect(TOKEN, api_url=telegram.url, read_timeout=0.5, called_at=at) as connection,
        serve("127.0.0.1", port, _ready, {}, connection.doors),
    ):
        yield connection


async def knock(url: str, body: bytes, **headers: str) -> int:
    """Call as somebody does; return the status of the answer."""
    async with aiohttp.ClientSession() as session, session.post(url, data=BytesIO(body), headers=headers) as answer:
        return answer.status


async def test_answers(telegram: TelegramService, desk: RecordingDesk) -> None:
    """Telegram is told where and with which secret to call, and what is asked is answered and then forgotten there."""
    async with called(telegram, free_port()) as connection, listening(connection, desk):
        await until(lambda: bool(telegram._world.updates.webhook))
        await types(telegram, "/latest")
        await until(lambda: telegram.messages(1001)[-1].get("text") == "heard: /latest")
        await until(lambda: not telegram._world.updates.pending)
    asked = next(one for one in telegram.calls if one.name == "setWebhook")
    assert set(telegram._world.updates.allowed) == set(ALLOWED)
    assert len(telegram._world.updates.secret) == 64
    assert int(asked.body["max_connections"]) == 100
    assert "drop_pending_updates" not in asked.body
    assert telegram._world.updates.secret not in telegram._world.updates.webhook


async def test_strangers(telegram: TelegramService, desk: RecordingDesk) -> None:
    """Without Telegram's secret nothing is read, which is logged once; what is no update is refused; a huge one too."""
    with capture_logs() as logs:
        async with called(telegram, free_port()) as connection, listening(connection, desk):
            await until(lambda: bool(telegram._world.updates.webhook))
            url, secret = telegram._world.updates.webhook, telegram._world.updates.secret
            for headers in ({}, {HEADER: "wrong"}, {HEADER: secret[:-1]}, {HEADER: "비밀".encode().decode("latin-1")}):
                assert await knock(url, b'{"update_id": 1}', **headers) == 401
            for body in (
                b"",
                b"[]",
                b"5",
                b"{}",
                b'{"update_id": null}',
                b"[" * 100_000,
                b"\xff",
                b'{"update_id": Infinity}',
            ):
                assert await knock(url, body, **{HEADER: secret}) == 400
            assert await knock(url, b"a" * (1024 * 1024 + 1), **{HEADER: secret}) == 413
            assert await knock(f"{url[:-1]}x", b'{"update_id": 1}', **{HEADER: secret}) == 404
            assert await knock(url, b'{"update_id": 1, "message": 5, "inline_query": []}', **{HEADER: secret}) == 200
    assert desk.heard == []
    assert [one["event"] for one in logs].count("telegram.call_refused") == 1
    assert secret not in str(logs)


async def test_crash(telegram: TelegramService, desk: RecordingDesk) -> None:
    """What a bot that is gone had not answered is sent to the next one, which answers it."""
    port = free_port()
    gate = asyncio.Event()

    class Stuck:
        commands = desk.commands

        def __getattr__(self, name: str) -> Any:
            async def wait(*_: Any, **__: Any) -> None:
                gate.set()
                await asyncio.Event().wait()

            return wait

    async with called(telegram, port) as connection:
        stuck: Any = Stuck()
        task = None
        async with asyncio.TaskGroup() as group:
            task = group.create_task(connection.listener.listen(stuck))
            await until(lambda: bool(telegram._world.updates.webhook))
            await types(telegram, "/latest")
            await gate.wait()
            task.cancel()
    assert len(telegram._world.updates.pending) == 1
    async with called(telegram, port) as connection, listening(connection, desk):
        await until(lambda: not telegram._world.updates.pending)
    assert [text for text, _ in desk.heard] == ["/latest"]


async def test_twice(telegram: TelegramService, desk: RecordingDesk) -> None:
    """An update that comes again, since its answer got lost, is answered once."""
    async with called(telegram, free_port()) as connection, listening(connection, desk):
        await until(lambda: bool(telegram._world.updates.webhook))
        url, secret = telegram._world.updates.webhook, telegram._world.updates.secret
        await types(telegram, "/latest")
        await until(lambda: len(desk.heard) == 1)
        again = b'{"update_id": 100000001, "message": {"chat": {"id": 1001}}}'
        statuses = [await knock(url, again, **{HEADER: secret}) for _ in range(2)]
    assert statuses == [200, 200]
    assert len(desk.heard) == 1


async def test_any_process(telegram: TelegramService, desk: RecordingDesk) -> None:
    """Two bots share one word: Telegram's call opens the door of either, whichever set the webhook."""
    first, second = free_port(), free_port()
    async with called(telegram, first) as one, called(telegram, second) as other:
        assert one.doors.keys() == other.doors.keys()
        async with listening(one, desk), listening(other, desk):
            await until(lambda: bool(telegram._world.updates.webhook))
            secret = telegram._world.updates.secret
            for port in (first, second):
                url = f"http://127.0.0.1:{port}{next(iter(one.doors))}"
                await until_open(url, secret)


async def until_open(url: str, secret: str) -> None:
    """Return when the door takes calls."""
    async with asyncio.timeout(5):
        while await knock(url, b'{"update_id": 7}', **{HEADER: secret}) != 200:  # noqa: ASYNC110 - it is the other side's
            await asyncio.sleep(0.005)


async def test_closed(telegram: TelegramService) -> None:
    """While nobody listens behind the door, Telegram is told to come again."""
    async with called(telegram, free_port()) as connection:
        await connection._api.call("setWebhook", {"url": "http://127.0.0.1:9/"})
        hook: Any = connection.listener._hook
        assert await knock(hook._url, b'{"update_id": 1}', **{HEADER: hook._secret}) == 503


async def test_back_to_polling(
    telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk
) -> None:  # fmt: skip
    """A bot that polls again ends its own webhook, and what waited there is answered."""
    await connection._api.call("setWebhook", {"url": f"http://127.0.0.1:9{DOORS}abc"})
    await types(telegram, "/latest")
    async with listening(connection, desk):
        await until(lambda: [text for text, _ in desk.heard] == ["/latest"])
    assert telegram._world.updates.webhook == ""


async def test_somebody_elses(
    telegram: TelegramService, connection: TelegramConnection, desk: RecordingDesk
) -> None:  # fmt: skip
    """A webhook that is another program's is left alone, and told as that."""
    await connection._api.call("setWebhook", {"url": "http://127.0.0.1:9/other"})
    with capture_logs() as logs:
        async with listening(connection, desk):
            await until(lambda: any(one["event"] == "telegram.poll_conflict" for one in logs))
    assert telegram._world.updates.webhook == "http://127.0.0.1:9/other"


async def test_trouble(telegram: TelegramService, connection: TelegramConnection) -> None:
    """That Telegram can't get through is told in its words, as long as something waits."""
    assert await connection.webhook_trouble() == ""
    await connection._api.call("setWebhook", {"url": f"http://127.0.0.1:{free_port()}{DOORS}abc"})
    await types(telegram, "/latest")
    await until(lambda: telegram._world.updates.failure is not None)
    assert await connection.webhook_trouble() == "Connection refused"


async def test_told(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A webhook that is taken away is set again, and a failure of Telegram's to call is logged."""
    with capture_logs() as logs:
        async with called(telegram, free_port()) as connection:
            hook: Any = connection.listener._hook
            hook._every = 0.02
            async with listening(connection, desk):
                await until(lambda: bool(telegram._world.updates.webhook))
                await connection._api.call("deleteWebhook")
                await until(lambda: bool(telegram._world.updates.webhook))
                telegram._world.updates.fail(1_800_000_000, "Wrong response from the webhook: 502 Bad Gateway")
                await until(lambda: any(one["event"] == "telegram.webhook_failed" for one in logs))
    (failed,) = [one for one in logs if one["event"] == "telegram.webhook_failed"]
    assert failed["why"].endswith("502 Bad Gateway")


async def test_refused(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A token that is refused ends the listening, as it does when polling."""
    async with connect("8:wrong", api_url=telegram.url, called_at=("http://127.0.0.1:9", WORD)) as connection:
        with pytest.raises(Unauthorized):
            await connection.listener.listen(desk)
