"""The bot, which says how many tasks its event loop has whenever SIGUSR1 asks: `python -m tests.soak.counted run`."""

from __future__ import annotations

import asyncio
import re
import runpy
import signal
import sys
from typing import TYPE_CHECKING

from tests.crash.waiting import until

if TYPE_CHECKING:
    from types import FrameType

    from tests.crash.siege import Siege

MODULE = "tests.soak.counted"
_SAID = re.compile(r"^the event loop has (\d+) tasks$", re.MULTILINE)


async def tasks(siege: Siege) -> int:
    """Ask the bot of a siege."""
    before = len(_SAID.findall(siege.output))
    siege.signal(signal.SIGUSR1)
    await until(lambda: len(_SAID.findall(siege.output)) > before)
    return int(_SAID.findall(siege.output)[-1])


def _say(_number: int, _frame: FrameType | None) -> None:
    """Say it: the handler runs in the event loop's own thread, while the loop runs."""
    sys.stdout.write(f"the event loop has {len(asyncio.all_tasks())} tasks\n")
    sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _say)
    runpy.run_module("bot", run_name="__main__")
