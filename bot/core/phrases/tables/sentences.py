"""What the tables of the command line are made of, in each language; the console has what both of them say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.phrases.console import ConsolePhrases


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence about a table, and the commands that come next, as they are typed."""

    sentence: str
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePhrases:
    """The words of the tables, in one language; `console` has those that its pages say as well."""

    console: ConsolePhrases
    post: str
    title: str
    name: str
    levels: Mapping[str, str]
    states: Mapping[str, str]
    reached: str
    pending: str
    suspended: str
    alike: str
    everything: str
    breaking: str
    topics: Callable[[str], str]
    keywords: Callable[[str], str]
    excluded: Callable[[str], str]
    outcome: str
    outcomes: Mapping[str, str]
    decided_meanwhile: str
    decided_or_withdrawn: str
    not_again: Callable[[str], str]
    store: str
    embedded: str
    at_redis_url: str
    roles: str
    no_roles: str
    waits: str
    waiting: Callable[[int, int], str]
    due: Callable[[str], str]
    nothing_due: str
    oldest: Callable[[int], str]
    in_flight: Callable[[int], str]
    paused: Callable[[str], str]
    newest: str
    none: str
    no_posts: Advice
    no_channels: Advice
    none_held: Advice
    none_uncertain: Advice
    no_bot: Advice
    decide: Advice
    decide_held: Callable[[int], Advice]
    decide_uncertain: Callable[[int], Advice]
