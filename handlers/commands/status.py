"""`/status`: how things stand in this channel: its wishes, what came last, what is due, and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.core.announcement import sentences_of
from bot.core.formatter import alert_of
from bot.core.hours import AT_ANY_HOUR
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Command, Moment, Reply, Span
from bot.core.schedule.calendar import Calendar, awake
from bot.core.why.account import brief_lines
from bot.core.why.explanation import explain
from handlers.categories import catalogue
from handlers.places import hindrances, title_of, unheard
from handlers.replies import by_clock, clipped, heading, is_shared, plain, rows
from handlers.zones import zone_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.delivery import Channel, Language, Wishes
    from bot.core.hours import Hours
    from bot.core.phrases.standings import StandingPhrases
    from bot.core.ports.readers import Archive, History, Rights
    from bot.core.readers.conversation import Line, Query
    from bot.core.why.history import Circumstances
    from handlers.categories import Catalogue
    from handlers.subscriptions import Subscriptions

COMMAND = Command(
    "status",
    words=lambda phrases: phrases.words.status,
    for_managers=True,
)

_SHOWN = 3  # posts of those that are due
_LISTED = 20  # words of a list of wishes
_LONGEST_WORD, _LONGEST_WHY = 40, 200


async def answer(
    query: Query, archive: Archive, subscriptions: Subscriptions, history: History, rights: Rights, *, zone: str
) -> Reply:
    """Show it to whoever may manage the channel; what is known of the channel goes before what its platform says."""
    asker, language = query.asker, query.asker.language
    phrases = phrases_in(language).standings
    channel = await subscriptions.present(query)
    title = phrases.status if query.about is None else phrases.status_of(title_of(channel, language))
    problems = (*await hindrances(channel, rights, language), *await unheard(channel, rights, language))
    lines = (
        heading(title),
        *_problems(channel, problems, phrases),
        plain(wishes_in_words(channel.wishes, await catalogue(archive), phrases)),
        plain(phrases.language(phrases_in(channel.language).own_name)),
        *_hours(awake(channel.hours, subscriptions.now), phrases),
        *await _deliveries(channel, history, language),
    )
    here = Calendar(ZoneInfo(zone)).zone(channel.hours)
    return Reply(by_clock(lines, here), _buttons(query, channel, language), private=is_shared(asker))


def wishes_in_words(wishes: Wishes | None, known: Catalogue, phrases: StandingPhrases) -> str:
    """Return what the channel asked for, in one line."""
    if wishes is None:
        return phrases.no_wishes
    parts = [phrases.all_stories] if wishes.is_everything else []
    parts += [phrases.breaking_news] if wishes.wants_breaking else []
    parts += [known.listed(sorted(wishes.topics))] if wishes.topics else []
    parts += [phrases.keywords(_listed(wishes.keywords))] if wishes.keywords else []
    parts += [phrases.without(_listed(wishes.excluded))] if wishes.excluded else []
    return phrases.wishes + " · ".join(parts)


def _listed(words: frozenset[str]) -> str:
    shown = ", ".join(clipped(word, _LONGEST_WORD) for word in sorted(words)[:_LISTED])
    return f"{shown} …" if len(words) > _LISTED else shown


def _problems(channel: Channel, lacking: tuple[Line, ...], phrases: StandingPhrases) -> Iterator[Line]:
    """Yield what is wrong, and what to do about it."""
    if channel.suspended:
        yield plain(phrases.shut_out(clipped(channel.suspended, _LONGEST_WHY)))
    yield from lacking


def _hours(hours: Hours, phrases: StandingPhrases) -> Iterator[Line]:
    """Yield when the channel wants to hear, where that is not at any hour."""
    if hours == AT_ANY_HOUR:
        return
    if quiet := hours.quiet:
        said = phrases.quiet_hours(f"{quiet.begin:%H:%M}", f"{quiet.end:%H:%M}", zone_shown(hours.zone))
        yield plain(f"{said} {phrases.held_back}" if quiet.is_held else said)
    if digest := hours.digest:
        is_daily = digest.weekday is None
        day = "" if digest.weekday is None else phrases.weekdays[digest.weekday]
        yield plain(phrases.digest_daily(digest.hour) if is_daily else phrases.digest_weekly(day, digest.hour))
    if hours.muted_until:
        yield (Span(phrases.muted_until), Moment(hours.muted_until))
    if hours.breaking_passes:
        yield plain(phrases.breaking_passes)


async def _deliveries(channel: Channel, history: History, language: Language) -> tuple[Line, ...]:
    """Return what was sent last, and what is due."""
    phrases = phrases_in(language).standings
    last = await history.last(channel)
    pending = await history.pending(channel, _SHOWN)
    lines = [line for one in last for line in _brief(one, language)]
    sent = (heading(phrases.last_deliveries), *lines) if lines else (plain(phrases.none_yet),)
    if not pending.count:
        return sent
    due = [line for one in pending.first for line in (*_brief(one, language), *_when(one, phrases))]
    return (*sent, heading(phrases.pending(pending.count)), *due)


def _brief(one: Circumstances, language: Language) -> tuple[Line, ...]:
    """Return what became of a story, or of a roundup or notice, which have no title of their own."""
    post = one.post
    if post.roundup:
        title = phrases_in(language).standings.roundup(len(post.roundup.members) + post.roundup.more)
    elif post.notice:
        title = sentences_of(post.notice, language)[0]
    else:
        title = alert_of(post).headline
    return brief_lines(explain(one), language, title)


def _when(one: Circumstances, phrases: StandingPhrases) -> Iterator[Line]:
    """Yield when what is put off or gathered comes at the earliest."""
    at = explain(one).next_at
    if at is not None and at > one.read_at:
        yield (Span(f"  {phrases.not_before}"), Moment(at))


def _buttons(query: Query, channel: Channel, language: Language) -> tuple[tuple[Button, ...], ...]:
    """Return how to begin where nothing comes yet, and the newest stories."""
    about = "" if query.about is None else f"@{channel.address.removeprefix('@')}"
    phrases = phrases_in(language)
    begin = (Button(phrases.button_subscribe, f"/subscribe{about}"),) if channel.wishes is None else ()
    return rows((*begin, Button(phrases.button_latest, "/latest")))
