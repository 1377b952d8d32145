"""Makes message objects from drafts, and from messages their edited selves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.errors import Code, refusal
from bot.sandbox.discord.forms.mentions import pings
from bot.sandbox.discord.forms.message import Flag
from bot.sandbox.discord.snowflakes import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.discord.forms.mentions import Allowed
    from bot.sandbox.discord.forms.message import Draft

_ORDINARY, _REPLY = 0, 19  # types of messages
_KEPT_FLAGS = Flag.CROSSPOSTED | Flag.EPHEMERAL | Flag.SUPPRESS_NOTIFICATIONS  # what no edit changes


def compose(
    identity: dict[str, Any], draft: Draft, user: Callable[[str], dict[str, Any]], replied: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return a new message object; `identity` has its id, channel_id and author, `replied` is what it replies to.

    `mentions`, `mention_roles` and `mention_everyone` are exactly whom it pings.
    """
    flags = draft.flags or Flag(0)
    if draft.is_empty and Flag.LOADING not in flags:
        raise refusal(Code.EMPTY_MESSAGE)
    content = draft.content or ""
    return {
        **identity,
        "type": _REPLY if replied else _ORDINARY,
        "content": content,
        "timestamp": now(),
        "edited_timestamp": None,
        "tts": False,
        "pinned": False,
        **_pinged(content, draft.allowed, user, replied),
        **({"message_reference": _reference(replied)} if replied else {}),
        "attachments": [],
        "embeds": draft.embeds or [],
        "components": draft.components or [],
        "flags": int(flags),
        **({"nonce": draft.nonce} if draft.nonce else {}),
    }


def revise(message: dict[str, Any], draft: Draft, user: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """Return the message as the draft leaves it; a message that was only thinking now speaks."""
    revised = message | {"edited_timestamp": now()}
    for key in ("content", "embeds", "components"):
        if (value := getattr(draft, key)) is not None:
            revised[key] = value
    if not revised["content"] and not revised["embeds"]:
        raise refusal(Code.EMPTY_MESSAGE)
    if draft.content is not None:
        revised |= _pinged(draft.content, draft.allowed, user)
    kept = Flag(message["flags"]) & ~Flag.LOADING
    revised["flags"] = int(kept if draft.flags is None else (kept & _KEPT_FLAGS) | draft.flags)
    return revised


def _reference(replied: dict[str, Any]) -> dict[str, Any]:
    return {"type": 0, "channel_id": replied["channel_id"], "message_id": replied["id"]}


def _pinged(
    content: str,
    allowed: Allowed,
    user: Callable[[str], dict[str, Any]],
    replied: dict[str, Any] | None = None,
) -> dict[str, Any]:
    whom = pings(content, allowed)
    author = [replied["author"]["id"]] if replied and allowed.replied_user else []
    return {
        "mentions": [user(user_id) for user_id in dict.fromkeys([*whom.users, *author])],
        "mention_roles": whom.roles,
        "mention_everyone": whom.everyone,
    }
