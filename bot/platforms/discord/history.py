"""Looks into a channel for the message that an earlier attempt may have made, once its nonce may be forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from discord.utils import time_snowflake, utcnow

from bot.core.errors import Unavailable, Unprovable
from bot.platforms.discord.likeness import holds
from bot.platforms.discord.wire import field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.platforms.discord.errand import Errand

MEMORY: Final = 120.0  # seconds that a nonce is surely known; all that Discord says is "the past few minutes"
MARGIN: Final = 300.0  # seconds by which Discord's clock and ours may differ
_PAGE, _PAGES = 100, 10
_ALERT: Final = 0  # the type of a message that answers nothing: replies to readers have links, too
_PATH: Final = "/channels/{channel_id}/messages"


async def standing(
    errand: Errand, channel_id: int, link: str, doubt: float, notes: Sequence[dict[str, Any]] = ()
) -> dict[str, Any] | None:
    """Return our message with the link that was sent `doubt` seconds ago or later, None where there is none.

    A note leads where its alert does, so it is looked for by the forms it may have. Raises `Unprovable` where that
    can't be known.
    """
    ours = field(await errand.call("GET", "/users/@me"), "id")
    after = str(time_snowflake(utcnow() - timedelta(seconds=doubt + MARGIN)))
    for _ in range(_PAGES):
        page = await _page(errand, channel_id, after=after, limit=str(_PAGE))
        for message in page:
            if message["author"]["id"] == ours and is_it(message, link, notes):
                return message
        if len(page) < _PAGE:
            break
        after = max((message["id"] for message in page), key=int)
    else:
        raise Unprovable("the alert may stand there already, among more messages than we look through")
    if not page and not await _page(errand, channel_id, limit="1"):
        # Discord shows an empty channel to a bot that may not read it.
        raise Unprovable("the alert may stand there already: give the bot the permission Read Message History")
    return None


async def _page(errand: Errand, channel_id: int, **query: str) -> list[dict[str, Any]]:
    answer = await errand.call("GET", _PATH, channel_id=channel_id, query=query)
    if not isinstance(answer, list):
        raise Unavailable("what answered is not Discord's API. Look at DISCORD_API_URL", sent_maybe=False)
    return answer


def is_it(message: dict[str, Any], link: str, notes: Sequence[dict[str, Any]]) -> bool:
    """Return whether the message is the story's alert with this link, or has one of these forms where there are any."""
    return _is_any(message, notes) if notes else _is_alert(message, link)


def _is_any(message: dict[str, Any], notes: Sequence[dict[str, Any]]) -> bool:
    return any(holds(message, {name: note[name] for name in ("content", "embeds", "components")}) for note in notes)


def _is_alert(message: dict[str, Any], link: str) -> bool:
    is_told = link in message["content"] or any(embed.get("url") == link for embed in message["embeds"])
    return is_told and message["type"] == _ALERT
