"""The hub that a feed names: who calls when the feed has something new."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Hub(NamedTuple):
    """A hub's address, and the topic under which it knows the feed; empty where that is the feed's own address."""

    address: str
    topic: str


def hub_among(links: Iterable[tuple[str, str]]) -> Hub | None:
    """Return the first hub among links, given as (relations, absolute address), None where there is none."""
    hub = topic = ""
    for relations, address in links:
        named = relations.lower().split()
        if address.startswith(("http://", "https://")):
            hub = hub or (address if "hub" in named else "")
            topic = topic or (address if "self" in named else "")
    return Hub(hub, topic) if hub else None
