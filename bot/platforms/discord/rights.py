"""Says who may do what in a channel, as an interaction told it, the gateway knows it, or Discord answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from bot.core.delivery import Channel, Kind, Platform
from bot.core.errors import Closed, Refused, Unavailable
from bot.platforms.discord.permissions import may_manage
from bot.platforms.discord.places import holds_alerts
from bot.platforms.discord.wire import field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord import Thread
    from discord.abc import GuildChannel

    from bot.core.readers.conversation import Asker
    from bot.platforms.discord.places import Places
    from bot.platforms.discord.wire import Wire

_MEMBER: Final = "/guilds/{guild_id}/members/{user_id}"
_PRIVATE: Final = "/users/@me/channels"
_CHANNEL: Final = "/channels/{channel_id}"
# Its mention, its number, or its link, in which the number stands behind the server's.
_NUMBERED: Final = regex.compile(
    r"<#(\d+)>|(\d{1,20})|https?://[a-z.]*discord(?:app)?\.com/channels/\d+/(\d+)(?:/\d+)?/?"
)


class DiscordRights:
    """`Rights` on Discord. Of other channels than the one asked in, all is known while the gateway is connected."""

    def __init__(self, wire: Wire, places: Places) -> None:
        self._wire = wire
        self._places = places

    async def manages(self, asker: Asker, channel: Channel) -> bool:
        """Return whether the asker may manage the channel: Manage Server, Manage Channels there, or Administrator.

        Of the channel that is asked in an interaction says so itself.
        """
        if asker.channel.id == channel.id and asker.manages is not None:
            return asker.manages
        if channel.kind is Kind.PRIVATE:
            private = await self.private(asker)
            return private is not None and private.id == channel.id
        place = self._place(channel.address)
        if place is None or not asker.user:
            return False
        try:
            member = await self._wire.call("GET", _MEMBER, guild_id=place.guild.id, user_id=int(asker.user))
        except (Closed, Refused):  # 10007: not in that server
            return False
        return may_manage(place, int(asker.user), field(member, "roles"))

    async def lacking(self, channel: Channel) -> Sequence[str]:
        """Return the permissions that the bot lacks to show alerts there, in the platform's words."""
        if channel.kind is Kind.PRIVATE or not _is_number(channel.address):
            return ()
        known = self._places.lacking(int(channel.address))
        if known is not None:
            return known
        try:
            await self._wire.call("GET", _CHANNEL, channel_id=int(channel.address))
        except Closed:
            return ("View Channel",)
        return ()

    async def writes(self, channel: Channel) -> bool:
        """Return whether alerts arrive there: without those for embeds and replies they come as plain text."""
        missing = self._places.missing(int(channel.address)) if _is_number(channel.address) else None
        return not await self.lacking(channel) if missing is None else not missing

    async def unheard(self, channel: Channel) -> Sequence[str]:
        """Return those of the channel's roles that are gone or may not be pinged; none where that is unknown."""
        if not _is_number(channel.address):
            return ()
        return [role for _, role in channel.roles if self._places.may_ping(int(channel.address), int(role)) is False]

    async def find(self, reference: str, asker: Asker) -> Channel | None:
        """Return the channel that is meant: by a mention, a number, a link, or `#name` in the asker's own server."""
        wanted = reference.strip()
        if found := _NUMBERED.fullmatch(wanted):
            place = self._place(next(filter(None, found.groups())))
        else:
            name = wanted.removeprefix("#")
            place = self._places.named(name, int(asker.channel.address)) if _is_number(asker.channel.address) else None
        if place is None or not holds_alerts(place):
            return None
        return Channel(
            platform=Platform.DISCORD,
            address=str(place.id),
            kind=Kind.GROUP,
            title=place.name,
            language=asker.language,
        )

    async def private(self, asker: Asker) -> Channel | None:
        """Return the private chat between the asker and the bot; None where Discord makes none.

        Whether they take messages there shows only when one is sent (50007).
        """
        if asker.channel.kind is Kind.PRIVATE:
            return asker.channel
        try:
            made = await self._wire.call("POST", _PRIVATE, json={"recipient_id": asker.user})
        except (Closed, Refused):
            return None
        address = str(field(made, "id"))
        return Channel(
            platform=Platform.DISCORD,
            address=address,
            kind=Kind.PRIVATE,
            title=asker.name,
            language=asker.language,
        )

    def _place(self, address: str) -> GuildChannel | Thread | None:
        """Return the channel, None where no server of the bot's has it; raises `Unavailable` while none is known."""
        if not _is_number(address):
            return None
        if not self._places.is_connected:
            raise Unavailable(
                "the gateway is not connected, so rights in other channels are not known", sent_maybe=False
            )
        return self._places.find(int(address))


def _is_number(address: str) -> bool:
    return address.isascii() and address.isdecimal()
