"""The page *Now*: what goes out this second, what waits, and what is wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Final

from bot.console.markup import empty, link, pill, table
from bot.console.plot import plot
from bot.core.announcement import sentences_of
from bot.core.delivery import Lane, Language, Platform
from bot.core.errors import StoreError
from bot.core.notice import Matter, Notice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.phrases.console import ConsolePhrases
    from bot.core.ports.operators import Load
    from bot.store.audit import Entry
    from bot.store.progress import Progress
    from bot.store.store import Store

RECENT: Final = 40  # posts that are looked at
SHOWN: Final = 30  # bars in the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """How a source stands: its trouble, empty where there is none; when it was last read; how many posts can't be.

    `is_standby` says that another bot watches it, and knows.
    """

    trouble: str = ""
    looked_at: datetime | None = None
    unreadable: int = 0
    is_standby: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What this bot knows by itself: troubles of platforms, empty where there are none; limits in messages a second.

    `store` says why nothing can be written down, if it can't.
    """

    platforms: Mapping[Platform, str]
    sources: Mapping[str, Watched]
    limits: Mapping[Platform, int]
    store: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that the page shows, at one moment; `last_act` is the newest thing done by hand, if there is any."""

    situation: Situation
    load: Load
    rates: Mapping[Platform, int]
    newest: Sequence[Progress]
    last_act: Sequence[Entry]

    @property
    def mark(self) -> str:
        """Return what is another one as soon as a list or a state on any page is.

        Left out is what changes all the time: rates, progress, and how many have subscribed.
        """
        load = self.load
        counts = (load.suspended, load.held, load.waiting, load.uncertain)
        states = [(one.post.id, one.post.title, one.state, one.gate, one.is_under_way) for one in self.newest]
        return hashlib.sha256(repr((counts, states, self.last_act)).encode()).hexdigest()[:16]


async def snapshot(store: Store, situation: Situation) -> Snapshot:
    """Return what is so now; raises `StoreError`, also where the store can be read and not written to."""
    if situation.store:
        raise StoreError(situation.store)
    return Snapshot(
        situation=situation,
        load=await store.tally.load(),
        rates=await store.progress.rates(),
        newest=await store.progress.newest(RECENT),
        last_act=await store.audit.last(1),
    )


def outage(error: StoreError, language: Language) -> str:
    """Return what stands there instead of the content while the store is away: what the admin chats are told."""
    first, *rest = sentences_of(Notice(matter=Matter.STORE, why=str(error)), language)
    return f'<p class="verdict bad">{first}</p>' + "".join(f"<p>{escape(one)}</p>" for one in rest)


def now(seen: Snapshot, phrases: ConsolePhrases) -> str:
    """Return the page's content."""
    return (
        _verdict(seen, phrases)
        + _under_way(seen, phrases)
        + f'<div class="cards">{_platforms(seen, phrases)}{_sources(seen, phrases)}</div>'
        + _lanes(seen.load, phrases)
        + _spread(seen.newest, phrases)
    )


def time_left(seen: Snapshot, left: int) -> float:
    """Return in how many seconds so many messages go, as fast as they go now, else as fast as they may."""
    speed = sum(seen.rates.values()) or sum(seen.situation.limits.values()) or 1
    return left / speed


def _verdict(seen: Snapshot, phrases: ConsolePhrases) -> str:
    load, counts = seen.load, phrases.counts
    troubles = sum(bool(one) for one in _troubles(seen.situation)) + int(load.suspended)
    said = phrases.troubles(troubles) if troubles else phrases.all_well
    numbers = "".join(
        f'<li><a href="/console/{page}"><b>{value:,.0f}</b> {counts[name]}</a></li>'
        for name, page, value in (
            ("channels", "channels", load.channels),
            *([("suspended", "channels", load.suspended)] if load.suspended else []),
            ("waiting", "posts", load.waiting),
            ("held", "held", load.held),
            ("uncertain", "uncertain", load.uncertain),
        )
    )
    return f'<p class="verdict {"bad" if troubles else "good"}">{said}</p><ul class="numbers">{numbers}</ul>'


def _under_way(seen: Snapshot, phrases: ConsolePhrases) -> str:
    is_busy = any(seen.load.ready.values()) or any(seen.load.in_flight.values())
    ones = [one for one in seen.newest if one.is_walking or (one.is_under_way and is_busy)]
    shown = "".join(_bar(seen, one, phrases) for one in ones) or empty(phrases.nothing_under_way)
    return f"<section><h2>{phrases.under_way}</h2>{shown}</section>"


