"""Reads what a button asks: `/name[@address] words`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from handlers.typed import composed, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST: Final = 600  # characters: a button has fewer, but what it stands for may hold all the words of a search
_PRESS: Final = re.compile(r"/(\w+)(?:@(\S+))?(?:\s+(.*))?")


@dataclass(frozen=True, slots=True)
class Press:
    """A command's name, the address of the channel that it is about (empty: where it was pressed), and its words."""

    name: str
    address: str
    words: Sequence[str]


def press_of(text: str) -> Press:
    """Return what the button asks; one that is none of ours asks for a command without a name."""
    found = _PRESS.fullmatch(composed(text[:_LONGEST]))
    if found is None:
        return Press("", "", ())
    return Press(fold(found[1]), found[2] or "", tuple((found[3] or "").split()))
