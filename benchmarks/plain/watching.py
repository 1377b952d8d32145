"""watchfiles and python-telegram-bot as their documents say: a message to one chat for each new post.

`python -m benchmarks.plain.watching FOLDER URL TOKEN CHAT`: prints a line when it watches, ends when its input does.
"""

from __future__ import annotations

import asyncio
import sys

import frontmatter
from telegram import Bot
from watchfiles import Change, awatch


async def main(folder: str, url: str, token: str, chat: int) -> None:
    """Announce what is added until the input ends."""
    stop = asyncio.Event()
    async with Bot(token, base_url=f"{url}/bot") as bot, asyncio.TaskGroup() as tasks:
        tasks.create_task(_announce(bot, folder, chat, stop))
        print("watching", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        stop.set()


async def _announce(bot: Bot, folder: str, chat: int, stop: asyncio.Event) -> None:
    async for changes in awatch(folder, stop_event=stop):
        for change, path in changes:
            if change is Change.added:
                post = frontmatter.load(path)
                await bot.send_message(chat, f"{post['title']}\n\n{post['excerpt']}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
