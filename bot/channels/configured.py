"""Channels named in the settings: subscribed at start, and no longer once they are not named any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.core.ports.readers import NamedRoster


async def configure(roster: NamedRoster, named: Sequence[Channel], *, unchanged: Sequence[Channel] = ()) -> None:
    """Give each named channel its wishes, end those of channels that were named before, and forget suspensions.

    One that is `unchanged` stays as its readers have it: the bot was not restarted.

    A restart is an operator's way to say that a missing permission has been granted. What the settings say goes before
    what readers changed; what they do not know of a channel stays: its title, who connected it, a mute, when it was
    suspended.
    """
    settled = [channel in unchanged for channel in named]
    named = [await roster.at_present(channel) for channel in named]
    ids = frozenset(channel.id for channel in named)
    for channel_id in await roster.named() - ids:
        await roster.change(channel_id, lambda gone: replace(gone, wishes=None) if gone else None)
    for channel, is_settled in zip(named, settled, strict=True):
        if not is_settled:
            await roster.change(channel.id, partial(_as_named, channel))
    await roster.name(ids)


def _as_named(channel: Channel, before: Channel | None) -> Channel:
    since = before.since if before and before.wishes else datetime.now(UTC)
    if before is None:
        return replace(channel, since=since)
    hours = replace(channel.hours, muted_until=before.hours.muted_until)
    return replace(
        channel,
        title=before.title,
        keeper=before.keeper,
        hours=hours,
        since=since,
        suspended_at=before.suspended_at,
        admitted_at=before.admitted_at,
    )
