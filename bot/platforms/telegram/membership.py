"""Reads whether the bot may still write to a chat out of Telegram's word that its membership changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator, ChatMemberRestricted

from bot.core.delivery import Kind
from bot.platforms.telegram.questions import channel_of, language_of

if TYPE_CHECKING:
    from telegram import ChatMember, ChatMemberUpdated

    from bot.core.delivery import Channel


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether the bot may write to the channel from now on, and why."""

    channel: Channel
    is_member: bool
    why: str


def membership_in(changed: ChatMemberUpdated) -> Membership:
    """Return what became of our place in the chat: told on block, unblock, kick, add and changed rights (doc)."""
    channel = channel_of(changed.chat, language_of(changed.from_user))
    hindrance = _hindrance(changed.new_chat_member, channel.kind)
    return Membership(channel, not hindrance, hindrance or f"the bot is {changed.new_chat_member.status} of the chat")


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
