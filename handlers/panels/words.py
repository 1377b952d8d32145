"""The panel of keywords: which there are, a form for more, a menu of those to be removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.delivery import Wishes
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Option, Reply
from handlers.panels.presses import OPTIONS, mark_of, presses_of
from handlers.replies import clipped, heading, plain
from handlers.wishes import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Channel
    from bot.core.readers.conversation import Line, Query

_LABEL: Final = 40


def words(query: Query, channel: Channel, *said: Line) -> Reply:
    """Return the panel; what was just `said` of a change stands below what there is now."""
    phrases, press = phrases_in(query.asker.language), presses_of(query)
    wishes = channel.wishes or Wishes()
    lines = [heading(phrases.keywords_title)]
    if wishes.keywords:
        lines.append(plain(phrases.keywords_wanted(quoted(sorted(wishes.keywords)))))
    if wishes.excluded:
        lines.append(plain(phrases.keywords_left_out(quoted(sorted(wishes.excluded)))))
    if len(lines) == 1:
        lines.append(plain(phrases.keywords_none))
    ways = (press.button(phrases.keywords_form, "word"), press.button(phrases.button_back, "panel"))
    offered = [
        *(Option(clipped(word, _LABEL), mark_of(word)) for word in sorted(wishes.keywords)),
        *(Option(clipped(f"-{word}", _LABEL), mark_of(word)) for word in sorted(wishes.excluded)),
    ]
    menus = [
        # In a message no two may ask the same.
        menu
        for number, part in enumerate(_parts(offered))
        for menu in press.menu(phrases.keywords_remove, f"unword {number or ''}".rstrip(), "unword", part)
    ]
    return Reply((*lines, *said, plain(phrases.keywords_help)), (ways,), tuple(menus))


def _parts(offered: Sequence[Option]) -> list[Sequence[Option]]:
    """Return the words in parts that a menu takes."""
    return [offered[start : start + OPTIONS] for start in range(0, len(offered), OPTIONS)]
