"""`/release POST`: a held post goes out after all; in admin chats alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Command
from handlers.commands.deciding import POST, Decision, decided

if TYPE_CHECKING:
    from bot.core.ports.operators import Audit, Held
    from bot.core.readers.conversation import Query, Reply

COMMAND = Command(
    "release",
    words=lambda phrases: phrases.words.release,
    parameters=(POST,),
    for_operators=True,
)


async def answer(query: Query, held: Held, audit: Audit) -> Reply:
    """Let the post be announced, or all that are held, and show what is left."""
    phrases = phrases_in(query.asker.language)
    return await decided(query, held, audit, Decision(held.release, phrases.released, phrases.released_all))
