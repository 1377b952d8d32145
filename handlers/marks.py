"""Keeps questions that are too long for a button under a mark, and finds them again when the button is pressed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.core.ports.readers import Bookmarks
    from bot.core.readers.conversation import Menu, Reply

LONGEST_PRESS: Final = 64
"""Bytes of a button's `press`: Telegram's `callback_data` (doc)."""

_MARKED: Final = "/="  # before the letters of a bookmark; no command's name begins so


async def recalled(press: str, bookmarks: Bookmarks) -> str:
    """Return what the press stands for, with the words behind it; nothing where that was forgotten."""
    if not press.startswith(_MARKED):
        return press
    mark, _, behind = press.removeprefix(_MARKED).partition(" ")
    question = await bookmarks.recall(mark)
    return f"{question} {behind}".rstrip() if question else ""


async def shortened(reply: Reply, bookmarks: Bookmarks, reader: str) -> Reply:
    """Return the reply with every question that a button has no room for under a mark."""

    async def fitting(press: str, room: int = LONGEST_PRESS) -> str:
        return press if len(press.encode()) <= room else f"{_MARKED}{await bookmarks.keep(press, reader)}"

    async def menu(one: Menu) -> Menu:
        longest = max(len(option.value.encode()) for option in one.options) if one.options else 0
        toggle = await fitting(one.toggle, LONGEST_PRESS - len(" off") - 1 - longest)
        return replace(one, press=await fitting(one.press), toggle=toggle)

    return replace(
        reply,
        buttons=tuple([tuple([replace(one, press=await fitting(one.press)) for one in row]) for row in reply.buttons]),
        menus=tuple([await menu(one) for one in reply.menus]),
        form=reply.form and replace(reply.form, press=await fitting(reply.form.press)),
    )


def without_long(reply: Reply) -> Reply:
    """Return the reply without the buttons whose question is too long, for when none can be kept."""
    fitting = (tuple(one for one in row if len(one.press.encode()) <= LONGEST_PRESS) for row in reply.buttons)
    return replace(reply, buttons=tuple(row for row in fitting if row))
