"""What becomes of a channel's wishes when the bot may no longer write there, and when it may again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from bot.core.delivery import Kind, Platform

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.ports.readers import WholeRoster

log = structlog.get_logger()
TOPIC_CLOSED = "the topic was closed"  # as an adapter says it


async def take_note(roster: WholeRoster, channel: Channel, is_member: bool, why: str) -> None:  # noqa: FBT001 - a callback
    """Suspend a channel that shuts us out and resume one that lets us in again; its wishes are kept all along.

    What a group does its topics do, of which the platform says nothing; one that is closed is heard of when it is
    opened, but not by who is out: let in again, the bot tries.
    """
    await _take_note(roster, channel, is_member, why)
    is_whole = channel.platform is Platform.TELEGRAM and "/" not in channel.address  # to find topics, all are looked at
    if is_whole and channel.kind is Kind.GROUP:
        for topic in await roster.within(channel):
            if not is_member or topic.suspended != TOPIC_CLOSED:
                await _take_note(roster, topic, is_member, why)


async def _take_note(roster: WholeRoster, channel: Channel, is_member: bool, why: str) -> None:  # noqa: FBT001 - the same
    is_changed = False

    def noted(known: Channel | None) -> Channel | None:
        nonlocal is_changed
        is_changed = known is not None and bool(known.suspended) == is_member
        if known is None:
            return None
        return _admitted(known) if is_member else _shut_out(known, why)

    await roster.change(channel.id, noted)
    if is_changed:
        log.info("channel.resumed" if is_member else "channel.suspended", channel=channel.id, why=why)


def _shut_out(known: Channel, why: str) -> Channel | None:
    if known.suspended == TOPIC_CLOSED != why:
        return replace(known, suspended=why)
    return None if known.suspended else replace(known, suspended=why, suspended_at=datetime.now(UTC))


def _admitted(known: Channel) -> Channel | None:
    """Return the channel as one that lets us in, None where that is known of it.

    One that a restart tries anew is noted too: a refusal may be on its way into the store that is not true any more.
    Discord says again and again how things stand, Telegram what changed.
    """
    since, until = known.suspended_at, known.admitted_at
    is_told_again = bool(since and until and until >= since) and known.platform is Platform.DISCORD
    if not known.suspended and (since is None or is_told_again):
        return None
    return replace(known, suspended="", admitted_at=datetime.now(UTC))
