"""What the bot says in a server that just let it in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.core.delivery import Channel, Kind, Platform
from bot.core.errors import Closed, PlatformError, Refused
from bot.core.readers.conversation import Asker
from bot.platforms.discord import render
from bot.platforms.discord.questions import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord import Guild, TextChannel

    from bot.core.ports.readers import Desk
    from bot.platforms.discord.wire import Wire

_log = structlog.get_logger()

_MESSAGES = "/channels/{channel_id}/messages"


async def greet(wire: Wire, desk: Desk, guild: Guild) -> None:
    """Say it where the server greets newcomers, else in the first channel that lets the bot write.

    Who let it in only the server's audit log says, for which we don't ask; so no permission is asked of them.
    """
    for place in _rooms(guild):
        language = spoken(guild.preferred_locale)
        channel = Channel(
            platform=Platform.DISCORD, address=str(place.id), kind=Kind.GROUP, title=place.name, language=language
        )
        try:
            reply = await desk.joined(Asker(channel=channel, user="", language=language))
            if reply is not None:
                said = render.reply_message(replace(reply, private=False))  # in public, there being no one to answer
                await wire.call("POST", _MESSAGES, channel_id=place.id, json=said)
        except (Closed, Refused) as refusal:
            _log.warning("discord.greeting_refused", channel=channel.id, why=str(refusal))
            continue
        except PlatformError as failure:
            _log.warning("discord.greeting_refused", channel=channel.id, why=str(failure))
        except Exception:  # noqa: BLE001 -- a greeting that fails costs nothing else
            _log.exception("discord.greeting_failed")
        return
    _log.warning("discord.nowhere_to_greet", guild=guild.id, why="the bot may write in no channel of the server")


def _rooms(guild: Guild) -> Iterator[TextChannel]:
    system = guild.system_channel
    for place in dict.fromkeys([*([system] if system else []), *guild.text_channels]):
        may = place.permissions_for(guild.me)
        if may.view_channel and may.send_messages:
            yield place
