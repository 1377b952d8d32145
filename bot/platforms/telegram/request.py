"""Carries python-telegram-bot's requests over aiohttp, which costs a tenth of the CPU of its own httpx."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    InvalidURL,
    TCPConnector,
)
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from bot.platforms.telegram.answers import Declined, NotConnected, Unanswered, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram._utils.types import ODVInput

_HEADERS = {"Content-Type": "application/json"}
_NEVER_LEFT = (ConnectionTimeoutError, ClientConnectorError, InvalidURL)


class AiohttpRequest(BaseRequest):
    """A pool of keep-alive connections to a Bot API server; bodies are JSON, times are in seconds.

    `connect_timeout` covers the wait for a free connection, the name lookup and the handshakes. A connection rests at
    most `keep_alive` seconds: less than servers wait (nginx: 75), so it is we who close it. aiohttp repeats only
    idempotent methods by itself (3.14, source: IDEMPOTENT_METHODS), so a POST on a connection that died is never
    sent twice: it ends as `Unanswered`.
    """

    def __init__(
        self,
        *,
        connect_timeout: float = 10.0,
        read_timeout: float = 20.0,
        connections: int = 250,  # more than are ever in flight: what waits here was stamped as sent already
        keep_alive: float = 30.0,
    ) -> None:
        self._timeout = ClientTimeout(total=None, connect=connect_timeout, sock_read=read_timeout)
        self._connections = connections
        self._keep_alive = keep_alive
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return how many seconds an answer may take."""
        return self._timeout.sock_read

    async def initialize(self) -> None:
        """Make the pool, once; it opens connections as they are needed."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections, keepalive_timeout=self._keep_alive),
                cookie_jar=DummyCookieJar(),
                timeout=self._timeout,
                headers=_HEADERS,
                skip_auto_headers=("Accept", "Accept-Encoding"),
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0917 -- the signature is the library's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 -- the signature is the library's
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 -- the signature is the library's
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 -- the signature is the library's
    ) -> tuple[int, bytes]:
        """Send one request and return the status and body of a yes; raises one of `answers` for anything else."""
        return await self._answer(method, url, _body(request_data), self._patience(read_timeout))

    async def ask(self, url: str, parameters: Mapping[str, Any], read_timeout: float | None = None) -> Any:
        """Send parameters that are JSON as they are and return the `result`, without an object for each on the way."""
        patience = self._patience(BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout)
        _, body = await self._answer("POST", url, _encoded(parameters), patience)
        return self.parse_json_payload(body)["result"]

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read the body of a yes; raises `Unreadable` where it is no Bot API answer.

        The library's own version also logs the whole body as an error, and lets a JSON list through.
        """
        answer = _json_object(payload)
        if "result" not in answer:
            raise Unreadable(200)
        return answer

    async def _answer(self, method: str, url: str, body: bytes, patience: ClientTimeout) -> tuple[int, bytes]:
        if self._session is None:
            raise NotConnected("the connection pool is not open")
        status, answer = await _exchange(self._session, method, url, body, patience)
        if not 200 <= status < 300:
            _decline(status, answer)
        return status, answer

    def _patience(self, read_timeout: ODVInput[float]) -> ClientTimeout:
        if read_timeout is BaseRequest.DEFAULT_NONE or not isinstance(read_timeout, int | float):
            return self._timeout
        return ClientTimeout(total=None, connect=self._timeout.connect, sock_read=read_timeout)


def _body(request_data: RequestData | None) -> bytes:
    if request_data is None:
        return b"{}"
    if request_data.contains_files:
        raise TelegramError("files are not uploaded here: give Telegram the file's address instead")
    return _encoded(request_data.parameters)


def _encoded(parameters: Mapping[str, Any]) -> bytes:
    return json.dumps(parameters, ensure_ascii=False).encode()


async def _exchange(
    session: ClientSession, method: str, url: str, body: bytes, patience: ClientTimeout
) -> tuple[int, bytes]:
    try:
        async with session.request(method, url, data=body, timeout=patience, allow_redirects=False) as response:
            return response.status, await response.read()
    except (ClientError, OSError) as failure:
        broken = _telling(failure)
    # Raised out here, so that aiohttp's error does not hang on ours: it may hold the URL, and with it the token.
    raise broken


def _telling(failure: Exception) -> TelegramError:
    """Name the failure by what it means for the message, keeping its text out (it may hold the URL)."""
    kind = type(failure).__name__
    if isinstance(failure, _NEVER_LEFT):
        why = failure.strerror if isinstance(failure, OSError) and failure.strerror else kind
        return NotConnected(f"no connection to the Bot API server: {why}")
    if isinstance(failure, TimeoutError):
        return Unanswered("the Bot API server did not answer in time")
    return Unanswered(f"the connection broke before the answer came ({kind})")


def _decline(status: int, body: bytes) -> NoReturn:
    try:
        answer = _json_object(body)
    except Unreadable:
        raise Unreadable(status) from None
    if answer.get("ok") is not False or "description" not in answer:
        raise Unreadable(status)
    raise Declined(status, str(answer["description"]), answer.get("parameters") or {})


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        raise Unreadable(200) from None
    if not isinstance(answer, dict):
        raise Unreadable(200)
    return answer
