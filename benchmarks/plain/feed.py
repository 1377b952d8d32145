"""feedparser as its document says, in a program that answers others meanwhile: `parse` with its defaults on the loop.

`python -m benchmarks.plain.feed URL ROUNDS WAY`, WAY `loop` or `thread`
"""

from __future__ import annotations

import asyncio
import sys
import time

import aiohttp
import feedparser

from benchmarks.plain.report import Report


async def main(url: str, rounds: int, way: str) -> None:
    """Ask for the feed and read it so many times, and report."""
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
        report = Report()
        watching = tasks.create_task(report.watch_the_loop())
        took = []
        for _ in range(rounds):
            async with session.get(url) as answer:
                body = await answer.read()
            began = time.monotonic()
            if way == "loop":
                feedparser.parse(body)
            else:
                await asyncio.to_thread(feedparser.parse, body)
            took.append(time.monotonic() - began)
            await asyncio.sleep(0.1)
        watching.cancel()
    report.close(took=took)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
