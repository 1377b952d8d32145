"""What a bot remembers of the store's absence while the store can remember nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FIRST: Final = "store-away-"


class Slip:
    """An empty file in the data folder, whose name says of which absence admin chats were told and not of its end.

    A full disk has room for a name. Where the folder can't be written to at all, a restart forgets.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.absence = next((one.name.removeprefix(FIRST) for one in sorted(folder.glob(f"{FIRST}*"))), "")

    def write(self, absence: str) -> None:
        """Remember this absence."""
        self.absence = absence
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{FIRST}{absence}").touch()

    def tear(self) -> None:
        """Forget it: its end was told."""
        with suppress(OSError):
            (self._folder / f"{FIRST}{self.absence}").unlink(missing_ok=True)
        self.absence = ""
