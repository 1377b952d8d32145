"""What becomes of each answer and each broken connection, met over the wire."""

from __future__ import annotations

import asyncio
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core import errors
from bot.platforms.telegram.connection import connect
from bot.platforms.telegram.descriptions import Undeletable, Unmodified
from bot.platforms.telegram.failures import Conflicted
from bot.sandbox.faults import Failure, Fault
from tests.faults.rows import Row, rows
from tests.platforms.telegram.conftest import TOKEN, until
from tests.platforms.telegram.samples import CHANNEL, alert, declines

if TYPE_CHECKING:
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService

ANSWERS = [row for row in rows("telegram") if row.failure is Failure.ANSWER and "error_code" in row.body]
EXPECTED = {**vars(errors), "Undeletable": Undeletable, "Unmodified": Unmodified, "Conflicted": Conflicted}


@pytest.mark.parametrize("row", ANSWERS, ids=[row.what[:60] for row in ANSWERS])
async def test_answer(telegram: TelegramService, connection: TelegramConnection, row: Row) -> None:
    """Each answer the Bot API server knows becomes the error that names its remedy, and keeps its words."""
    telegram.faults.add(replace(row.fault(None, times=2), call="sendMessage"))
    with pytest.raises(EXPECTED[row.error]) as caught:
        await connection.messenger.send(CHANNEL, alert(), "")
    assert type(caught.value).__name__ == row.error
    assert row.body["description"] in str(caught.value)


