"""Inline keyboards and link previews, checked as strictly as the server checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.refusals import bad
from bot.sandbox.telegram.text.links import BadLink, checked_link

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Json
    from bot.sandbox.telegram.parameters import Parameters

MAX_BUTTONS = 100
_OTHER_ACTIONS = (
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "copy_text",
    "callback_game",
    "pay",
)
_OTHER_KEYBOARDS = frozenset({"keyboard", "remove_keyboard", "force_reply"})
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


def keyboard(given: Parameters) -> Json:
    """Return the inline keyboard a message is to carry as a part of it, nothing without one."""
    return inline_keyboard(given.json("reply_markup", "reply keyboard markup JSON object"))


def only_inline(given: Parameters) -> Json:
    """Return the inline keyboard an edited message is to carry; it can get no other (source: TDLib)."""
    markup = given.json("reply_markup", "reply keyboard markup JSON object")
    if isinstance(markup, dict) and not _OTHER_KEYBOARDS.isdisjoint(markup):
        raise bad("inline keyboard expected")
    return inline_keyboard(markup)


def inline_keyboard(markup: Any) -> Json:
    """Return a keyboard as a part of its message, nothing without one."""
    if markup is None or markup == {}:
        return {}
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if not _OTHER_KEYBOARDS.isdisjoint(markup):
        return {}  # a keyboard below the text field is no part of the message
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" must be of type Array of Arrays')
    checked = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MAX_BUTTONS:
        raise bad("reply markup is too long")
    return {"reply_markup": {"inline_keyboard": checked}} if checked else {}


def _button(button: Any) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    if "url" in button:
        return {**button, "url": _button_link(str(button["url"]))}
    if "callback_data" in button:
        if not 1 <= len(str(button["callback_data"]).encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
        return dict(button)
    if not any(action in button for action in _OTHER_ACTIONS):
        raise bad("text buttons are unallowed in the inline keyboard")
    return dict(button)


def _button_link(url: str) -> str:
    try:
        return checked_link(url)
    except BadLink as problem:
        raise bad(f"inline keyboard button URL '{url}' is invalid: {problem}") from None


def link_preview(given: Parameters) -> Json:
    """Return the link preview options a message is to carry as a part of it, nothing without any."""
    options = given.json("link_preview_options", "link preview options JSON object")
    if options is None:
        return _preview({"is_disabled": given.flag("disable_web_page_preview")})
    return preview_of(options)


def preview_of(options: Any) -> Json:
    """Return link preview options as a part of their message, nothing without any."""
    if not isinstance(options, dict):
        raise bad("object expected as link preview options")
    for name in _PREVIEW_FLAGS:
        if not isinstance(options.get(name, False), bool):
            raise bad(f'can\'t parse link preview options: Field "{name}" must be of type Boolean')
    if not isinstance(options.get("url", ""), str):
        raise bad('can\'t parse link preview options: Field "url" must be of type String')
    return _preview(options)


def _preview(options: Json) -> Json:
    chosen = {name: options[name] for name in (*_PREVIEW_FLAGS, "url") if options.get(name)}
    return {"link_preview_options": chosen} if chosen else {}
