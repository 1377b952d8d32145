"""What the gateway knows of a channel before anything is sent there: whether the bot may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from discord import ClientException, ForumChannel, Thread
from discord.abc import GuildChannel, Messageable
from discord.utils import utcnow

from bot.core.errors import Closed, Throttled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord import Client, Member, Permissions

_VIEW, _SEND, _SEND_IN_THREADS = "View Channel", "Send Messages", "Send Messages in Threads"
_EMBED, _HISTORY = "Embed Links", "Read Message History"
_UNKNOWN: Final = None


class Places:
    """Channels by their ids, as the gateway session `client` sees them.

    Nothing is known while no session is connected, in a process that does not hold the gateway, and of private chats.
    """

    def __init__(self) -> None:
        self.client: Client | None = None

    def check(self, channel_id: int, *, is_new: bool) -> None:
        """Return where a message may be sent (`is_new`) or changed, as far as is known.

        Raises `Closed`, which names the permission that is missing, or `Throttled` while a moderator's time-out lasts.
        """
        channel = self.find(channel_id)
        if channel is None:
            return
        if is_new and (until := channel.guild.me.timed_out_until) and until > utcnow():
            raise Throttled("a moderator gave the bot a time-out", pause=(until - utcnow()).total_seconds())
        missing = self.missing(channel_id)
        if missing == _VIEW or (missing and is_new):
            raise Closed(f"the bot lacks the permission {missing}: give it in the channel's settings")

    def may_embed(self, channel_id: int) -> bool:
        """Return whether an embed would be shown; an unknown channel is tried."""
        known = self._permissions(channel_id)
        return known is None or known.embed_links

    def may_read_history(self, channel_id: int) -> bool:
        """Return whether a message there may be replied to; an unknown channel is tried."""
        known = self._permissions(channel_id)
        return known is None or known.read_message_history

    def has_role(self, channel_id: int, role_id: int) -> bool | None:
        """Return whether the channel's server has the role, None where that is unknown."""
        channel = self.find(channel_id)
        return _UNKNOWN if channel is None else channel.guild.get_role(role_id) is not None

    def may_ping(self, channel_id: int, role_id: int) -> bool | None:
        """Return whether a mention of the role notifies its members, None where that is unknown."""
        channel, known = self.find(channel_id), self._permissions(channel_id)
        if channel is None or known is None:
            return _UNKNOWN
        role = channel.guild.get_role(role_id)
        return role is not None and (role.mentionable or known.mention_everyone)

    def may_manage_threads(self, channel_id: int) -> bool:
        """Return whether the bot is known to manage threads there."""
        known = self._permissions(channel_id)
        return known is not None and known.manage_threads

    def is_forum(self, channel_id: int) -> bool:
        """Return whether it is known to be a forum or a media channel."""
        return isinstance(self.find(channel_id), ForumChannel)

    def missing(self, channel_id: int) -> str | None:
        """Return the permission that keeps the bot from writing, empty for none, None where that is unknown."""
        known = self._permissions(channel_id)
        if known is None:
            return _UNKNOWN
        if not known.view_channel:
            return _VIEW
        if isinstance(self.find(channel_id), GuildChannel):
            return "" if known.send_messages else _SEND
        return "" if known.send_messages_in_threads else _SEND_IN_THREADS

    def lacking(self, channel_id: int) -> Sequence[str] | None:
        """Return all permissions that the bot lacks to show alerts there, None where that is unknown."""
        known, missing = self._permissions(channel_id), self.missing(channel_id)
        if known is None or missing is None:
            return _UNKNOWN
        if missing == _VIEW:  # without it Discord grants none of the others
            return (_VIEW,)
        wanted = {missing: bool(missing), _EMBED: not known.embed_links, _HISTORY: not known.read_message_history}
        return [name for name, is_missing in wanted.items() if is_missing]

    def is_locked(self, channel_id: int) -> bool:
        """Return whether it is a thread that was locked by those who may, and so for the bot."""
        place = self.find(channel_id)
        known = self._permissions(channel_id)
        return isinstance(place, Thread) and place.locked and not (known and known.manage_threads)

    def named(self, name: str, beside: int) -> GuildChannel | None:
        """Return the channel of that name in the server of the channel `beside` it that can show alerts."""
        there = self.find(beside)
        if there is None:
            return None
        shown = (one for one in there.guild.channels if one.name == name and holds_alerts(one))
        return next(shown, None)

    def _permissions(self, channel_id: int) -> Permissions | None:
        channel = self.find(channel_id)
        if channel is None or _is_timed_out(channel.guild.me):  # a time-out hides what it takes away
            return _UNKNOWN
        try:
            return channel.permissions_for(channel.guild.me)
        except ClientException:  # a thread whose channel is hidden from the bot
            return _UNKNOWN

    @property
    def is_connected(self) -> bool:
        """Return whether anything is known; a connection that broke may have missed what changed."""
        return self.client is not None and bool(self.client.ws) and self.client.ws.open

    def find(self, channel_id: int) -> GuildChannel | Thread | None:
        """Return the channel of a guild that is there now."""
        if self.client is None or not self.is_connected:
            return None
        channel = self.client.get_channel(channel_id)
        guild = getattr(channel, "guild", None)
        if guild is None or guild.unavailable or guild.me is None:
            return None
        return channel  # type: ignore[return-value]  # a private one has no guild


def holds_alerts(place: GuildChannel | Thread) -> bool:
    """Return whether alerts can be shown in such a place."""
    return isinstance(place, (Messageable, ForumChannel))


def _is_timed_out(member: Member) -> bool:
    return member.timed_out_until is not None and member.timed_out_until > utcnow()
