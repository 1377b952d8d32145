"""Brings readers' questions on Telegram to the desk, and its replies back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog
from telegram import Update

from bot.core.errors import PlatformError, Unauthorized
from bot.platforms.telegram.intake import Intake
from bot.platforms.telegram.membership import membership_in
from bot.platforms.telegram.menu import publish
from bot.platforms.telegram.patience import Patience
from bot.platforms.telegram.poll import Poll
from bot.platforms.telegram.questions import question_in
from bot.platforms.telegram.replies import Replies, at_once

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import ChatMemberUpdated

    from bot.core.delivery import Channel
    from bot.core.reader_ports import Desk
    from bot.platforms.telegram.api import Api
    from bot.platforms.telegram.questions import Question
    from bot.platforms.telegram.replies import Turn

_log = structlog.get_logger()

OnMembership: TypeAlias = "Callable[[Channel, bool, str], Awaitable[None]]"


class TelegramListener:
    """A `Listener` by long polling.

    `turn` is awaited before each reply goes out. `on_membership` is told the channel, whether the bot may write there
    from now on, and why: Telegram says so before the next alert would find out. `admin_chats` are the addresses of
    chats whose menu has what is for operators as well.
    """

    def __init__(
        self,
        api: Api,
        *,
        turn: Turn = at_once,
        on_membership: OnMembership | None = None,
        admin_chats: Sequence[str] = (),
    ) -> None:
        self._api = api
        self._replies = Replies(api, turn)
        self._on_membership = on_membership
        self._admin_chats = admin_chats

    async def listen(self, desk: Desk) -> None:
        """Publish the command menu and answer questions until cancelled; raises `Unauthorized` where that is so."""
        username = await self._username()
        intake = Intake(Poll(self._api), lambda update: self._handle(update, desk, username))
        async with asyncio.TaskGroup() as group:
            menu = group.create_task(publish(self._api, desk.commands, self._admin_chats))
            refusal = await intake.until_refused(group)
            menu.cancel()
        raise refusal

    async def _username(self) -> str:
        """Return what the bot is called, which tells its commands from another bot's; tries until it gets through."""
        patience = Patience()
        while True:
            try:
                me = await self._api.call("getMe")
            except Unauthorized:
                raise
            except PlatformError as failure:
                pause = patience.after(failure)
                _log.warning("telegram.start_delayed", why=str(failure), pause=round(pause, 1))
                await asyncio.sleep(pause)
            else:
                return str(me["username"])

    async def _handle(self, received: dict[str, Any], desk: Desk, username: str) -> None:
        update = Update.de_json(received, None)
        if update.my_chat_member is not None:
            await self._tell_membership(update.my_chat_member)
        if update.callback_query is not None:
            await self._stop_spinner(update.callback_query.id)
        question = question_in(update, username)
        if question is not None:
            await self._answer(question, desk)

    async def _answer(self, question: Question, desk: Desk) -> None:
        reply = await desk.typed(question.text, question.asker)
        if reply is not None:
            await self._replies.send(question, reply)

    async def _stop_spinner(self, query_id: str) -> None:
        try:
            await self._api.call("answerCallbackQuery", {"callback_query_id": query_id})
        except PlatformError as failure:
            # Too old to be answered, most often; the question it asks is not.
            _log.debug("telegram.spinner_left", why=str(failure))

    async def _tell_membership(self, changed: ChatMemberUpdated) -> None:
        now = membership_in(changed)
        _log.info("telegram.membership", channel=now.channel.id, is_member=now.is_member, why=now.why)
        if self._on_membership is not None:
            await self._on_membership(now.channel, now.is_member, now.why)
