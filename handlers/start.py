"""`/start`: says hello, and what there is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.conversation import Button, Command, Reply
from bot.core.phrases import phrases_in
from handlers.replies import is_shared, plain, rows

if TYPE_CHECKING:
    from bot.core.conversation import Query
    from bot.core.reader_ports import Roster

COMMAND = Command(
    "start",
    words=lambda phrases: phrases.words.start,
)


async def answer(query: Query, roster: Roster) -> Reply:
    """Greet; to a channel that gets alerts already, say how to end them instead of how to begin."""
    phrases = phrases_in(query.asker.language)
    channel = await roster.get(query.asker.channel.id)
    is_subscribed = channel is not None and channel.wishes is not None
    subscribe = Button(phrases.button_subscribe, "/subscribe")
    others = (Button(phrases.button_latest, "/latest"), Button(phrases.button_help, "/help"))
    return Reply(
        (plain(phrases.welcome), plain(phrases.welcome_subscribed if is_subscribed else phrases.welcome_next)),
        rows(others if is_subscribed else (subscribe, *others)),
        private=is_shared(query.asker),
    )