def _bar(seen: Snapshot, one: Progress, phrases: ConsolePhrases) -> str:
    settled = min(one.audience, one.reached + one.stopped)
    left = phrases.eta(phrases.seconds(max(1.0, time_left(seen, one.audience - settled))))
    told = phrases.walking if one.is_walking else left
    return (
        f'<div class="way"><p>{pill(phrases.levels[one.post.level], one.post.level)} '
        f"{link('/console/post', one.post.title, {'id': one.post.id})}</p>"
        f'<progress max="{max(1, one.audience)}" value="{settled}" aria-label="{escape(one.post.title)}"></progress>'
        f"<p>{phrases.reach_of(settled, one.audience)} · {told}</p></div>"
    )


def _platforms(seen: Snapshot, phrases: ConsolePhrases) -> str:
    cards = ""
    for platform, trouble in seen.situation.platforms.items():
        limit, rate = seen.situation.limits.get(platform, 0), seen.rates.get(platform, 0)
        state = pill(phrases.works, "good") if not trouble else f'<span class="bad">{escape(trouble)}</span>'
        cards += (
            f"<article><h3>{platform.capitalize()}</h3><p>{state}</p><p>{phrases.rate}: {rate} / {limit}</p>"
            f'<progress max="{max(1, limit)}" value="{min(rate, limit)}" '
            f'aria-label="{platform.capitalize()}: {phrases.rate}"></progress>'
            f"<p>{phrases.in_flight}: {seen.load.in_flight.get(platform, 0)}</p></article>"
        )
    return f'<section><h2>{phrases.platforms}</h2><div class="grid">{cards}</div></section>'


def _sources(seen: Snapshot, phrases: ConsolePhrases) -> str:
    ordered = sorted(seen.situation.sources.items(), key=lambda one: (not one[1].trouble, one[0]))
    rows = "".join(
        f"<li><span>{escape(name)}</span> {_state(one, phrases)}<p>{_last_look(one, phrases)}</p></li>"
        for name, one in ordered
    )
    return f'<section><h2>{phrases.sources}</h2><ul class="list">{rows}</ul></section>'


def _state(one: Watched, phrases: ConsolePhrases) -> str:
    return f'<span class="bad">{escape(one.trouble)}</span>' if one.trouble else pill(phrases.works, "good")


def _last_look(one: Watched, phrases: ConsolePhrases) -> str:
    """Return what is known of the source's last look, in whole minutes: the page is sent anew whenever it changes."""
    if one.is_standby:
        return phrases.watched_elsewhere
    looked = phrases.looked((datetime.now(UTC) - one.looked_at).total_seconds() // 60) if one.looked_at else ""
    unreadable = f'<span class="bad">{phrases.unreadable(one.unreadable)}</span>' if one.unreadable else ""
    return " · ".join(filter(None, (looked or phrases.never_looked, unreadable)))


def _troubles(situation: Situation) -> Sequence[str]:
    """Return whatever is wrong with a platform or a source."""
    return [*situation.platforms.values(), *(one.trouble for one in situation.sources.values())]


def _lanes(load: Load, phrases: ConsolePhrases) -> str:
    rows = []
    for lane in Lane:
        counts = {platform: load.ready.get((platform, lane), 0) for platform in Platform}
        if any(counts.values()):
            ages = [load.oldest.get((platform, lane), 0.0) for platform in Platform]
            cells = [f"{count:,}" for count in counts.values()]
            rows.append([phrases.lane_names[lane.name.lower()], *cells, phrases.seconds(max(ages))])
    heads = [phrases.lane, *(platform.capitalize() for platform in Platform), phrases.oldest]
    shown = table(heads, rows) if rows else empty(phrases.nothing_due)
    return f"<section><h2>{phrases.lanes}</h2>{shown}</section>"


def _spread(newest: Sequence[Progress], phrases: ConsolePhrases) -> str:
    spreads = [(one.post.title, one.spread) for one in newest if one.spread is not None][:SHOWN]
    shown = plot(spreads[::-1], phrases.spread, phrases.seconds) if spreads else empty(phrases.no_spread)
    return f'<section><h2>{phrases.spread}</h2><p class="soft">{phrases.spread_hint}</p>{shown}</section>'
