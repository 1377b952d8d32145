"""Buttons, menus and pickers of a reply as Telegram's keyboards: within a message, or below the reader's field."""

from __future__ import annotations

import zlib
from itertools import chain
from typing import TYPE_CHECKING, Any

from bot.core.readers.conversation import Button
from bot.core.text.links import safe_link
from bot.core.text.plain import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.core.phrases.sentences import Phrases
    from bot.core.readers.conversation import Menu, Option, Picker, Reply

    Rows = Sequence[Sequence[Button]]

_BUTTONS = 100  # of one message; the server takes no more
_PRESS = 64  # bytes of callback_data (doc)
_LABEL = 64
_WIDE = 13  # units: what stays readable where two buttons share a row of a telephone
_CHOSEN = "✅ "
_CHANNEL_RIGHTS = ("can_post_messages",)  # which lets a bot edit and delete its own messages, too
_ALL_RIGHTS = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def within(reply: Reply) -> dict[str, Any]:
    """Return the parameter that puts the reply's menus and buttons under its message, nothing where it has none."""
    return inline([*chain.from_iterable(map(_toggles, reply.menus)), *reply.buttons], kept=reply.buttons)


def inline(rows: Rows, *, kept: Rows = ()) -> dict[str, Any]:
    """Return rows of buttons as the parameter for them; of too many, those in the rows `kept` stay longest."""
    shown = [[_key(one) for one in row if _works(one)] for row in _bounded(rows, kept)]
    keyboard = [row for row in shown if row]
    return {"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}


def below(pickers: Iterable[Picker], phrases: Phrases) -> dict[str, Any]:
    """Return the parameter for buttons below the field that let one of the reader's channels or groups be chosen.

    Telegram offers the channels that they manage, and makes the bot an administrator of the one that is chosen (doc:
    KeyboardButtonRequestChat; the bot's rights have to be among the user's).
    """
    rows = [[_choice(picker, phrases, is_channel=is_channel)] for picker in pickers for is_channel in (True, False)]
    return {"reply_markup": {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}}


def request_of(press: str, *, is_channel: bool) -> int:
    """Return the number by which Telegram says what was chosen for: the same after every restart."""
    return zlib.crc32(f"{press} {is_channel}".encode()) >> 1  # it is a signed number of 32 bits


def _choice(picker: Picker, phrases: Phrases, *, is_channel: bool) -> dict[str, Any]:
    rights = _CHANNEL_RIGHTS if is_channel else ()
    request: dict[str, Any] = {
        "request_id": request_of(picker.press, is_channel=is_channel),
        "chat_is_channel": is_channel,
        "bot_is_member": True,
        "request_title": True,
        "user_administrator_rights": dict.fromkeys(_ALL_RIGHTS, False) | dict.fromkeys(rights, True),
    }
    if rights:
        request["bot_administrator_rights"] = request["user_administrator_rights"]
    kind = phrases.a_channel if is_channel else phrases.a_group
    return {"text": cut(f"{clean(picker.label)} · {kind}", _LABEL), "request_chat": request}


def _toggles(menu: Menu) -> list[list[Button]]:
    """Return a button for each option, two in a row where they are short."""
    buttons = [_toggle(menu, one) for one in menu.options]
    width = 2 if all(_width(one.label) <= _WIDE for one in buttons) else 1
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def _toggle(menu: Menu, option: Option) -> Button:
    wanted = "off" if option.is_chosen else "on"
    return Button(f"{_CHOSEN * option.is_chosen}{option.label}", f"{menu.toggle} {option.value} {wanted}")


def _width(text: str) -> int:
    """Return how wide a text is: a letter of Korean, Chinese or Japanese and a pictogram take about two of Latin."""
    return sum(1 if letter < "\u1100" else 2 for letter in clean(text))


def _bounded(rows: Rows, kept: Rows) -> Iterator[Sequence[Button]]:
    """Yield rows as long as there is room, and always those that are kept."""
    room = _BUTTONS - sum(map(len, kept))
    for row in rows:
        if row in kept:
            yield row
        elif len(row) <= room:
            room -= len(row)
            yield row


def _works(button: Button) -> bool:
    if not clean(button.label):
        return False
    return bool(safe_link(button.url)) if button.url else 1 <= len(button.press.encode()) <= _PRESS


def _key(button: Button) -> dict[str, str]:
    text = cut(clean(button.label), _LABEL)
    return {"text": text, "url": safe_link(button.url)} if button.url else {"text": text, "callback_data": button.press}
