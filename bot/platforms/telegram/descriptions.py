"""What the Bot API's descriptions mean for us: the words they are known by, the error they become, what to do.

The API tells most errors apart by their text alone. The words are those of the open-source Bot API server and, in
capitals, of Telegram's servers behind it. They are looked for at the beginning only, case-folded, first come first
found: further on, a description may quote the message (a button's URL), and a post must not close a channel.
"""

from __future__ import annotations

from typing import Final

from bot.core.errors import Closed, Gone, PlatformError, Refused, Unauthorized


class Undeletable(Gone):
    """The message is there but too old, or not ours, to be deleted (48 hours without the right to delete; doc)."""


class Unmodified(Refused):
    """The message shows already what the edit wants it to show."""


_ADD = "add the bot to the chat again"
_POST = "make the bot an administrator who may post messages, or lift its restriction"
_TOPIC = "reopen the topic, or subscribe in another one"

MEANINGS: Final[tuple[tuple[str, type[PlatformError], str], ...]] = (
    # The channel: who has to do what before it can be written to again.
    ("bot was blocked by the user", Closed, "nothing can be sent until they unblock it"),
    ("user is deactivated", Closed, "the account was deleted"),
    ("bot can't initiate conversation", Closed, "they have to press Start in the bot's chat first"),
    ("the bot can't send messages to the bot", Closed, "the address is a bot's: give a channel, a group or a person"),
    ("the group chat was deleted", Closed, "take it off the list of channels"),
    ("bot was kicked", Closed, _ADD),
    ("bot is not a member of the channel", Closed, f"{_ADD}, as an administrator who may post messages"),
    ("bot is not a member", Closed, _ADD),
    ("not enough rights to send text", Closed, _POST),
    ("not enough rights", Closed, "give the bot this right in the chat's settings"),
    ("have no write access", Closed, _POST),
    ("CHAT_WRITE_FORBIDDEN", Closed, _POST),
    ("CHAT_RESTRICTED", Closed, _POST),
    ("CHAT_ADMIN_REQUIRED", Closed, "make the bot an administrator of the chat"),
    ("TOPIC_CLOSED", Closed, _TOPIC),
    ("TOPIC_DELETED", Closed, _TOPIC),
    ("message thread not found", Closed, _TOPIC),
    ("chat not found", Closed, "check the address, and that the bot was added to the chat or started by the reader"),
    ("private chat not found", Closed, "check the address, and that the reader pressed Start in the bot's chat"),
    ("PEER_ID_INVALID", Closed, "check the address, and that the reader pressed Start in the bot's chat"),
    ("chat_id is empty", Closed, "give the channel an address: a chat id or @name"),
    # The message that was to be changed.
    ("message to edit not found", Gone, ""),
    ("message to delete not found", Gone, ""),
    ("MESSAGE_ID_INVALID", Gone, ""),
    ("message is not modified", Unmodified, ""),
    ("message can't be edited", Gone, ""),
    ("message can't be deleted", Undeletable, ""),
    # The server itself.
    ("method not found", Refused, "the Bot API server does not know this method: update it"),
    ("unallowed token specified", Unauthorized, "this Bot API server serves other tokens: check TELEGRAM_API_URL"),
)


def meaning_of(description: str) -> tuple[type[PlatformError], str] | None:
    """Return the error a description stands for and what to do about it (may be empty), None for unknown words."""
    said = description.partition(": ")[2].casefold()
    for words, error, remedy in MEANINGS:
        if said.startswith(words.casefold()):
            return error, remedy
    return None
