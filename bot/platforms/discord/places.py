"""What the gateway knows of a channel before anything is sent there: whether the bot may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from discord import ClientException
from discord.abc import GuildChannel
from discord.utils import utcnow

from bot.core.errors import Closed, Throttled

if TYPE_CHECKING:
    from discord import Client, Member, Permissions, Thread

_VIEW, _SEND, _SEND_IN_THREADS = "View Channel", "Send Messages", "Send Messages in Threads"
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
        channel = self._find(channel_id)
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

    def missing(self, channel_id: int) -> str | None:
        """Return the permission that keeps the bot from writing, empty for none, None where that is unknown."""
        known = self._permissions(channel_id)
        if known is None:
            return _UNKNOWN
        if not known.view_channel:
            return _VIEW
        if isinstance(self._find(channel_id), GuildChannel):
            return "" if known.send_messages else _SEND
        return "" if known.send_messages_in_threads else _SEND_IN_THREADS

    def _permissions(self, channel_id: int) -> Permissions | None:
        channel = self._find(channel_id)
        if channel is None or _is_timed_out(channel.guild.me):  # a time-out hides what it takes away
            return _UNKNOWN
        try:
            return channel.permissions_for(channel.guild.me)
        except ClientException:  # a thread whose channel is hidden from the bot
            return _UNKNOWN

    def _find(self, channel_id: int) -> GuildChannel | Thread | None:
        """Return the channel of a guild that is there now; a connection that broke may have missed what changed."""
        if self.client is None or not self.client.ws or not self.client.ws.open:
            return None
        channel = self.client.get_channel(channel_id)
        guild = getattr(channel, "guild", None)
        if guild is None or guild.unavailable or guild.me is None:
            return None
        return channel  # type: ignore[return-value]  # a private one has no guild


def _is_timed_out(member: Member) -> bool:
    return member.timed_out_until is not None and member.timed_out_until > utcnow()
