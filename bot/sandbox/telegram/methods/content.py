"""What a message says, read from a call: text or caption, keyboard and preview, within the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram import refusals
from bot.sandbox.telegram.refusals import Refusal
from bot.sandbox.telegram.text.formatted import formatted

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Json
    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.text.formatted import Formatted
    from bot.sandbox.telegram.world import World

MAX_RAW_BYTES = 32768
MAX_TEXT = 4096
MAX_CAPTION = 1024


def read_text(world: World, given: Parameters) -> Formatted:
    """Return the call's text; lengths are looked at once the chat is known, as the server does."""
    raw = given.text("text")
    if not raw:
        raise Refusal(400, refusals.EMPTY_TEXT)
    return said_in(world, raw, given.text("parse_mode"))


def read_caption(world: World, given: Parameters) -> Formatted:
    """Return the call's caption, which may be empty."""
    return said_in(world, given.text("caption"), given.text("parse_mode"))


def text_content(said: Formatted) -> Json:
    """Return the text as a part of a message, or refuse an empty or overlong one."""
    if not said.text:
        raise Refusal(400, refusals.BLANK_TEXT)
    if len(said.text) > MAX_TEXT:
        raise Refusal(400, refusals.LONG_TEXT)
    return {"text": said.text, **({"entities": said.entities} if said.entities else {})}


def caption_content(said: Formatted) -> Json:
    """Return the caption as a part of a message, or refuse an overlong one."""
    if len(said.text) > MAX_CAPTION:
        raise Refusal(400, refusals.LONG_CAPTION)
    if not said.text:
        return {}
    return {"caption": said.text, **({"caption_entities": said.entities} if said.entities else {})}


def said_in(world: World, raw: str, parse_mode: str) -> Formatted:
    """Return what was written, parsed."""
    try:
        size = len(raw.encode())
    except UnicodeEncodeError:
        raise refusals.bad("strings must be encoded in UTF-8") from None
    if size > MAX_RAW_BYTES:
        raise Refusal(400, refusals.LONG_RAW_TEXT)
    return formatted(raw, parse_mode, world.known_users)
