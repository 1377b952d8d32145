"""Keeps out of the log what is no HTTP, and who left: anybody may do so, and a mistake in the bot is something else."""

from __future__ import annotations

import logging
from typing import Final

from aiohttp import ClientConnectionResetError, web
from aiohttp.http_exceptions import HttpProcessingError

THEIRS: Final = (HttpProcessingError, web.RequestPayloadError, ClientConnectionResetError)
SERVER: Final = "aiohttp.server"
"""By this name the web server logs what it could not handle."""


def leave_out() -> None:
    """Let nothing be logged of requests that can't be read, which are answered 400, or whose caller has left."""
    logging.getLogger(SERVER).addFilter(_is_ours)  # a second time changes nothing


def _is_ours(record: logging.LogRecord) -> bool:
    """Return whether a record tells of anything but a caller's doing."""
    return not (record.exc_info and isinstance(record.exc_info[1], THEIRS))
