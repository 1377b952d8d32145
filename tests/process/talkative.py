"""The bot as `run` runs it, except that it says all there is: its own debug events, and the libraries' as well."""

from __future__ import annotations

import asyncio
import logging
import signal

import structlog

from bot import app
from bot.ops import logs
from config.load import load


async def _until_told() -> None:
    settings = load()
    logs.set_up(settings.log_format, settings.secrets)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    logging.getLogger().setLevel(logging.DEBUG)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    logging.getLogger("tests").debug("the libraries are heard")
    await app.run(settings, stop)


if __name__ == "__main__":
    asyncio.run(_until_told())
