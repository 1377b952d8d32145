"""Replies to a pressed button as the pop-up that only its presser sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.readers.conversation import Moment
from bot.core.text.plain import cut, units

if TYPE_CHECKING:
    from bot.core.readers.conversation import Line, Reply

_LONGEST = 200  # of answerCallbackQuery (doc); counted in UTF-16 units, which is safe however the server counts


def text_of(reply: Reply) -> str:
    """Return the reply's words, without what a pop-up cannot show."""
    return "\n".join(_plain(line) for line in reply.lines)


def cut_text_of(reply: Reply) -> str:
    """Return the beginning of the reply's words, where nothing but a pop-up will do."""
    return cut(text_of(reply), _LONGEST)


def fits(reply: Reply) -> bool:
    """Return whether a pop-up shows all there is: a few words, and nothing to press or to fill in."""
    is_text = not (reply.buttons or reply.menus or reply.pickers or reply.form)
    return is_text and 0 < units(text_of(reply)) <= _LONGEST


def _plain(line: Line) -> str:
    return "".join(_moment(part) if isinstance(part, Moment) else part.text for part in line)


def _moment(part: Moment) -> str:
    """Return a time by the clock that it is given in: a pop-up knows nothing of its reader's."""
    return f"{part.at:%Y-%m-%d}" if part.is_day else f"{part.at:%Y-%m-%d %H:%M %Z}"
