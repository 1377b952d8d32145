"""What an editor asked for: about which site, as if when, in which language, by which rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.editor.place import place_of, site_of
from bot.editor.preview import preview
from bot.editor.twins import twin_of
from bot.sources.jekyll import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.core.delivery import Language
    from bot.core.levels import LevelRule
    from bot.editor.preview import Preview
    from bot.editor.reading import Reading


class Misused(Exception):
    """What was asked makes no sense; the message says what would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What holds for every file; `root` is the site's folder where one was named, `now` the moment where one was."""

    rules: Sequence[LevelRule]
    language: Language
    root: Path | None = None
    now: datetime | None = None
    as_json: bool = False
    twin_of: Callable[[Reading], str | None] = twin_of

    def when(self, site: Site) -> datetime:
        """Return the moment as of which is asked; one without an offset is by the site's clock."""
        now = self.now or datetime.now(UTC)
        return now if now.tzinfo else now.replace(tzinfo=site.zone)

    def preview(self, file: Path) -> Preview:
        """Return what would become of the file; raises `Misused`, and `Faulty` where its site cannot be read."""
        root = self.root or site_of(file)
        if root is None:
            raise Misused(f"no folder above {file} has a _config.yml; name the site's with --site")
        site = Site.load(root)
        try:
            return preview(
                place_of(file, root), site, rules=self.rules, now=self.when(site), language=self.language,
                twin_of=self.twin_of,
            )  # fmt: skip
        except FileNotFoundError as error:
            raise Misused(f"{file}: no such file") from error


def moment(text: str) -> datetime | None:
    """Return the moment in ISO 8601, None for no text; raises `Misused`."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Misused(f"--now {text} is no moment; write it as 2026-11-20T09:00") from error
