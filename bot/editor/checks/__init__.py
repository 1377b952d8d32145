"""Everything that may be wrong with a post, by what it is about; each check yields the remarks it has."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.editor.checks import addresses, dates, files, front_matter, pictures, words
from bot.editor.remark import Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.editor.reading import Reading

_CHECKS: tuple[Callable[[Reading], Iterator[Remark]], ...] = (
    files.remarks,
    front_matter.remarks,
    dates.remarks,
    words.remarks,
    addresses.remarks,
    pictures.remarks,
)


def remarks_on(reading: Reading, twin: str | None = None) -> tuple[Remark, ...]:
    """Return all remarks on a file, by line; `twin` is another post that has the same address."""
    faults = (Remark(Severity.ERROR, fault) for fault in reading.faults)
    found = [*faults, *chain.from_iterable(check(reading) for check in _CHECKS), *addresses.twins(reading, twin)]
    return tuple(sorted(found, key=lambda remark: remark.problem.line or 0))
