"""What becomes of a channel's wishes when the bot may no longer write there, and when it may again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.reader_ports import Roster

log = structlog.get_logger()


async def take_note(roster: Roster, channel: Channel, is_member: bool, why: str) -> None:  # noqa: FBT001 - a callback
    """Suspend a channel that shuts us out and resume one that lets us in again; its wishes are kept all along."""
    known = await roster.get(channel.id)
    if known is None or bool(known.suspended) != is_member:
        return
    if is_member:
        await roster.put(replace(known, suspended=""))
    else:
        await roster.put(replace(known, suspended=why, suspended_at=datetime.now(UTC)))
    log.info("channel.resumed" if is_member else "channel.suspended", channel=channel.id, why=why)
