"""What stands on the console's pages, in each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_MINUTE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsolePhrases:
    """The words of the pages, in one language; `name` is that of the language."""

    name: str
    title: str
    skip: str
    pages: Mapping[str, str]
    sign_in: str
    sign_in_hint: str
    key_label: str
    wrong_key: str
    too_many_tries: str
    sign_out: str
    live: str
    stale: str
    all_well: str
    troubles: Callable[[int], str]
    platforms: str
    works: str
    rate: str
    in_flight: str
    sources: str
    looked: Callable[[float], str]
    never_looked: str
    unreadable: Callable[[int], str]
    watched_elsewhere: str
    lanes: str
    lane: str
    lane_names: Mapping[str, str]
    nothing_due: str
    oldest: str
    under_way: str
    nothing_under_way: str
    walking: str
    eta: Callable[[str], str]
    spread: str
    spread_hint: str
    no_spread: str
    counts: Mapping[str, str]
    states: Mapping[str, str]
    levels_head: str
    levels: Mapping[str, str]
    story: str
    state: str
    published: str
    reach: str
    reach_of: Callable[[int, int], str]
    reached: str
    pending: str
    failed: str
    uncertain: str
    preview: str
    actions: str
    do: Mapping[str, str]
    sure: Mapping[str, str]
    done: Mapping[str, str]
    not_done: str
    replay_outcomes: Mapping[str, str]
    channel: str
    choose_channel: str
    why_link: str
    last: str
    wishes: str
    problem: str
    remedy: str
    remedies: Mapping[str, str]
    receives: str
    not_subscribed: str
    suspended_since: Callable[[str], str]
    never: str
    missed: Callable[[int], str]
    nothing_missed: str
    none_held: str
    none_uncertain: str
    none_yet: str
    no_posts: str
    no_channels: str
    since: str
    reason: str
    when: str
    who: str
    what: str
    audit_hint: str
    unknown: str
    form_expired: str
    search: str
    more: Callable[[int], str]
    seconds: Callable[[float], str]


def time_span(seconds: float, milli: str, whole: str, minutes: str) -> str:
    """Return a time in the unit that suits it, with the name of the unit."""
    if seconds < 1:
        return f"{seconds * 1000:.0f}{milli}"
    return f"{seconds:.1f}{whole}" if seconds < _MINUTE else f"{seconds / _MINUTE:.1f}{minutes}"
