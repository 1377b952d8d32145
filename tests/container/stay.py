"""How a container is run, whichever engine runs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Files are read-only but for /tmp, /data and /site; `port` on loopback is where the bot is reached, and a name.

    `folders` of this machine stand at places in it; `memory` is how many bytes all its processes may hold; a neighbour
    reaches what listens on this machine's loopback.
    """

    port: int
    user: str | None = None
    folders: Mapping[str, Path] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    memory: int | None = None
    is_neighbour: bool = False
