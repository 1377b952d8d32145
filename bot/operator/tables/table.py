"""The nouns of a table: columns, rows of cells, and what is said where there are none, or below them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.phrases.tables import Advice


class Kind(Enum):
    """What gives way where there is little room.

    KEY: nothing, it is copied into the next command. FACT and NUMBER: they are said once where all rows have the same.
    TEXT: it is whole, on lines of its own if need be. TITLE: it is cut. LINK: it is for programs only.
    """

    KEY = auto()
    FACT = auto()
    NUMBER = auto()
    TEXT = auto()
    TITLE = auto()
    LINK = auto()


LONG: Final = frozenset({Kind.TEXT, Kind.TITLE})


class Tone(Enum):
    """How a part is to strike the eye."""

    PLAIN = auto()
    SOFT = auto()
    STRONG = auto()
    WARNING = auto()
    BAD = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or the name of a fact that stands alone."""

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
    """What a command lists. `alike` introduces what all rows have in common, `nothing` is what no rows mean."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    alike: str
    nothing: Advice | None = None
    after: Advice | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the things a command says, with its name, and its fields for `--json`; `name` is for programs."""

    column: Column
    name: str
    cell: Cell
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a command says that is no list."""

    facts: Sequence[Fact]
    after: Advice | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """Return the same as rows, for programs."""
        return [Row((Cell(one.name, one.name), one.cell), one.fields) for one in self.facts]
