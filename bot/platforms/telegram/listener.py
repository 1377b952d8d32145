"""Brings readers' questions on Telegram to the desk, and its replies back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog
from telegram import Update

from bot.core.errors import PlatformError, Unauthorized
from bot.platforms.telegram.changes import Changes
from bot.platforms.telegram.edits import Edits
from bot.platforms.telegram.intake import Intake
from bot.platforms.telegram.menu import publish
from bot.platforms.telegram.patience import Patience
from bot.platforms.telegram.pickers import picked_in
from bot.platforms.telegram.poll import Poll
from bot.platforms.telegram.presses import Presses
from bot.platforms.telegram.questions import Us, question_in
from bot.platforms.telegram.replies import Replies, at_once
from bot.platforms.telegram.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.ports.readers import Desk
    from bot.platforms.telegram.api import Api
    from bot.platforms.telegram.changes import OnMembership, OnMoved
    from bot.platforms.telegram.hook import Hook
    from bot.platforms.telegram.order import Handle
    from bot.platforms.telegram.questions import Question
    from bot.platforms.telegram.replies import Turn
    from bot.platforms.telegram.rights import Rights

_log = structlog.get_logger()


class TelegramListener:
    """A `Listener` by long polling, or by `hook`, at which Telegram calls any process.

    `turn` is awaited before each reply goes out. `admin_chats` are the addresses of chats whose menu has what is for
    operators as well. Of `on_membership` and `on_moved` see `Changes`.
    """

    def __init__(
        self,
        api: Api,
        rights: Rights,
        *,
        turn: Turn = at_once,
        on_membership: OnMembership | None = None,
        on_moved: OnMoved | None = None,
        admin_chats: Sequence[str] = (),
        hook: Hook | None = None,
    ) -> None:
        self._hook = hook
        self._api = api
        self._replies = Replies(api, turn)
        self._presses = Presses(api, self._replies, rights)
        self._changes = Changes(rights, self._replies, on_membership, on_moved)
        self._edits = Edits()
        self._admin_chats = admin_chats

    @property
    def is_shared(self) -> bool:
        """Return whether every process may listen at once: Telegram lets one poll, and calls any."""
        return self._hook is not None

    async def listen(self, desk: Desk) -> None:
        """Publish the command menu and answer questions until cancelled; raises `Unauthorized` where that is so."""
        us = await self._us()
        async with asyncio.TaskGroup() as group:
            menu = group.create_task(publish(self._api, desk.commands, self._admin_chats))
            refusal = await self._take_in(group, lambda update: self._handle(update, desk, us))
            menu.cancel()
        raise refusal

    async def _take_in(self, group: asyncio.TaskGroup, handle: Handle) -> Unauthorized:
        if self._hook is not None:
            return await self._hook.until_refused(group, handle)
        return await Intake(Poll(self._api), handle).until_refused(group)

    async def _us(self) -> Us:
        """Return who we are, which tells our commands from another bot's; tries until it gets through."""
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
                return Us(int(me["id"]), str(me["username"]))

    async def _handle(self, received: dict[str, Any], desk: Desk, us: Us) -> None:
        update = Update.de_json(received, None)
        if update.my_chat_member is not None:
            await self._changes.member(update.my_chat_member, desk)
        elif update.inline_query is not None:
            await suggest(update.inline_query, desk, self._api)
        elif update.message is None or not await self._changes.message(update.message):
            await self._hear(update, desk, us)

    async def _hear(self, update: Update, desk: Desk, us: Us) -> None:
        edited = update.edited_message or update.edited_channel_post
        if edited is not None and not self._edits.is_question(edited):
            return
        question = picked_in(update.message, desk.commands) if update.message is not None else None
        question = question or question_in(update, us)
        written = edited or update.message or update.channel_post
        if written is not None:
            self._edits.heard(written)
        if question is not None:
            await self._answer(question, desk)

    async def _answer(self, question: Question, desk: Desk) -> None:
        if question.query_id:
            await self._presses.answer(question, question.query_id, desk)
            return
        if question.filled_in is None and question.picked is None:
            reply = await desk.typed(question.text, question.asker)
        else:
            reply = await desk.pressed(question.text, question.asker, text=question.filled_in)
        if reply is not None:
            await self._replies.send(question, reply)
