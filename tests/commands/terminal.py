"""The program as somebody at a terminal has it, and as another program behind a pipe does."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from tests.process.bot import ROOT, UNSET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SEEN: Final = {"TERM": "xterm-256color", "NO_COLOR": "", "COLUMNS": "", "TZ": "Asia/Seoul"}
COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")


@cache
def on_terminal(data: Path, width: int, *words: str, variable: str = "") -> str:
    """Return what the command writes to a terminal of that width, its colours in it; `variable` is `NAME=value`."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    with _started(data, words, variable, its, its) as process:
        os.close(its)
        written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert process.returncode == 0, written.decode()
    return written.decode().replace("\r\n", "\n")


@cache
def piped(data: Path, *words: str, variable: str = "") -> tuple[str, str]:
    """Return what the command writes to a pipe, and what it says beside it."""
    with _started(data, words, variable, subprocess.PIPE, subprocess.PIPE) as process:
        written, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return written.decode(), said.decode()


def is_tame(shown: str) -> bool:
    """Return whether nothing in it but its colours moves the cursor, turns the writing around or piles up."""
    text = COLOUR.sub("", shown)
    kinds = [unicodedata.category(one) for one in text if one not in "\n\u200d"]
    return not {"Cc", "Cf", "Cs"} & set(kinds) and re.search(r"[\u0300-\u036f]{7}", text) is None


def widest(shown: str) -> int:
    """Return the columns that the longest line takes."""
    return max(cell_len(line) for line in COLOUR.sub("", shown).splitlines())


def _started(data: Path, words: Sequence[str], variable: str, output: int, errors: int) -> subprocess.Popen[bytes]:
    name, _, value = variable.partition("=")
    variables = {**os.environ, **UNSET, **SEEN, "DATA_DIR": str(data), **({name: value} if name else {})}
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.Popen(  # noqa: S603 - the project's own command
        command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
    )


def _read(terminal: int) -> bytes:
    """Return some of what was written, nothing where nobody has the other end any more."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""
