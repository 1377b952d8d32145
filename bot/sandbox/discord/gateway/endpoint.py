"""The gateway's websocket endpoint: from HELLO to the close, one connection."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from bot.sandbox.discord.gateway.connection import Connection
from bot.sandbox.discord.gateway.events import Close, Closed, Op
from bot.sandbox.windows import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.discord.gateway.hub import Hub
    from bot.sandbox.discord.gateway.session import Session

_HEARTBEAT_MS = 41_250
_AWAY = 0.02  # seconds: Discord is that far; a library that is answered before it noted its question thinks itself late
_MOST_BYTES = 4096
_PAYLOADS = (120, 60.0)  # a connection may send so many payloads in so many seconds
_CLEAN = (1000, 1001)


class Endpoint:
    """Serves connections; `knows` says whether a token is valid, `url` is where a session is resumed."""

    def __init__(self, hub: Hub, knows: Callable[[str], bool]) -> None:
        self._hub = hub
        self._knows = knows
        self.url = ""

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection to its end."""
        socket = web.WebSocketResponse(compress=False, timeout=1.0)
        await socket.prepare(request)
        connection = Connection(socket, request.transport, compress=request.query.get("compress", ""))
        self._hub.connections.add(connection)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(connection.write())
            try:
                if request.query.get("v") != "10" or request.query.get("encoding", "json") != "json":
                    connection.close(Close.INVALID_API_VERSION)
                await self._listen(socket, connection)
            finally:
                self._hub.connections.discard(connection)
                connection.close(Close.GOING_AWAY)  # the writer then ends, and the group with it
        return socket

    async def _listen(self, socket: web.WebSocketResponse, connection: Connection) -> None:
        connection.send(Op.HELLO, {"heartbeat_interval": _HEARTBEAT_MS})
        talk = _Talk(self, connection)
        async for message in socket:
            if message.type is not WSMsgType.TEXT or not connection.is_open:
                continue
            try:
                talk.hear(message.data)
            except Closed as closed:
                connection.close(closed.code)
        talk.end(was_left=connection.is_open and socket.close_code in _CLEAN)

    def identify(self, asked: dict[str, Any], connection: Connection) -> Session:
        """Begin a session, the token being right."""
        self._check(asked)
        return self._hub.identify(asked, connection, self.url)

    def resume(self, asked: dict[str, Any], connection: Connection) -> Session | None:
        """Take a session up again, the token being right."""
        self._check(asked)
        return self._hub.resume(asked, connection)

    def forget(self, session: Session) -> None:
        """End a session."""
        self._hub.forget(session)

    def _check(self, asked: dict[str, Any]) -> None:
        if not self._knows(str(asked.get("token", "")).removeprefix("Bot ")):
            raise Closed(Close.AUTHENTICATION_FAILED)


class _Talk:
    """What is said over one connection."""

    def __init__(self, endpoint: Endpoint, connection: Connection) -> None:
        self._endpoint = endpoint
        self._connection = connection
        self._session: Session | None = None
        self._window = Window(*_PAYLOADS)

    def hear(self, text: str) -> None:
        """Answer one payload; raise Closed where it ends the connection."""
        now = asyncio.get_running_loop().time()
        if self._window.wait(now):
            raise Closed(Close.RATE_LIMITED)
        self._window.admit(now)
        op, data = _read(text)
        if op == Op.HEARTBEAT:
            asyncio.get_running_loop().call_later(_AWAY, self._connection.send, Op.HEARTBEAT_ACK)
        elif op in (Op.IDENTIFY, Op.RESUME):
            self._begin(op, data)
        elif self._session is None:
            raise Closed(Close.NOT_AUTHENTICATED)
        elif op not in (Op.PRESENCE, Op.VOICE_STATE, Op.REQUEST_MEMBERS):
            raise Closed(Close.UNKNOWN_OPCODE)

    def _begin(self, op: int, data: Any) -> None:
        if self._session is not None:
            raise Closed(Close.ALREADY_AUTHENTICATED)
        asked = data if isinstance(data, dict) else {}
        begin = self._endpoint.identify if op == Op.IDENTIFY else self._endpoint.resume
        self._session = begin(asked, self._connection)

    def end(self, *, was_left: bool) -> None:
        """Leave the session without a connection, or end it where the bot left of its own will."""
        if self._session is None or self._session.connection is not self._connection:
            return
        self._session.connection = None
        if was_left:
            self._endpoint.forget(self._session)


def _read(text: str) -> tuple[int, Any]:
    try:
        payload = json.loads(text)
        op, data = int(payload["op"]), payload.get("d")
    except (ValueError, KeyError, TypeError):
        raise Closed(Close.DECODE_ERROR) from None
    if len(text.encode()) > _MOST_BYTES:
        raise Closed(Close.DECODE_ERROR)
    return op, data
