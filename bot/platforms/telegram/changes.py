"""Passes on what becomes of our place in chats: let in or thrown out, topics closed, groups that move."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import structlog

from bot.core.delivery import Kind
from bot.platforms.telegram.membership import membership_in, topic_in
from bot.platforms.telegram.questions import Question, channel_of, language_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import ChatMemberUpdated, Message

    from bot.core.delivery import Channel
    from bot.core.ports.readers import Desk
    from bot.core.readers.conversation import Asker
    from bot.platforms.telegram.membership import Membership
    from bot.platforms.telegram.replies import Replies
    from bot.platforms.telegram.rights import Rights

_log = structlog.get_logger()

OnMembership: TypeAlias = "Callable[[Channel, bool, str], Awaitable[None]]"
OnMoved: TypeAlias = "Callable[[Channel, str], Awaitable[None]]"


class Changes:
    """Tells `on_membership` the channel, whether the bot may write there from now on, and why.

    `on_moved` is told the channel and its new address. Telegram says both before the next alert would find out.
    """

    def __init__(
        self, rights: Rights, replies: Replies, on_membership: OnMembership | None, on_moved: OnMoved | None
    ) -> None:
        self._rights = rights
        self._replies = replies
        self._on_membership = on_membership
        self._on_moved = on_moved

    async def member(self, changed: ChatMemberUpdated, desk: Desk) -> None:
        """Take in that our place in a chat has changed; greet where somebody has let us in."""
        now = membership_in(changed)
        await self._tell(now)
        if now.has_joined:
            await self._greet(now.by, desk)

    async def message(self, message: Message) -> bool:
        """Take in what a service message says of the chat; return whether it was one of these."""
        here = channel_of(message.chat, language_of(message.from_user))
        if message.migrate_to_chat_id is not None:
            await self._move(here, str(message.migrate_to_chat_id))
        elif message.migrate_from_chat_id is not None:
            before = replace(here, address=str(message.migrate_from_chat_id))
            await self._move(before, here.address)
        elif (now := topic_in(message)) is not None:
            if now.is_member or not await self._rights.writes_in_closed_topics(here):
                await self._tell(now)
        else:
            return False
        return True

    async def _move(self, channel: Channel, address: str) -> None:
        _log.info("telegram.moved", channel=channel.id, address=address)
        if self._on_moved is not None:
            await self._on_moved(channel, address)

    async def _tell(self, now: Membership) -> None:
        _log.info("telegram.membership", channel=now.channel.id, is_member=now.is_member, why=now.why)
        if self._on_membership is not None:
            await self._on_membership(now.channel, now.is_member, now.why)

    async def _greet(self, by: Asker, desk: Desk) -> None:
        """Say there what the bot does; in a channel, where all would read it, say it to who let us in, if we may."""
        reply = await desk.joined(by)
        if reply is None:
            return
        if by.channel.kind is not Kind.BROADCAST:
            await self._replies.send(Question("", by), reply)
            return
        private = await self._rights.private(by)
        if private is not None:
            await self._replies.send(Question("", replace(by, channel=private, manages=True)), reply)
