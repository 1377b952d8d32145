"""Whom an alert mentions: the role that its channel has for alerts of this level, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import structlog

from bot.core.delivery import Kind
from bot.core.post import Note

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.post import Alert
    from bot.platforms.discord.places import Places

_log = structlog.get_logger()

NOBODY: Final[dict[str, list[str]]] = {"parse": []}  # absent, everything in a message would ping


def role_of(alert: Alert, channel: Channel, places: Places) -> str:
    """Return the id of the role that is mentioned, empty for none: also where its server is known not to have it.

    A note mentions it where it tells of breaking news; what was corrected bothers nobody.
    """
    if alert.notice or alert.roundup or alert.note is Note.CORRECTED or channel.kind is Kind.PRIVATE:
        return ""
    role = dict(channel.roles).get(alert.level, "")
    if role and places.has_role(int(channel.address), int(role)) is False:
        _log.warning("discord.role_unknown", channel=channel.id, role=role, remedy="name another with /mention")
        return ""
    return role


def mention(role: str) -> str:
    """Return what mentions the role in a message's content."""
    return f"<@&{role}>" if role else ""


def pinging(role: str) -> dict[str, Any]:
    """Return the `allowed_mentions` by which the role alone is pinged, whatever else the message holds."""
    return NOBODY | {"roles": [role]} if role else NOBODY
