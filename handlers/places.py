"""What is said of a channel: what it is called, and what keeps the bot from writing there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Platform
from bot.core.errors import PlatformError
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import RoleName, Span
from handlers.replies import clipped, plain

if TYPE_CHECKING:
    from bot.core.delivery import Channel, Language
    from bot.core.ports.readers import Rights
    from bot.core.readers.conversation import Line

_LONGEST = 60  # graphemes of a title that is shown


def title_of(channel: Channel, language: Language) -> str:
    """Return what the channel is called, or how it is reached where nobody knows that."""
    return clipped(channel.title, _LONGEST) or channel.address or phrases_in(language).standings.this_place


async def hindrances(channel: Channel, rights: Rights, language: Language) -> tuple[Line, ...]:
    """Return which permissions the bot lacks in the channel, and how to give them; nothing where it has them.

    A platform that can't be asked now says nothing of them: all else can be said without it.
    """
    try:
        lacking = await rights.lacking(channel)
    except PlatformError:
        return ()
    if not lacking:
        return ()
    phrases = phrases_in(language).standings
    remedy = phrases.how_to_mend_telegram if channel.platform is Platform.TELEGRAM else phrases.how_to_mend_discord
    if await is_open(channel, rights):
        remedy = phrases.how_to_improve
    return plain(phrases.lacking(", ".join(lacking))), plain(remedy)


async def is_open(channel: Channel, rights: Rights) -> bool:
    """Return whether alerts arrive in the channel, as far as its platform can be asked now."""
    try:
        return await rights.writes(channel)
    except PlatformError:
        return True


async def unheard(channel: Channel, rights: Rights, language: Language) -> tuple[Line, ...]:
    """Return which roles are mentioned to no purpose, and what to do about it; nothing where that can't be asked."""
    try:
        roles = await rights.unheard(channel)
    except PlatformError:
        return ()
    said = phrases_in(language).mention_unheard
    return tuple((Span("⚠️ "), RoleName(role), Span(f" {said}")) for role in dict.fromkeys(roles))
