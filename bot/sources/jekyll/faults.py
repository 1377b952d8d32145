"""How a file says that it cannot be read as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.sighting import Problem


class Faulty(Exception):
    """A file is not what it should be; `problem` says where, what and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class BuildStopped(Faulty):
    """Jekyll itself would stop here: the whole site stays as it was until this is mended."""


def line_of(key: str, text: str) -> int | None:
    """Return the line of `text`, from 1, on which the top-level YAML key stands; None where it does not."""
    found = re.search(rf"^(?:{re.escape(key)}|\"{re.escape(key)}\"|'{re.escape(key)}')[ \t]*:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None
