"""discord.py's HTTP client, made to say no where it would wait: one request, one answer, one error by remedy."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aiohttp import ClientError, ClientTimeout, TraceConfig, TraceRequestEndParams
from discord.http import HTTPClient, Route

from bot.core.errors import Throttled, Unavailable
from bot.platforms.discord.buckets import Bucket, is_idle
from bot.platforms.discord.failures import failure_of, failure_without_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from discord.http import Ratelimit

Note: TypeAlias = "Callable[[int, Mapping[str, str]], None]"
_CONNECTING: Final = 5.0  # seconds


class Wire(HTTPClient):
    """REST calls that return as soon as Discord has answered, and raise `PlatformError` for everything but a yes.

    Left alone, the library sleeps out every 429 below 30 s, sleeps after a bucket's last token, and repeats a 500 for
    25 s; each would hold a delivery without saying so. Three of its own openings turn that off: `get_ratelimit` gives
    buckets that never wait, `http_trace` sees each answer before the library acts on it, and `request` sets time-outs.
    It is used without `discord.Client`, so that alerts go out whether or not this process holds the gateway. An answer
    may take `read_timeout` seconds; `note` is told the status and headers of each that is no yes.
    """

    def __init__(self, token: str, *, read_timeout: float, note: Note) -> None:
        trace = TraceConfig()
        trace.on_request_end.append(partial(_raise_refusals, note))
        super().__init__(asyncio.get_running_loop(), http_trace=trace)
        self._secret = token
        self._patience = ClientTimeout(total=None, connect=_CONNECTING, sock_read=read_timeout)
        self._opening = asyncio.Lock()
        self._is_open = False

    async def call(self, method: str, path: str, *, query: dict[str, str] | None = None, **given: Any) -> Any:
        """Make one call; `json` is its body, every other keyword fills the path. Returns the answer's JSON."""
        body = {"json": given.pop("json")} if "json" in given else {}
        await self._open()
        return await self.request(Route(method, path, **given), params=query, **body)

    async def request(self, route: Route, **how: Any) -> Any:
        """Make the request; raises `PlatformError` and nothing else."""
        try:
            return await super().request(route, timeout=self._patience, allow_redirects=False, **how)
        except (ClientError, OSError, ValueError) as failure:
            broken = failure_without_answer(failure)
        raise broken  # out here, so that aiohttp's error does not hang on ours: it may hold an interaction's token

    def get_ratelimit(self, key: str) -> Ratelimit:
        """Return the bucket, newest last, and forget those at the front that ran out.

        The library's own looks through all of them for each new one: quadratic in channels.
        """
        bucket = self._buckets.pop(key, None) or Bucket()
        self._buckets[key] = bucket
        while (oldest := next(iter(self._buckets))) != key and is_idle(self._buckets[oldest]):
            del self._buckets[oldest]
        return bucket

    async def _open(self) -> None:
        """Make the connection pool, once: the library makes it in `static_login`, which also asks who we are.

        Discord being away at that moment is no failure: the call that follows tells it better.
        """
        async with self._opening:
            if self._is_open:
                return
            try:
                await self.static_login(self._secret)
            except (Unavailable, Throttled):
                pass
            finally:
                self._is_open = True


def field(answer: Any, name: str) -> Any:
    """Return one field of an answer that ought to be an object; a yes of something else's raises `Unavailable`."""
    if isinstance(answer, dict) and name in answer:
        return answer[name]
    raise Unavailable("what answered is not Discord's API. Look at DISCORD_API_URL", sent_maybe=True)


async def _raise_refusals(note: Note, _session: Any, _context: Any, answer: TraceRequestEndParams) -> None:
    """Turn a no into its error before the library sleeps on it; the body is read so that the connection stays good."""
    response = answer.response
    if response.status >= 300:
        note(response.status, response.headers)
        raise failure_of(response.status, response.headers, await response.read(), answer.method)
