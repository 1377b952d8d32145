"""`/drop POST`: a held post is announced to nobody, though readers find it; in admin chats alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.conversation import Command
from bot.core.delivery import Language
from bot.core.phrases import phrases_in
from handlers.deciding import POST, Decision, decided

if TYPE_CHECKING:
    from bot.core.conversation import Query, Reply
    from bot.core.operator_ports import Held

COMMAND = Command(
    "drop",
    names={Language.KO: "버리기", Language.EN: "drop"},
    help={Language.KO: "보류한 게시물을 알리지 않습니다", Language.EN: "Let nobody be told of a held post"},
    parameters=(POST,),
    for_operators=True,
)


async def answer(query: Query, held: Held) -> Reply:
    """Let nobody be told of the post, or of all that are held, and show what is left."""
    phrases = phrases_in(query.asker.language)
    return await decided(query, held, Decision(held.drop, phrases.dropped, phrases.dropped_all))
