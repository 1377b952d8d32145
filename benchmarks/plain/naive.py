"""The bot that somebody writes in an evening: a list of seen posts in a file, and a loop over the subscribers.

`python -m benchmarks.plain.naive MARK SEEN POSTS URL TOKEN FIRST COUNT`: MARK is `before` or `after` the sending.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path

from telegram.ext import AIORateLimiter, ExtBot

from benchmarks.plain.clients import RETRIES, library, sender
from benchmarks.plain.report import Report


class Seen:
    """The file of those posts that were announced."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.names: list[str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []

    def add(self, name: str) -> None:
        """Write one more name down."""
        self.names.append(name)
        self._path.write_text(json.dumps(self.names), encoding="utf-8")


async def main(mark: str, bot: ExtBot[None], seen: Seen, posts: list[str], chats: range) -> None:
    """Announce every post that was not seen."""
    report = Report()
    async with bot:
        send = sender(bot, is_paid=False)
        for name in posts:
            if name in seen.names:
                continue
            if mark == "before":
                seen.add(name)
            for chat in chats:
                await send(chat)
            if mark == "after":
                seen.add(name)
    report.close()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    words = sys.argv[1:]
    first, count = int(words[5]), int(words[6])
    its_bot = library(words[3], words[4], limiter=AIORateLimiter(max_retries=RETRIES))
    names = sorted(path.name for path in Path(words[2]).iterdir())
    asyncio.run(main(words[0], its_bot, Seen(Path(words[1])), names, range(first, first + count)))
