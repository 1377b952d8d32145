"""python-telegram-bot's limiter before a very large audience: a gather of as many tasks, for ten seconds.

`python -m benchmarks.plain.beginning URL TOKEN FIRST COUNT`
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys

from telegram.ext import AIORateLimiter

from benchmarks.plain.clients import RETRIES, library, sender
from benchmarks.plain.report import Report
from benchmarks.plain.telegram import gathered

SECONDS = 10.0


async def main(url: str, token: str, first: int, count: int) -> None:
    """Begin, and report after a while."""
    async with library(url, token, limiter=AIORateLimiter(max_retries=RETRIES)) as bot:
        report = Report()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(report.watch_the_loop())
            await asyncio.sleep(0)
            tasks.create_task(gathered(sender(bot, is_paid=False), range(first, first + count)))
            await asyncio.sleep(SECONDS)
            await asyncio.sleep(0.1)  # the watch notes the last hold
            report.close()
            sys.stdout.flush()
            os._exit(0)  # to cancel a hundred thousand tasks one by one takes longer than all the rest


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    words = sys.argv[1:]
    asyncio.run(main(words[0], words[1], int(words[2]), int(words[3])))
