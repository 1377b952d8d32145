"""Until when a channel is muted that asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.core.phrases import phrases_in
from bot.core.schedule.timetable import lasting, next_morning
from bot.core.text.folding import fold
from handlers.declined import Declined
from handlers.replies import clipped, said
from handlers.zones import is_zone

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.hours import Hours
    from bot.core.readers.conversation import Query

_OFF: Final = frozenset({"off", "해제", "끄기", "0"})
_TOMORROW: Final = frozenset({"tomorrow", "내일", "내일까지"})


def muted(hours: Hours, asked: str, query: Query, now: datetime, zone: str) -> Hours:
    """Return the hours, muted as long as asked for, or no longer; raise `Declined` where that is no time."""
    return replace(hours, muted_until=_end(hours, fold(asked), query, now, zone))


def _end(hours: Hours, asked: str, query: Query, now: datetime, zone: str) -> datetime | None:
    if asked in _OFF:
        return None
    if asked in _TOMORROW:
        return next_morning(now, ZoneInfo(hours.zone if is_zone(hours.zone) else zone))
    if (time := lasting(asked)) is None:
        raise Declined(said(phrases_in(query.asker.language).mute_wrong(clipped(asked, 40)), to=query.asker))
    return now + time
