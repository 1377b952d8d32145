"""Makes of a notice what operators meet: what is so, why, what is concerned, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.notice import Matter
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Reply, Span, Style
from bot.core.text.plain import clean, cut

if TYPE_CHECKING:
    from bot.core.delivery import Language
    from bot.core.notice import Notice

_WHY, _TITLE, _ABOUT = 500, 120, 200
_BEGUN, _OVER = "⚠️", "✅"


def announcement_of(notice: Notice, language: Language) -> Reply:
    """Return the notice in the chat's language, with a button where something can be decided there."""
    first, *rest = sentences_of(notice, language)
    lines = ((Span(first, Style.BOLD),), *((Span(sentence),) for sentence in rest))
    if notice.matter is Matter.HELD and not notice.is_over:
        return Reply(lines, ((Button(phrases_in(language).button_held, "/held"),),))
    return Reply(lines)


def sentences_of(notice: Notice, language: Language) -> tuple[str, ...]:
    """Return what is said, a line each."""
    telling = phrases_in(language).notices.of(notice.matter)
    about = cut(clean(notice.name or notice.about), _ABOUT)
    if notice.is_dropped:
        return (f"{_OVER} {phrases_in(language).notices.dropped(about)}",)
    if notice.is_over:
        missed = telling.missed(notice.missed) if telling.missed and notice.missed else ""
        return tuple(filter(None, (f"{_OVER} {telling.over(about)}", missed)))
    titles = [f"· {cut(clean(title), _TITLE)}" for title in notice.titles]
    more = ["· …"] if titles and len(titles) < notice.count else []
    said = (f"{_BEGUN} {telling.begun(about, notice.count)}", cut(clean(notice.why), _WHY), *titles, *more)
    return (*filter(None, said), telling.remedy)
