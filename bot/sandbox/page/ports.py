"""What the page needs of the sandbox around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from bot.sandbox.changes import Changes


class Service(Protocol):
    """One imitated chat service, as a person meets it."""

    changes: Changes

    def state(self) -> dict[str, Any]:
        """Return everything the page shows of the service, ready for JSON."""

    async def act(self, action: dict[str, Any]) -> dict[str, Any]:
        """Do what a person did; raises ValueError with a sentence for them."""


class Viewer(TypedDict):
    """Somebody as whom the page's visitor may read and write: their id on each service, and their language."""

    name: str
    language: str
    telegram: str
    discord: str


@dataclass(frozen=True, kw_only=True)
class Show:
    """What one page shows and may do.

    `services` and `troubles` are by service name, troubles below that by the name of what goes wrong. `publish` writes
    a sample post and returns its file's name, None where nobody publishes. `web` gives the folder of a site by its
    origin (`https://newsdao.kr`), from which the page takes that site's pictures.
    """

    services: Mapping[str, Service]
    viewers: Sequence[Viewer]
    troubles: Mapping[str, Mapping[str, Callable[[], None]]] = field(default_factory=dict)
    publish: Callable[[], str] | None = None
    web: Mapping[str, Path] = field(default_factory=dict)

    def snapshot(self) -> dict[str, Any]:
        """Return the whole page as JSON: each service's state and what the visitor may do."""
        return {
            "services": {name: service.state() for name, service in self.services.items()},
            "viewers": list(self.viewers),
            "troubles": {name: list(known) for name, known in self.troubles.items()},
            "may_publish": self.publish is not None,
            "origins": list(self.web),
        }
