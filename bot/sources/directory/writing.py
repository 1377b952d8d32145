"""Tells a finished file from one that somebody still writes."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

QUIET = 0.3  # seconds without a change after which a file counts as finished where the kernel can't tell


def allow_leases() -> None:
    """Ignore SIGIO, with which the kernel asks for a lease back and which would end the process. Main thread only."""
    if hasattr(signal, "SIGIO"):
        signal.signal(signal.SIGIO, signal.SIG_IGN)


def is_being_written(path: Path | str) -> bool:
    """Return whether somebody holds the file open for writing; a file renamed into place is finished at once.

    Linux grants a read lease only on a file that nobody has open for writing, so a slow writer is seen however long
    it pauses. Where leases are not to be had (macOS, network folders, other people's files) the times must do.
    Raises `OSError` when the file is not there or can't be opened.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        has_writer = _lease_is_refused(descriptor)
        if has_writer is not None:
            return has_writer
        status = os.fstat(descriptor)
        is_fresh = time.time() - status.st_mtime < QUIET
        return is_fresh and status.st_ctime_ns == status.st_mtime_ns  # a rename moves ctime alone
    finally:
        os.close(descriptor)


def _lease_is_refused(descriptor: int) -> bool | None:
    """Return whether a writer keeps us from a lease, None where leases don't work."""
    if not hasattr(fcntl, "F_SETLEASE"):
        return None
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return True if error.errno == errno.EAGAIN else None
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False
