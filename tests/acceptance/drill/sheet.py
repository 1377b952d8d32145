"""What docs/operating.md says of each fault of the drill: quoted words, by where they are to be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[3] / "docs" / "operating.md"
DRILL: Final = PAGE.read_text(encoding="utf-8").partition("\n## Drill\n")[2].partition("\n## ")[0]
CONSOLE: Final = {"Now": "", "Held": "held", "Channels": "channels"}


@dataclass(frozen=True)
class Row:
    """A fault: its signals, what admin chats are told of it and of its end, and by pages what the console shows."""

    fault: str
    signals: tuple[str, ...]
    told: tuple[str, ...]
    over: tuple[str, ...]
    shown: tuple[tuple[str, str], ...]

    @property
    def metric(self) -> str:
        """Return the sample that Prometheus reads."""
        (found,) = (one for one in self.signals if one.startswith("sokbo_"))
        return found

    @property
    def alert(self) -> str:
        """Return the name of the alert that fires, nothing where it is over before."""
        return next((one for one in self.signals if one.startswith("Sokbo")), "")


def row(fault: str, **elsewhere: object) -> Row:
    """Return the row about this fault; `elsewhere` says where a folder of the page's example is in this run."""
    (one,) = (one for one in rows(**elsewhere) if one.fault == fault)
    return one


def rows(**elsewhere: object) -> list[Row]:
    """Return every row."""
    text = DRILL
    for folder, here in elsewhere.items():
        text = text.replace(f"/srv/{folder}", str(here))
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [_row(*cells) for cells in lines[1:]]


def _row(fault: str, signals: str, told: str, over: str, console: str, _remedy: str) -> Row:
    _, *parts = re.split(r"\*(\w+)\*: ", console)
    pages = [(CONSOLE[name], said) for name, said in zip(parts[::2], parts[1::2], strict=True)]
    shown = tuple((page, words) for page, said in pages for words in _quoted(said))
    return Row(fault, _quoted(signals), _quoted(told), _quoted(over), shown)


def _quoted(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))
