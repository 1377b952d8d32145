"""Tells the log what the newsroom did, as it was recorded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import structlog

from bot.core.event import Corrected, Outcome, Published, Retracted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.detector import Findings
    from bot.core.event import Event
    from bot.core.sighting import Known

log = structlog.get_logger()
AT_ONCE = 100  # lines, after which others have their turn: a checkout may be worth thousands
_NAMES: Final[Mapping[Outcome, str]] = {
    Outcome.PUBLISHED: "post.published",
    Outcome.RESTORED: "post.restored",
    Outcome.CORRECTED: "post.corrected",
    Outcome.RETRACTED: "post.retracted",
    Outcome.WAITING: "post.waiting",
    Outcome.QUIET: "post.quiet",
    Outcome.RECOGNIZED: "post.recognized",
}


async def tell(
    source: str, findings: Findings, outcomes: Iterable[tuple[Event, Outcome]], known: Mapping[str, Known]
) -> None:
    """Say what came of each event; what changed nothing is not worth a line. `known`, by key, is what was before."""
    if findings.is_baseline:
        log.info("source.baseline", source=source, posts=len(findings.quiet))
    for number, (event, outcome) in enumerate(outcomes, 1):
        if outcome is Outcome.HELD:
            log.warning("post.held", source=source, command="python -m bot held", **_words(event, known))
        elif outcome is not Outcome.UNCHANGED:
            log.info(_NAMES[outcome], source=source, **_words(event, known))
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)


def _words(event: Event, known: Mapping[str, Known]) -> dict[str, str]:
    match event:
        case Published(post, held):
            fields = {"post": post.id, "key": post.key, "level": post.level, "link": post.link}
            return fields | ({"why": held} if held else {})
        case Corrected(post):
            return {"post": post.id, "key": post.key}
        case Retracted(key):
            return {"key": key} | ({"post": known[key].post_id} if key in known else {})
