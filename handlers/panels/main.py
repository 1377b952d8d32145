"""The first panel: what the channel gets, and the ways to all that can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.delivery import Wishes
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Option, Reply, Span
from handlers.panels.hours_shown import digest_shown, mute_shown, quiet_shown
from handlers.panels.presses import OPTIONS, mark_of, presses_of
from handlers.replies import clipped, heading, is_shared, plain
from handlers.wishes import described, quoted
from handlers.zones import zone_shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.core.delivery import Channel
    from bot.core.readers.conversation import Line, Query
    from handlers.categories import Catalogue

_TITLE: Final = 60  # graphemes of a channel's title


def main(query: Query, channel: Channel, known: Catalogue, zone: str, now: datetime) -> Reply:
    """Return the panel of a channel; `zone` is the one of channels that chose none."""
    phrases, press, wishes = phrases_in(query.asker.language), presses_of(query), channel.wishes or Wishes()
    is_subscribed = channel.wishes is not None
    switches = (
        press.choice(phrases.button_everything, "everything", is_on=is_subscribed and wishes.is_everything),
        press.switch(phrases.button_breaking, "breaking", is_on=wishes.wants_breaking),
    )
    ways = (
        press.button(phrases.button_keywords, "words"),
        press.button(phrases.button_hours, "hours"),
        press.button(phrases.button_digest, "digest"),
        press.button(phrases.button_language, "", command="language"),
    )
    end = (press.button(phrases.button_unsubscribe, "none"),) if is_subscribed else ()
    categories = press.menu(phrases.panel_categories, "topics", "topic", options(wishes, known))
    lines = _state(query, channel, known, zone, now)
    return Reply(lines, tuple(row for row in (switches, ways, end) if row), categories)


def options(wishes: Wishes, known: Catalogue) -> tuple[Option, ...]:
    """Return the categories of the menu: those that are chosen, then the most used ones, 25 at most."""
    chosen = (known.find(topic) or topic for topic in sorted(wishes.topics))
    names = list(dict.fromkeys([*chosen, *known.names]))[:OPTIONS]
    return tuple(
        Option(known.shown(name), mark_of(name.casefold()), name.casefold() in wishes.topics) for name in names
    )


def topics_by_mark(wishes: Wishes, known: Catalogue) -> dict[str, str]:
    """Return all topics that a button may mean, by their marks: more than the menu shows now."""
    names: Iterable[str] = (*wishes.topics, *known.names)
    return {mark_of(name.casefold()): name.casefold() for name in names}


def _state(query: Query, channel: Channel, known: Catalogue, zone: str, now: datetime) -> tuple[Line, ...]:
    """Return how the channel is set, a line for each thing."""
    language, hours = query.asker.language, channel.hours
    phrases = phrases_in(language)
    is_named = bool(channel.title) and (query.about is not None or is_shared(query.asker))
    title = phrases.panel_of(clipped(channel.title, _TITLE)) if is_named else phrases.panel_title
    lines = [heading(title), plain(phrases.panel_stories(described(channel.wishes, known, language)))]
    if channel.wishes and channel.wishes.excluded:
        lines.append(plain(phrases.keywords_left_out(quoted(sorted(channel.wishes.excluded)))))
    if channel.suspended:
        lines.append(plain(phrases.panel_suspended))
    lines += [
        plain(phrases.panel_language(phrases_in(channel.language).own_name)),
        plain(phrases.panel_quiet(quiet_shown(hours.quiet, language))),
        plain(phrases.panel_digest(digest_shown(hours.digest, language))),
        plain(phrases.panel_zone(zone_shown(hours.zone or zone))),
    ]
    if muted := mute_shown(hours, zone, now):
        lines.append((Span(f"{phrases.panel_muted} "), *muted))
    if hours.breaking_passes and (hours.quiet or hours.digest or hours.muted_until):
        lines.append(plain(phrases.panel_breaking_passes))
    return tuple(lines)
