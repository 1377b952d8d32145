"""Reads out of Telegram's word that our place in a chat changed whether we may write there, and who did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator, ChatMemberRestricted

from bot.core.delivery import Kind
from bot.core.readers.conversation import Asker
from bot.platforms.telegram.questions import asker_of, channel_of, language_of

if TYPE_CHECKING:
    from telegram import ChatMember, ChatMemberUpdated, Message

    from bot.core.delivery import Channel

_GONE = ("left", "kicked")


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether the bot may write to the channel from now on, why, and by whose doing.

    `has_joined` says that it was let in where it was not before.
    """

    by: Asker
    is_member: bool
    why: str
    has_joined: bool = False

    @property
    def channel(self) -> Channel:
        """Return the channel that it is about."""
        return self.by.channel


def membership_in(changed: ChatMemberUpdated) -> Membership:
    """Return what became of our place in the chat: told on block, unblock, kick, add and changed rights (doc)."""
    who = changed.from_user
    channel = channel_of(changed.chat, language_of(who))
    by = Asker(channel, str(who.id), channel.language, name=who.full_name)
    hindrance = _hindrance(changed.new_chat_member, channel.kind)
    was_there = changed.old_chat_member.status not in _GONE
    return Membership(
        by,
        not hindrance,
        hindrance or f"the bot is {changed.new_chat_member.status} of the chat",
        has_joined=not was_there and changed.new_chat_member.status not in _GONE and channel.kind is not Kind.PRIVATE,
    )


def topic_in(message: Message) -> Membership | None:
    """Return that the topic in which the message stands was closed or opened again, None where it says neither."""
    if message.forum_topic_closed is not None:
        return Membership(asker_of(message), is_member=False, why="the topic was closed")
    if message.forum_topic_reopened is not None:
        return Membership(asker_of(message), is_member=True, why="the topic was reopened")
    return None


def _hindrance(ours: ChatMember, kind: Kind) -> str:
    """Return what keeps us from writing, empty for nothing."""
    if ours.status == "left":
        return "the bot left the chat"
    if ours.status == "kicked":
        return "the reader blocked the bot" if kind is Kind.PRIVATE else "the bot was removed from the chat"
    if isinstance(ours, ChatMemberRestricted) and not (ours.is_member and ours.can_send_messages):
        return "the bot is restricted: it may not send messages"
    if isinstance(ours, ChatMemberAdministrator) and kind is Kind.BROADCAST and not ours.can_post_messages:
        return "the bot lacks the right to post messages"
    return ""
