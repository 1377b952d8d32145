"""Tries again, ever more patiently, whatever passes by itself."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Final

import structlog

from bot.core.errors import Throttled, Unauthorized

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_log = structlog.get_logger()

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 60.0
_LONG_RUN: Final = 60.0


async def persist(what: str, attempt: Callable[[], Awaitable[None]]) -> None:
    """Await `attempt()` until it returns; raises `Unauthorized`, which no patience mends.

    `what` names it in the log. Pauses double, in seconds, spread by chance, and begin anew after an attempt that went
    well for a minute; a throttled attempt waits as long as it was told.
    """
    clock = asyncio.get_running_loop().time
    doubled = _FIRST_PAUSE
    while True:
        began = clock()
        try:
            return await attempt()
        except Unauthorized:
            raise
        except Exception as failure:  # noqa: BLE001 -- discord.py lets anything out, even AttributeError (2.7.1)
            doubled = _FIRST_PAUSE if clock() - began > _LONG_RUN else doubled
            pause = failure.pause if isinstance(failure, Throttled) else doubled * random.uniform(0.5, 1.0)
            _log.warning("discord.interrupted", what=what, why=str(failure) or repr(failure), pause=round(pause, 1))
        await asyncio.sleep(pause)
        doubled = min(doubled * 2, _LONGEST_PAUSE)
