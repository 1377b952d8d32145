"""What the kernel tells of a site's folders: the seam between the source and whatever listens to the kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Changes(NamedTuple):
    """What changed since the last time: files, and whether folders did, or more than the kernel could keep."""

    paths: frozenset[Path] = frozenset()
    is_sweeping: bool = False


class Watch(Protocol):
    """Folders that are watched, none of what lies below them."""

    async def changes(self, longest: float) -> Changes:
        """Return what changed as soon as something did; nothing, after `longest` seconds at the latest."""
