"""What one open page shows: the newest files, and the preview of the one that was chosen or last saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.editor.asked import Asked, Misused
from bot.editor.page.shelf import Shelf
from bot.editor.twins import twin_of
from bot.sources.jekyll import Faulty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.core.delivery import Language
    from bot.core.levels import LevelRule
    from bot.editor.reading import Reading

Signature = tuple[int, int, int]


@dataclass(slots=True)
class View:
    """What to show and what was shown; `chosen` is a site's number and a path, None for the last one saved."""

    roots: Sequence[Path]
    rules: Sequence[LevelRule]
    language: Language
    chosen: tuple[int, str] | None = None
    _shelf: Shelf = field(init=False)
    _shown: tuple[int, str] | None = None
    _signature: Signature | None = None
    _twins: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._shelf = Shelf(self.roots)

    def news(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what is other than when last asked, as kind and content. Blocks."""
        files = self._shelf.files
        if self._shelf.look():
            if self._shelf.files != files:
                self._twins.clear()
            yield "files", {"files": [one.record() for one in self._shelf.newest]}
        wanted = self._wanted()
        signature = self._sign(wanted)
        if wanted is not None and (wanted, signature) != (self._shown, self._signature):
            self._shown, self._signature = wanted, signature
            yield "preview", self._preview(*wanted)

    def _wanted(self) -> tuple[int, str] | None:
        if self.chosen is not None:
            return self.chosen
        newest = self._shelf.newest
        return (newest[0].site, newest[0].path) if newest else None

    def _sign(self, wanted: tuple[int, str] | None) -> Signature | None:
        """Return what tells this state of the file from others, None where it is not there or none of the site's."""
        if wanted is None or wanted not in self._shelf.files:
            return None
        try:
            status = (self.roots[wanted[0]] / wanted[1]).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _preview(self, site: int, path: str) -> dict[str, Any]:
        place = {"site": site, "path": path}
        if self._signature is None:
            return {**place, "gone": True}
        asked = Asked(rules=self.rules, language=self.language, root=self.roots[site], twin_of=self._twin_of)
        try:
            return {**asked.preview(self.roots[site] / path).record(), **place}
        except Faulty as fault:
            return {**place, "fault": str(fault.problem)}
        except Misused:  # it went just now
            return {**place, "gone": True}

    def _twin_of(self, reading: Reading) -> str | None:
        """Return the post with the same address, looked for once as long as the site has the same files.

        A save must show within a blink, and the search reads every file.
        """
        key = (reading.place.path, reading.answers["absolute_url"] if reading.answers else "")
        if key not in self._twins:
            self._twins[key] = twin_of(reading)
        return self._twins[key]
