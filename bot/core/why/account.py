"""Puts an explanation into words: lines for a chat, a terminal or a page, and a record for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.formatter import has_time
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Moment, Span, Style
from bot.core.text.plain import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.core.delivery import Language
    from bot.core.phrases.standings import Account, StandingPhrases
    from bot.core.readers.conversation import Line
    from bot.core.why.explanation import Explanation

_TITLE, _WHY = 120, 300


def account_of(explanation: Explanation, language: Language) -> Account:
    """Return what is said of this standing."""
    found: Account = getattr(phrases_in(language).standings, explanation.standing)
    return found


def brief_lines(explanation: Explanation, language: Language, title: str) -> tuple[Line, ...]:
    """Return a line as a list has it: when, the title as a link, and what became of it; and why, where it failed."""
    of = explanation.of
    known_at = of.row.changed_at if of.row else of.announced_at
    at, is_day = known_at or of.post.published_at, known_at is None and not has_time(of.post.published_at)
    title = cut(clean(title), _TITLE) or of.post.link
    mark = phrases_in(language).mark(of.post.level)
    breaking = (Span(f"{mark} ", Style.BOLD),) if mark else ()
    what = Span(f" · {account_of(explanation, language).brief}", Style.ITALIC)
    line: Line = (Moment(at, is_day=is_day), Span(" "), *breaking, Span(title, href=of.post.link), what)
    if of.row is None or not of.row.error or explanation.standing in {"shown", "corrected"}:
        return (line,)
    return (line, (Span(f"  {cut(clean(of.row.error), _WHY)}"),))


def lines_of(explanation: Explanation, language: Language) -> tuple[Line, ...]:
    """Return all that is to be said, a line each."""
    of, phrases = explanation.of, phrases_in(language).standings
    account = account_of(explanation, language)
    title = cut(clean(of.post.title), _TITLE) or of.post.link
    return (
        (Span(title, Style.BOLD, href=of.post.link),),
        (Span(account.so),),
        *_particulars(explanation, phrases),
        (Span(reason_of(explanation, language)),),
        _next(explanation, account, phrases),
    )


def reason_of(explanation: Explanation, language: Language) -> str:
    """Return why the post is for the channel, or is not."""
    phrases = phrases_in(language).standings
    if not explanation.of.is_known:
        return phrases.unknown_channel
    folded = explanation.match.word
    word = next((name for name in explanation.of.post.categories if name.casefold() == folded), folded)
    said: str = getattr(phrases, explanation.match.ground)(cut(clean(word), _WHY))
    return said


def record_of(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as JSON has it: times in ISO 8601, None for what there is none of."""
    of, row, wait = explanation.of, explanation.of.row, explanation.of.wait
    return {
        "post": of.post.id,
        "title": of.post.title,
        "link": of.post.link,
        "level": of.post.level,
        "channel": of.channel.id,
        "is_known": of.is_known,
        "standing": explanation.standing,
        "is_match": explanation.match.is_for,
        "ground": explanation.match.ground,
        "word": explanation.match.word,
        "life": of.life,
        "waits_for": of.barrier,
        "reason": of.reason,
        "announced_at": _iso(of.announced_at),
        "message": row.message_id if row else "",
        "changed_at": _iso(row.changed_at) if row else None,
        "attempts": row.attempts if row else 0,
        "error": row.error if row else "",
        "lane": wait.lane.name.lower() if wait else None,
        "place": wait.place if wait else None,
        "ahead": wait.ahead if wait else None,
        "next_at": _iso(explanation.next_at),
        "is_over": explanation.is_over,
    }


def _particulars(explanation: Explanation, phrases: StandingPhrases) -> Iterator[Line]:
    of, row, wait = explanation.of, explanation.of.row, explanation.of.wait
    if of.reason:
        yield (Span(cut(clean(of.reason), _WHY)),)
    if of.announced_at:
        yield (Span(phrases.announced), Moment(of.announced_at))
    if row:
        parts = [phrases.message(row.message_id)] if row.message_id else []
        parts += [phrases.attempts(row.attempts)] if row.attempts else []
        yield (Span(phrases.changed), Moment(row.changed_at), *(Span(f" · {part}") for part in parts))
        if row.error:
            yield (Span(phrases.last_error(cut(clean(row.error), _WHY))),)
    if wait:
        ahead = f" · {phrases.ahead(wait.ahead)}" if wait.ahead is not None else ""
        yield (Span(phrases.in_lane(wait.lane.name.lower(), wait.place) + ahead),)


def _next(explanation: Explanation, account: Account, phrases: StandingPhrases) -> Line:
    if explanation.next_at is None or explanation.next_at <= explanation.of.read_at:
        return (Span(phrases.next_step + account.then),)
    return (Span(f"{phrases.next_step}{account.then} {phrases.not_before}"), Moment(explanation.next_at))


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
