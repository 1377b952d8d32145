"""`/today`: what was published since midnight, by the channel's own clock."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.core.readers.conversation import Command
from bot.core.schedule.calendar import Calendar
from handlers.listing import Kind, Listing

if TYPE_CHECKING:
    from bot.core.readers.conversation import Query, Reply
    from handlers.pages import Pages
    from handlers.subscriptions import Subscriptions

COMMAND = Command("today", words=lambda phrases: phrases.words.today)


async def answer(query: Query, pages: Pages, subscriptions: Subscriptions, zone: str) -> Reply:
    """Show today's stories, page by page; `zone` is that of channels that chose none."""
    channel = await subscriptions.present(query)
    here = Calendar(ZoneInfo(zone)).zone(channel.hours)
    midnight = datetime.combine(subscriptions.now.astimezone(here).date(), time(), here)
    return await pages.show(query, Listing(Kind.SINCE, str(int(midnight.timestamp()))))
