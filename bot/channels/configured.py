"""Channels named in the settings: subscribed at start, and no longer once they are not named any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.core.ports.readers import NamedRoster


async def configure(roster: NamedRoster, named: Sequence[Channel], *, unchanged: Sequence[Channel] = ()) -> None:
    """Give each named channel its wishes, end those of channels that were named before, and forget suspensions.

    One that is `unchanged` stays as its readers have it: the bot was not restarted.

    A restart is an operator's way to say that a missing permission has been granted. What the settings say goes before
    what readers changed; what they do not know of a channel stays: its title, who connected it, a mute.
    """
    settled = [channel in unchanged for channel in named]
    named = [await roster.at_present(channel) for channel in named]
    ids = frozenset(channel.id for channel in named)
    for channel_id in await roster.named() - ids:
        if gone := await roster.get(channel_id):
            await roster.put(replace(gone, wishes=None))
    for channel, is_settled in zip(named, settled, strict=True):
        if is_settled:
            continue
        before = await roster.get(channel.id)
        since = before.since if before and before.wishes else datetime.now(UTC)
        if before:
            hours = replace(channel.hours, muted_until=before.hours.muted_until)
            channel = replace(channel, title=before.title, keeper=before.keeper, hours=hours)  # noqa: PLW2901 - as it is there
        await roster.put(replace(channel, since=since))
    await roster.name(ids)
