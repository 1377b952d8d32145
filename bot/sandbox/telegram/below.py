"""What stands below a message field: keyboards that type or that let a chat be chosen, and what asks for a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.refusals import bad

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.parameters import Parameters

MAX_BUTTONS = 300
MAX_PLACEHOLDER = 64
_KINDS = ("keyboard", "remove_keyboard", "force_reply")
_IN_PRIVATE = {
    "request_contact": "phone number",
    "request_location": "location",
    "request_poll": "poll",
    "request_users": "users",
    "request_chat": "chats",
}
_FLAGS = ("selective", "resize_keyboard", "one_time_keyboard", "is_persistent")


def below(chat: Chat, given: Parameters) -> Json:
    """Return what the call wants below the field of who reads it, empty for nothing.

    In channels there is no such thing, for their readers have no field (source: TDLib, get_dialog_reply_markup).
    """
    markup = given.json("reply_markup", "reply keyboard markup JSON object")
    kind = next((name for name in _KINDS if isinstance(markup, dict) and name in markup), None)
    if kind is None:
        return {}
    if chat.is_channel:
        raise bad("inline keyboard expected")
    _check_flags(markup)
    if kind != "keyboard":
        if not isinstance(markup[kind], bool):
            raise bad(f'field "{kind}" must be of type Boolean')
        return dict(markup) if markup[kind] else {}
    return {**markup, "keyboard": _rows(markup["keyboard"], chat)}


def is_for(markup: Json, user_id: int, message: Json) -> bool:
    """Return whether the person gets it: all do, or, where it is selective, who is mentioned or replied to (doc)."""
    if not markup.get("selective"):
        return True
    mentioned = {one["user"]["id"] for one in message.get("entities", ()) if one["type"] == "text_mention"}
    return user_id in mentioned | {message.get("reply_to_message", {}).get("from", {}).get("id")}


def _check_flags(markup: Json) -> None:
    for name in _FLAGS:
        if not isinstance(markup.get(name, False), bool):
            raise bad(f'field "{name}" must be of type Boolean')
    placeholder = markup.get("input_field_placeholder", "")
    if not isinstance(placeholder, str):
        raise bad('field "input_field_placeholder" must be of type String')
    if len(placeholder) > MAX_PLACEHOLDER:
        markup["input_field_placeholder"] = placeholder[:MAX_PLACEHOLDER]


def _rows(rows: Any, chat: Chat) -> list[list[Json]]:
    if not isinstance(rows, list):
        raise bad('field "keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad('field "keyboard" must be an Array of Arrays')
    checked = [[_button(button, chat) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MAX_BUTTONS:
        raise bad("reply markup is too long")
    return checked


def _button(button: Any, chat: Chat) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad("can't parse keyboard button: KeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad("can't parse keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad("keyboard button text must be non-empty")
    for request, what in _IN_PRIVATE.items():
        if button.get(request) and not chat.is_private:
            raise bad(f"{what} can be requested in private chats only")
    if "request_chat" in button:
        _check_request(button["request_chat"])
    return dict(button)


def _check_request(request: Any) -> None:
    if not isinstance(request, dict):
        raise bad('can\'t parse keyboard button: Field "request_chat" must be of type Object')
    for name, kind in (("request_id", int), ("chat_is_channel", bool)):
        if name not in request:
            raise bad(f"can't parse keyboard button: Can't find field \"{name}\"")
        if type(request[name]) is not kind:
            raise bad(
                f'can\'t parse keyboard button: Field "{name}" must be of type {"Number" if kind is int else "Boolean"}'
            )
    if not -(2**31) <= request["request_id"] < 2**31:
        raise bad('can\'t parse keyboard button: Field "request_id" must be a valid Number')
    asked, wanted = (
        {name for name, has in (request.get(key) or {}).items() if has is True}
        for key in ("user_administrator_rights", "bot_administrator_rights")
    )
    if not wanted <= asked:  # doc: the bot's rights must be a subset of the user's; the words are not documented
        raise bad("CHAT_ADMIN_RIGHTS_INVALID")
