"""Has feeds read by a process of their own, one at a time."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from bot.sources.feed.reading.feed import Feed, NotAFeed

_ROOT = Path(__file__).parents[4]
# Tokens in the environment are none of a parser's business.
_INHERITED = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_SECONDS = 60.0


class Reader:
    """Shared by all feeds: a start with hundreds of them must not start hundreds of processes."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._turn = asyncio.Semaphore(1)

    async def read(self, body: bytes, content_type: str, address: str) -> Feed:
        """Return the feed that the bytes are. Raises `NotAFeed`."""
        about = json.dumps({"content_type": content_type, "address": address}).encode()
        async with self._turn:
            printed = await self._printed(about + b"\n" + body)
        try:
            answer = json.loads(printed)
        except ValueError:
            raise NotAFeed("it takes more memory or time to read than there is") from None
        if "why" in answer:
            raise NotAFeed(answer["why"])
        return Feed.from_json(answer["document"])

    async def _printed(self, given: bytes) -> bytes:
        """Return what the process prints, nothing where it came to no end."""
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.sources.feed.reading", cwd=_ROOT,
                env={name: os.environ[name] for name in _INHERITED if name in os.environ},
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the bot, which ends it in its own time
            )  # fmt: skip
        except OSError as error:
            raise NotAFeed(f"no process could be started to read it: {error.strerror}") from error
        try:
            async with asyncio.timeout(self._seconds):
                printed, _ = await process.communicate(given)
        except TimeoutError:
            return b""
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return printed
