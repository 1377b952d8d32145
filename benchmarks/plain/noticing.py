"""watchfiles as its document says: counts the files that appear.

`python -m benchmarks.plain.noticing FOLDER`: prints a line when it watches and the count when its input ends.
"""

from __future__ import annotations

import asyncio
import json
import sys

from watchfiles import Change, awatch


async def main(folder: str) -> None:
    """Count until the input ends."""
    stop = asyncio.Event()
    seen: set[str] = set()

    async def watch() -> None:
        async for changes in awatch(folder, stop_event=stop):
            seen.update(path for change, path in changes if change is Change.added)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(watch())
        print("watching", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        stop.set()
    print(json.dumps(len(seen)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
