"""What one may do in a channel: Discord's permission bits."""

from __future__ import annotations

from enum import IntFlag


class Permission(IntFlag):
    """The bits that a news bot and its readers meet."""

    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    SEND_MESSAGES_IN_THREADS = 1 << 38


NOTHING = Permission(0)
EVERYONE = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_MESSAGES_IN_THREADS
)
MANAGERS = Permission.MANAGE_CHANNELS | Permission.MANAGE_GUILD | Permission.MANAGE_MESSAGES | Permission.MANAGE_THREADS
BOT = (
    EVERYONE | Permission.MENTION_EVERYONE | Permission.MANAGE_THREADS
)  # it may ping, so that a title that pings is seen to


def permission(name: str) -> Permission:
    """Return the bit called `name`, in either case; raise ValueError for one the sandbox does not know."""
    try:
        return Permission[name.upper()]
    except KeyError:
        known = ", ".join(bit.name.lower() for bit in Permission if bit.name)
        raise ValueError(f"the sandbox knows no permission {name!r}; it knows {known}") from None
