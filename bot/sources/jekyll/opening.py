"""How a site's file is opened without coming to harm: none outside the site, none that never ends."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core.sighting import Problem
from bot.sources.jekyll.content import MOST_READ
from bot.sources.jekyll.faults import Faulty

if TYPE_CHECKING:
    from pathlib import Path

# O_NONBLOCK: a pipe with a post's name would never answer. O_NOFOLLOW: what was no link, or was followed, a moment ago
# may be one now.
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW


def read_head(folder: Path, relative: str) -> tuple[bytes, datetime]:
    """Return the file's first `MOST_READ` bytes and when it changed; raises `Faulty`, or `FileNotFoundError`."""
    path = os.path.join(folder, relative)  # noqa: PTH118 - a Path takes longer than all the rest
    try:
        if os.path.islink(path):  # noqa: PTH114 - the same
            path = os.path.realpath(path)
            if not is_inside(path, folder):
                raise Faulty(Problem(relative, "a link that leads out of the site", "Put the file itself there."))
        descriptor = os.open(path, _FLAGS)
        try:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                raise Faulty(Problem(relative, "no regular file", "Remove it, or rename it."))
            return os.read(descriptor, min(state.st_size, MOST_READ)), datetime.fromtimestamp(state.st_mtime, UTC)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise
    except OSError as error:
        remedy = "Let the user that runs the bot read it (chmod a+r)."
        raise Faulty(Problem(relative, f"cannot be read: {error.strerror}", remedy)) from error


def is_inside(real: str, root: Path) -> bool:
    """Return whether a path without links in it is the folder, or lies below it."""
    top = os.path.realpath(root)
    return real == top or real.startswith(f"{top}{os.sep}")
