"""python-telegram-bot as its documents say, and aiohttp without it: one text to many chats.

`python -m benchmarks.plain.telegram WAY URL TOKEN FIRST COUNT`
"""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import aiohttp
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter

from benchmarks.plain.clients import CONNECTIONS, RETRIES, Aiohttp, Send, bare, library, sender
from benchmarks.plain.report import Report

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

AT_ONCE = 50


async def gathered(send: Send, chats: Iterable[int]) -> None:
    """Send to all at once and let the library's limiter hold them; what fails is left."""
    await asyncio.gather(*(send(chat) for chat in chats), return_exceptions=True)  # noqa: TID251 - the plain way


async def staggered(send: Send, chats: Iterable[int]) -> None:
    """Gather, each after a sleep of its own: number n after n thirtieths of a second."""

    async def later(number: int, chat: int) -> None:
        await asyncio.sleep(number / 30)
        await send(chat)

    tasks = (later(number, chat) for number, chat in enumerate(chats))
    await asyncio.gather(*tasks, return_exceptions=True)  # noqa: TID251 - the plain way


async def thirties(send: Send, chats: Iterable[int]) -> None:
    """Gather thirty, sleep a second, gather the next."""
    waiting = list(chats)
    for start in range(0, len(waiting), 30):
        await gathered(send, waiting[start : start + 30])
        await asyncio.sleep(1)


async def steadily(send: Send, chats: Iterable[int], at_once: int = AT_ONCE) -> None:
    """Send as fast as it goes, fifty at a time."""
    queue = iter(list(chats))

    async def work() -> None:
        for chat in queue:
            with suppress(TelegramError):
                await send(chat)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(at_once):
            tasks.create_task(work())


async def in_a_crowd(send: Send, chats: Iterable[int]) -> None:
    """Send as many at a time as the library has connections: thousands in its queue for one would slow it down."""
    await steadily(send, chats, CONNECTIONS)


WAYS = {
    "staggered": staggered,
    "thirties": thirties,
    "paid limiter retries": in_a_crowd,
    "paid limiter retries aiohttp": in_a_crowd,
}


async def main(way: str, url: str, token: str, first: int, count: int) -> None:
    """Run one way to its end and report."""
    chats = range(first, first + count)
    if way == "bare":
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:
            await measured(steadily, bare(session, url, token), chats)
        return
    limiter = AIORateLimiter(max_retries=RETRIES if "retries" in way else 0) if "limiter" in way else None
    request = Aiohttp() if "aiohttp" in way else None
    how = WAYS.get(way, gathered if limiter else steadily)
    async with library(url, token, limiter=limiter, request=request) as bot:
        await measured(how, sender(bot, is_paid="paid" in way), chats)


async def measured(how: Callable[[Send, Iterable[int]], Awaitable[None]], send: Send, chats: Iterable[int]) -> None:
    """Measure a broadcast."""
    report = Report()
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(report.watch_the_loop())
        await how(send, chats)
        watching.cancel()
    report.close()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)  # the limiter logs a traceback for each message it gives up
    words = sys.argv[1:]
    asyncio.run(main(words[0], words[1], words[2], int(words[3]), int(words[4])))
