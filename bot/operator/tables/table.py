"""The nouns of a table: columns, rows of cells, and what is said where there are none, or below them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.phrases.tables import Advice


class Kind(Enum):
    """What gives way where there is little room.

    KEY: nothing, it is copied into the next command. FACT and NUMBER: they are said below their row, or once where all
    rows have the same. TITLE: the same, and it is cut.
    """

    KEY = auto()
    FACT = auto()
    NUMBER = auto()
    TITLE = auto()


class Tone(StrEnum):
    """How a part is to strike the eye, in the words of rich."""

    PLAIN = ""
    SOFT = "dim"
    STRONG = "bold"
    WARNING = "yellow"
    BAD = "red"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its heading."""

    heading: str
    kind: Kind = Kind.FACT


@dataclass(frozen=True, slots=True)
class Cell:
    """What people are `shown`, and what programs read; both on one line, without what cannot be seen."""

    shown: str
    plain: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a list, with its fields for `--json`; `is_done` is False where a decision was not carried out."""

    cells: Sequence[Cell]
    fields: dict[str, Any]
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """What a command lists or, without columns, facts by their names; cells behind the last column are for programs.

    `alike` introduces what all rows have in common; `advice` says what the rows, or no rows, mean to readers.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    alike: str = ""
    advice: Advice | None = None
