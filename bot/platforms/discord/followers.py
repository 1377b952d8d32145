"""Discord's announcement channels: a message there is published to the channels that follow it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from discord import ChannelType

from bot.core.delivery import Kind
from bot.platforms.discord.errand import Errand
from bot.platforms.discord.failures import AlreadyPublished
from bot.platforms.discord.wire import field

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.platforms.discord.errand import Another
    from bot.platforms.discord.places import Places
    from bot.platforms.discord.wire import Wire

_CHANNEL: Final = "/channels/{channel_id}"
_CROSSPOST: Final = "/channels/{channel_id}/messages/{message_id}/crosspost"


class DiscordFollowers:
    """`Followers` on Discord. A channel's type is the gateway's word where that is connected, else asked for once."""

    def __init__(self, wire: Wire, places: Places, another: Another) -> None:
        self._wire = wire
        self._places = places
        self._another = another
        self._types: dict[int, int] = {}

    def may_follow(self, channel: Channel) -> bool:
        """Return whether it is an announcement channel, or may be one."""
        if channel.kind is Kind.PRIVATE or not channel.address.isdecimal():
            return False
        known = self._known(int(channel.address))
        return known is None or known == ChannelType.news.value

    async def publish(self, channel: Channel, message_id: str) -> bool:
        """Publish the message, where it was not; return whether the channel is an announcement channel at all."""
        await self._another()
        errand, address = Errand(self._wire, self._another), int(channel.address)
        known = self._known(address)
        if known is None:
            known = self._types[address] = int(field(await errand.call("GET", _CHANNEL, channel_id=address), "type"))
        if known != ChannelType.news.value:
            return False
        with suppress(AlreadyPublished):
            await errand.call("POST", _CROSSPOST, channel_id=address, message_id=message_id)
        return True

    def _known(self, channel_id: int) -> int | None:
        place = self._places.find(channel_id)
        return self._types.get(channel_id) if place is None else int(place.type.value)
