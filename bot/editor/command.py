"""Prints what `python -m bot preview` was asked for, and says how it ends: 0 as meant, 1 not as meant."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from rich.console import Console

from bot.editor import terminal
from bot.editor.records import line
from bot.sources.jekyll import Faulty

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.editor.asked import Asked
    from bot.editor.preview import Preview

_WIDTH = 100
_GLANCE = 0.1  # seconds between two looks at a watched file


def preview_files(files: Sequence[Path], asked: Asked) -> int:
    """Print every file's preview, and of several a summary; raises `Misused`."""
    console = plain_console()
    try:
        shown = [_shown(file, asked, console) for file in files]
    except Faulty as fault:
        console.print(str(fault.problem), markup=False, highlight=False, soft_wrap=True)
        return 1
    if len(shown) > 1 and not asked.as_json:
        console.print(summary(shown), markup=False, highlight=False)
    return 0 if all(one.is_as_meant for one in shown) else 1


def watch_file(file: Path, asked: Asked) -> int:
    """Print the file's preview again whenever it is saved, until it is gone or Ctrl-C."""
    state, ended = None, 0
    try:
        while file.exists():
            status = file.stat()
            if (seen := (status.st_mtime_ns, status.st_size, status.st_ino)) != state:
                state, ended = seen, preview_files([file], asked)
            time.sleep(_GLANCE)
    except (KeyboardInterrupt, FileNotFoundError):
        return ended
    return ended


def plain_console() -> Console:
    """Return the terminal, or where there is none, lines of a width that does not depend on where they are read."""
    return Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False)


def summary(shown: Sequence[Preview]) -> str:
    """Return how many files are as they should be."""
    wrong = sum(not one.is_as_meant for one in shown)
    warnings = sum(not remark.is_error for one in shown for remark in one.remarks)
    out = sum(not one.departure.why for one in shown)
    verdict = f"{wrong} not as meant" if wrong else "all as meant"
    return f"{len(shown)} files: {verdict}; {out} go out, {len(shown) - out} do not; {warnings} warnings"


def _shown(file: Path, asked: Asked, console: Console) -> Preview:
    preview = asked.preview(file)
    if asked.as_json:
        sys.stdout.write(line(preview.record()) + "\n")
        sys.stdout.flush()
    else:
        terminal.show(console, preview, str(file))
    return preview
