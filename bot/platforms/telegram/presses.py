"""Answers pressed buttons: in a pop-up, in place, or with a message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.core.delivery import Kind
from bot.core.errors import PlatformError
from bot.platforms.telegram import popups

if TYPE_CHECKING:
    from bot.core.ports.readers import Desk
    from bot.core.readers.conversation import Asker, Reply
    from bot.platforms.telegram.api import Api
    from bot.platforms.telegram.questions import Question
    from bot.platforms.telegram.replies import Replies
    from bot.platforms.telegram.rights import Rights

_log = structlog.get_logger()


class Presses:
    """What is for the presser alone comes in a pop-up where others read along, if it fits.

    In a channel readers press and only managers write: what is for one reader is never posted there.
    """

    def __init__(self, api: Api, replies: Replies, rights: Rights) -> None:
        self._api = api
        self._replies = replies
        self._rights = rights

    async def answer(self, question: Question, query_id: str, desk: Desk) -> None:
        """Ask the desk and bring its answer; the button stops waiting whatever comes of it."""
        shown = ""
        try:
            reply = await desk.pressed(question.text, question.asker)
            if reply and question.message_id is None:
                reply = replace(reply, is_update=False)
            shown = await self._popup(question.asker, reply)
        finally:
            is_shown = await self._stop_waiting(query_id, shown)
        is_only_theirs = bool(shown) and question.asker.channel.kind is Kind.BROADCAST
        if reply and not (shown and is_shown) and not is_only_theirs:
            await self._replies.send(question, reply)

    async def _popup(self, asker: Asker, reply: Reply | None) -> str:
        """Return what the pop-up says, empty where the answer is a message."""
        if reply is None:
            return ""
        if asker.channel.kind is Kind.GROUP and reply.private and popups.fits(reply):
            return popups.text_of(reply)
        if asker.channel.kind is not Kind.BROADCAST or reply.is_update:
            return ""
        if not reply.private and await self._rights.manages(asker, asker.channel):
            return ""
        return popups.cut_text_of(reply)

    async def _stop_waiting(self, query_id: str, shown: str) -> bool:
        """Stop the button's spinner, with a pop-up where there is one; return whether Telegram took it."""
        answer: dict[str, Any] = {"callback_query_id": query_id}
        if shown:
            answer |= {"text": shown, "show_alert": True}
        try:
            await self._api.call("answerCallbackQuery", answer)
        except PlatformError as failure:
            # Too old to be answered, most often; the question it asks is not.
            _log.debug("telegram.spinner_left", why=str(failure))
            return False
        return True
