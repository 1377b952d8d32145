"""How long the bot's event loop is held: what a question to it every ten milliseconds waits for its answer."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def probed(url: str) -> AsyncIterator[list[float]]:
    """Ask `url` for as long as the block lasts; the list then holds the milliseconds of each answer.

    An answer's time is at least the longest hold that it met: the bot's own loop, plus whatever kept the machine from
    running either process. Measured from outside, so that the bot does in a benchmark what it always does.
    """
    took: list[float] = []
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.probe", f"{url}/healthz",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**24,
    )  # fmt: skip
    try:
        yield took
    finally:
        printed, _ = await process.communicate(b"")
        took += json.loads(printed) if printed else []
