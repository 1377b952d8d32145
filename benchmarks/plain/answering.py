"""python-telegram-bot as its documents say: a broadcast by gather in the bot that also answers /latest.

`python -m benchmarks.plain.answering URL TOKEN FIRST COUNT`: ends when its input does.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING, Any

from telegram.ext import AIORateLimiter, Application, CommandHandler

from benchmarks.plain.clients import RETRIES, sender
from benchmarks.plain.report import Report
from benchmarks.plain.telegram import gathered

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes


async def latest(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a reader."""
    if update.effective_message is not None:
        await update.effective_message.reply_text("최신 기사: 시청 앞 광장, 주말마다 차 없는 거리로!")


async def main(url: str, token: str, first: int, count: int) -> None:
    """Broadcast and answer until the input ends."""
    limiter = AIORateLimiter(max_retries=RETRIES)
    application: Any = Application.builder().token(token).base_url(f"{url}/bot").rate_limiter(limiter).build()
    application.add_handler(CommandHandler("latest", latest))
    async with application:
        await application.start()
        await application.updater.start_polling()
        report = Report()
        async with asyncio.TaskGroup() as tasks:
            lasting = [
                tasks.create_task(report.watch_the_loop()),
                tasks.create_task(gathered(sender(application.bot, is_paid=False), range(first, first + count))),
            ]
            await asyncio.to_thread(sys.stdin.read)
            for task in lasting:
                task.cancel()
        report.close()
        await application.updater.stop()
        await application.stop()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    words = sys.argv[1:]
    asyncio.run(main(words[0], words[1], int(words[2]), int(words[3])))
