"""Checks which message another one is to reply to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.sandbox.discord.errors import Code, refusal

if TYPE_CHECKING:
    from bot.sandbox.discord.errors import ApiError
    from bot.sandbox.discord.forms.field import Field

_REPLY = 0  # the one kind of reference there is here; the other forwards a message


class Reference(NamedTuple):
    """The message replied to, where a body says it is, and whether it has to be there."""

    message_id: str
    channel_id: str
    guild_id: str
    has_to_exist: bool


def reference(field: Field) -> Reference | None:
    """Return what the body says of the message replied to, None where it is no reply."""
    if not field.is_there():
        return None
    kind, must = field.at("type"), field.at("fail_if_not_exists")
    if kind.is_there():
        kind.choice((_REPLY,))
    message_id, channel_id, guild_id = (field.at(name).snowflake() for name in ("message_id", "channel_id", "guild_id"))
    field.at("message_id").is_there(is_required=True)
    return Reference(message_id, channel_id, guild_id, must.truth() or not must.is_there())


def elsewhere() -> ApiError:
    """Return the refusal of a reply to a message of another channel."""
    return _wrong("REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", "Cannot reply to a message in a different channel")


def unknown() -> ApiError:
    """Return the refusal of a reply to a message that is not there."""
    return _wrong("REPLIES_UNKNOWN_MESSAGE", "Unknown message")


def _wrong(code: str, message: str) -> ApiError:
    wrong = {"_errors": [{"code": code, "message": message}]}
    return refusal(Code.INVALID_FORM_BODY, {"message_reference": wrong})
