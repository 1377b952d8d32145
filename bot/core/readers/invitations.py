"""The addresses at which readers take the bot in: a chat of their own, a group, a channel, a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.readers.deep_links import payload_of
from bot.core.readers.wishing import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable

# What the bot needs in a Telegram channel: to send, to correct, to withdraw.
_CHANNEL_RIGHT: Final = "post_messages"
"""Who may post in a channel may edit and delete what they posted (Bot API: `deleteMessage`)."""

# Bits of Discord's permissions (doc: topics/permissions).
PERMISSIONS: Final = {
    "View Channel": 1 << 10,
    "Send Messages": 1 << 11,
    "Embed Links": 1 << 14,
    "Read Message History": 1 << 16,
    "Send Messages in Threads": 1 << 38,
}
MENTION_ROLES: Final = 1 << 17
"""*Mention Everyone*, by which a role is mentioned that not everybody may mention: where the settings name roles."""


def telegram_chat(name: str, offer: Offer) -> str:
    """Return the link that opens a chat with the bot and subscribes it at one tap; `name` is without its `@`."""
    return f"https://t.me/{name}?start={payload_of(offer)}"


def telegram_group(name: str) -> str:
    """Return the link that adds the bot to one of the reader's groups, and subscribes that."""
    return f"https://t.me/{name}?startgroup={payload_of(Offer())}"


def telegram_channel(name: str) -> str:
    """Return the link that makes the bot an administrator of one of the reader's channels, with what it needs."""
    return f"https://t.me/{name}?startchannel&admin={_CHANNEL_RIGHT}"


def discord_server(application: str, *, mentions_roles: bool = False) -> str:
    """Return the link that adds the bot to one of the reader's servers, with the permissions it needs and no other."""
    permissions = sum(PERMISSIONS.values()) | (MENTION_ROLES if mentions_roles else 0)
    return (
        f"https://discord.com/oauth2/authorize?client_id={application}"
        f"&scope=bot+applications.commands&permissions={permissions}"
    )


def offers(categories: Iterable[str]) -> tuple[Offer, ...]:
    """Return all that there is a link for: everything, breaking news, each category."""
    return (Offer(), Offer(is_breaking=True), *map(Offer, categories))
