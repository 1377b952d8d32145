"""How much room is left beside the store's files: operators learn that it runs out before it has."""

from __future__ import annotations

import shutil
from math import nan
from typing import TYPE_CHECKING, Final

from bot.core.notice import Matter, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCARCE: Final = 100e6  # bytes: enough to act before they are used up, at a newsroom’s pace
PLENTY: Final = 150e6  # bytes: only then is it over, so that what comes and goes is not told again and again


class Room:
    """Watches the disk of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_scarce = False

    @property
    def free(self) -> float:
        """Return how many bytes are free; NaN where nobody can say."""
        try:
            return float(shutil.disk_usage(self._folder).free)
        except OSError:
            return nan

    @property
    def charges(self) -> Iterator[str]:
        """Yield the key of its notices."""
        yield f"{Matter.ROOM} {self._folder}"

    @property
    def notices(self) -> Iterator[Notice]:
        """Yield whether room runs out, nothing where nobody can say."""
        free = self.free
        if free >= 0:
            self._is_scarce = is_scarce(free, was_scarce=self._is_scarce)
            why = f"{free / 1e6:,.0f} MB are free" if self._is_scarce else ""
            yield Notice(matter=Matter.ROOM, about=str(self._folder), why=why, is_over=not why)


def is_scarce(free: float, *, was_scarce: bool) -> bool:
    """Return whether so many bytes are too few."""
    return free < (PLENTY if was_scarce else SCARCE)
