"""Logs what went wrong inside a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from bot.core.readers.conversation import Asker

_log = structlog.get_logger()


def report(failure: Exception, command: str, asker: Asker) -> None:
    """Log a failure by its class and place; its message could hold what the reader wrote, so that stays out.

    `command` is the name of the command that failed, empty where it was none.
    """
    place = failure.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
    _log.error(
        "command.failed",
        command=command,
        platform=asker.channel.platform,
        error=type(failure).__name__,
        where=where,
    )
