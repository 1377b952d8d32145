"""Guilds, their channels and the people in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.discord.permissions import BOT, EVERYONE, MANAGERS, NOTHING, Permission


@dataclass(slots=True, kw_only=True)
class Member:
    """A person in a guild; `locale` is the language of their client, `takes_messages` whether bots may write them."""

    id: str
    name: str
    may_manage: bool = False
    locale: str = "ko"
    takes_messages: bool = True

    @property
    def permissions(self) -> Permission:
        """Return what the person may do in every channel of the guild."""
        return EVERYONE | MANAGERS if self.may_manage else EVERYONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag of a forum; only those who manage threads may apply a moderated one."""

    id: str
    name: str
    is_moderated: bool = False


@dataclass(slots=True, kw_only=True)
class Forum:
    """What makes a channel a forum, or a media channel."""

    tags: list[Tag] = field(default_factory=list)
    is_tag_required: bool = False
    is_media: bool = False


@dataclass(slots=True, kw_only=True)
class Thread:
    """What makes a channel a thread of its `parent`: of a forum, a post that the bot has begun."""

    parent: Channel
    tags: list[str]
    is_archived: bool = False
    is_locked: bool = False


@dataclass(slots=True, kw_only=True)
class Channel:
    """A text or announcement channel, a forum, a thread, or a private one with a `recipient`.

    `denied` is what is taken from the bot; in a thread that of its parent counts.
    """

    id: str
    guild_id: str
    name: str
    position: int
    is_announcement: bool = False
    denied: Permission = NOTHING
    recipient: str = ""
    forum: Forum | None = None
    thread: Thread | None = None

    @property
    def is_private(self) -> bool:
        """Return whether it is the private chat of one person with the bot."""
        return bool(self.recipient)

    @property
    def bot_permissions(self) -> Permission:
        """Return what the bot may do here; who may not see a channel may do nothing in it."""
        if self.thread:
            return self.thread.parent.bot_permissions
        left = BOT & ~self.denied
        return left if Permission.VIEW_CHANNEL in left else NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role that a server's managers made; everybody may ping a mentionable one."""

    id: str
    name: str
    is_mentionable: bool = False


@dataclass(slots=True, kw_only=True)
class Guild:
    """A server; `has_bot` is False once the bot was kicked. The `system_channel` is where newcomers are greeted."""

    id: str
    name: str
    locale: str = "ko"
    has_bot: bool = True
    system_channel: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)

    @property
    def manager_role(self) -> str:
        """Return the id of the role of those who may manage."""
        return f"{self.id}1"

    @property
    def bot_role(self) -> str:
        """Return the id of the role that came with the bot."""
        return f"{self.id}2"