async def test_closed_says_what_to_do(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A missing right is named together with the way to give it."""
    telegram.faults.add(declines(400, "Bad Request: not enough rights to send text messages to the chat"))
    with pytest.raises(errors.Closed, match="administrator who may post messages"):
        await connection.messenger.send(CHANNEL, alert(), "")


async def test_throttled(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A 429 gives the pause it asks for; whose limit it is nobody says."""
    telegram.faults.add(declines(429, "Too Many Requests: retry after 35", {"retry_after": 35}))
    with pytest.raises(errors.Throttled) as caught:
        await connection.messenger.send(CHANNEL, alert(), "")
    assert (caught.value.pause, caught.value.scope) == (35.0, errors.Scope.UNKNOWN)


async def test_moved(telegram: TelegramService, connection: TelegramConnection) -> None:
    """An upgraded group gives its new address."""
    new = telegram.migrate(-2001)
    group = type(CHANNEL)(platform=CHANNEL.platform, address="-2001")
    with pytest.raises(errors.Moved) as caught:
        await connection.messenger.send(group, alert(), "")
    assert caught.value.address == str(new)


async def test_blocked(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A reader who blocked the bot is a closed channel."""
    telegram.block(1002)
    reader = type(CHANNEL)(platform=CHANNEL.platform, address="1002")
    with pytest.raises(errors.Closed, match="until they unblock it"):
        await connection.messenger.send(reader, alert(), "")


async def test_quoted_words(telegram: TelegramService, connection: TelegramConnection) -> None:
    """Words of another error inside a quoted address of the post do not close the channel."""
    quoting = "Bad Request: inline keyboard button URL 'http://chat_restricted: topic_closed' is invalid"
    telegram.faults.add(declines(400, quoting, times=2))
    with pytest.raises(errors.Refused):
        await connection.messenger.send(CHANNEL, alert(), "")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_server_error(telegram: TelegramService, connection: TelegramConnection, status: int) -> None:
    """A 5xx does not prove that the message was not sent."""
    telegram.faults.add(declines(status, "Internal Server Error: restart"))
    with pytest.raises(errors.Unavailable) as caught:
        await connection.messenger.send(CHANNEL, alert(), "")
    assert caught.value.sent_maybe


@pytest.mark.parametrize(("status", "sent_maybe"), [(200, True), (302, False), (403, False), (404, False), (502, True)])
async def test_not_the_api(
    telegram: TelegramService, connection: TelegramConnection, status: int, *, sent_maybe: bool
) -> None:
    """What a proxy or a wrong server says closes no channel and accuses no token: it is unavailable."""
    telegram.faults.add(Fault(Failure.ANSWER, status=status, body={"message": "a proxy's own words"}))
    with pytest.raises(errors.Unavailable, match="TELEGRAM_API_URL") as caught:
        await connection.messenger.send(CHANNEL, alert(), "")
    assert caught.value.sent_maybe is sent_maybe


@pytest.mark.parametrize(
    ("failure", "arrived"),
    [
        (Failure.CUT_BEFORE, 0),
        (Failure.CUT_AFTER, 1),
        (Failure.HANG, None),
        (Failure.GARBAGE, None),
        (Failure.TRUNCATED, None),
    ],
)
async def test_no_answer(
    telegram: TelegramService, connection: TelegramConnection, failure: Failure, arrived: int | None
) -> None:
    """A request that was written and not answered may have been delivered, and is not repeated on a new connection."""
    await connection.verify()
    telegram.faults.add(Fault(failure, call="sendMessage"))
    with pytest.raises(errors.Unavailable) as caught:
        await connection.messenger.send(CHANNEL, alert(), "")
    assert caught.value.sent_maybe
    assert [one.name for one in telegram.calls] == ["getMe", "sendMessage"]
    if arrived is not None:
        assert len(telegram.messages(-1001)) == arrived


async def test_refused_connection(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A connection that is refused leaves nothing in doubt: the message was not sent."""
    await telegram.stop()
    with pytest.raises(errors.Unavailable, match="no connection") as caught:
        await connection.messenger.send(CHANNEL, alert(), "")
    assert not caught.value.sent_maybe


async def test_unknown_host() -> None:
    """A server whose name is unknown got nothing."""
    async with connect(TOKEN, api_url="http://telegram.invalid") as connection:
        with pytest.raises(errors.Unavailable, match="no connection") as caught:
            await connection.verify()
    assert not caught.value.sent_maybe


async def test_closed_pool() -> None:
    """A send before the connection is opened, or after it is closed, got nowhere."""
    connection = connect(TOKEN, api_url="http://127.0.0.1:9")
    with pytest.raises(errors.Unavailable) as caught:
        await connection.messenger.send(CHANNEL, alert(), "")
    assert not caught.value.sent_maybe


async def test_stale_connection() -> None:
    """A kept connection that the server closed while it rested is not used again."""
    body = b'{"ok":true,"result":{"username":"sokbo_bot"}}'
    kept: list[asyncio.StreamWriter] = []

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n{}")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        kept.append(writer)

    server = await asyncio.start_server(answer_once, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, connect(TOKEN, api_url=f"http://127.0.0.1:{port}") as connection:
        session = connection._requests[0]._session
        assert session is not None
        assert session.connector is not None
        resting = session.connector._conns
        for _ in range(3):
            await connection.verify()
            assert resting
            kept[-1].close()
            await until(lambda: not any(protocol.is_connected() for (protocol, _) in next(iter(resting.values()), ())))
    assert len(kept) == 3


async def test_wrong_token(telegram: TelegramService) -> None:
    """A wrong token is said to be wrong."""
    async with connect("7:wrong", api_url=telegram.url) as connection:
        with pytest.raises(errors.Unauthorized, match="BotFather"):
            await connection.verify()


async def test_revoked_token(telegram: TelegramService, connection: TelegramConnection) -> None:
    """A token revoked while we run stops the platform at the next send."""
    telegram.revoke()
    with pytest.raises(errors.Unauthorized):
        await connection.messenger.send(CHANNEL, alert(), "")


def test_empty_token() -> None:
    """An empty token is refused before anything is asked."""
    with pytest.raises(errors.Unauthorized, match="BotFather"):
        connect("")


@pytest.mark.parametrize("failure", [Failure.HANG, Failure.CUT_BEFORE, Failure.GARBAGE, None])
async def test_token_stays_secret(
    telegram: TelegramService,
    connection: TelegramConnection,
    failure: Failure | None,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The token appears in no error, however deep one looks, and in no log, however much is logged."""
    caplog.set_level("DEBUG")
    if failure is None:
        await telegram.stop()
    else:
        telegram.faults.add(Fault(failure))
    with pytest.raises(errors.PlatformError) as caught:
        await connection.messenger.send(CHANNEL, alert(), "")
    told = "".join(traceback.format_exception(caught.value)) + "".join(capfd.readouterr())
    logged = "".join(one.getMessage() for one in caplog.records if one.name != "aiohttp.access")  # the sandbox's own
    assert TOKEN not in told + logged + repr(connection._api)
