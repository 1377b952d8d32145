"""Checks the body of a message to be sent or edited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import Any

from bot.sandbox.discord.forms.components import components
from bot.sandbox.discord.forms.embeds import embeds
from bot.sandbox.discord.forms.field import Field
from bot.sandbox.discord.forms.mentions import Allowed, allowed_mentions
from bot.sandbox.discord.forms.reference import Reference, reference


class Flag(IntFlag):
    """The message flags the sandbox knows."""

    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12


ON_SEND = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS
ON_EDIT = Flag.SUPPRESS_EMBEDS
ON_ANSWER = ON_SEND | Flag.EPHEMERAL


@dataclass(slots=True, kw_only=True)
class Draft:
    """A body that passed. None is what an edit leaves as it was."""

    content: str | None
    embeds: list[dict[str, Any]] | None
    components: list[dict[str, Any]] | None
    flags: Flag | None
    allowed: Allowed
    nonce: str = ""
    is_nonce_enforced: bool = False
    reference: Reference | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing would be seen; buttons alone are no message."""
        return not self.content and not self.embeds


def draft(body: Any, may_set: Flag, *below: str) -> Draft:
    """Return the checked body, which stands `below` these keys of the request; refuse it as Discord does."""
    field = Field(body if isinstance(body, dict) else {})
    for key in below:
        field = field.at(key, field.value)
    present = field.value.keys()
    made = Draft(
        content=field.at("content").text(2000) if "content" in present else None,
        embeds=embeds(field.at("embeds")) if "embeds" in present else None,
        components=components(field.at("components")) if "components" in present else None,
        flags=_flags(field.at("flags"), may_set),
        allowed=allowed_mentions(field.at("allowed_mentions")),
        nonce=_nonce(field.at("nonce")),
        is_nonce_enforced=field.at("enforce_nonce").truth(),
        reference=reference(field.at("message_reference")),
    )
    field.settle()
    return made


def _flags(field: Field, may_set: Flag) -> Flag | None:
    """Discord ignores some flags it does not let a bot set; here they are refused, as they are always a mistake."""
    value = field.whole(0, 2**31 - 1)
    if value is None:
        return None
    if value & ~may_set:
        field.wrong("BASE_TYPE_CHOICES", f"Only the flags {int(may_set):#x} may be set here.")
        return None
    return Flag(value)


def _nonce(field: Field) -> str:
    if isinstance(field.value, int) and not isinstance(field.value, bool):
        return str(field.value)
    return field.text(25)
