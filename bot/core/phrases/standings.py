"""What is said of how a post and a channel stand: one field for each sentence, so that none is missing unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Account:
    """What is said of a standing: in a word or two for lists, that it is so, and what comes next."""

    brief: str
    so: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPhrases:
    """Every sentence of `/status`, `/connect`, a greeting and `why`, in one language: plain text, without markup."""

    # How a post stands in a channel: the names are those of `bot.core.why.explanation.Standing`
    under_embargo: Account
    without_page: Account
    held: Account
    in_archive: Account
    silenced: Account
    not_wished: Account
    missed: Account
    on_its_way: Account
    due: Account
    going_out: Account
    retried: Account
    gathered: Account
    shown: Account
    corrected: Account
    being_corrected: Account
    being_withdrawn: Account
    withdrawn: Account
    tombstone: Account
    withdrawn_unsent: Account
    failed: Account
    uncertain: Account

    # Why a post is for a channel, or is not: the names are those of `bot.core.router.Ground`
    everything: Callable[[str], str]
    category: Callable[[str], str]
    breaking: Callable[[str], str]
    keyword: Callable[[str], str]
    excluded: Callable[[str], str]
    no_wish: Callable[[str], str]
    unsubscribed: Callable[[str], str]
    suspended: Callable[[str], str]
    later: Callable[[str], str]

    # Particulars
    changed: str
    announced: str
    not_before: str
    message: Callable[[str], str]
    attempts: Callable[[int], str]
    last_error: Callable[[str], str]
    in_lane: Callable[[str, int], str]
    ahead: Callable[[int], str]
    next_step: str
    unknown_channel: str

    # /status
    status: str
    status_of: Callable[[str], str]
    wishes: str
    all_stories: str
    breaking_news: str
    keywords: Callable[[str], str]
    without: Callable[[str], str]
    no_wishes: str
    language: Callable[[str], str]
    quiet_hours: Callable[[str, str, str], str]
    held_back: str
    digest_daily: Callable[[int], str]
    digest_weekly: Callable[[str, int], str]
    weekdays: tuple[str, ...]
    muted_until: str
    breaking_passes: str
    last_deliveries: str
    none_yet: str
    roundup: Callable[[int], str]
    pending: Callable[[int], str]
    shut_out: Callable[[str], str]
    lacking: Callable[[str], str]
    how_to_mend_telegram: str
    how_to_mend_discord: str
    how_to_improve: str

    # /connect
    connect_how: str
    pick: str
    connect_on_discord: str
    cannot_find: Callable[[str], str]
    not_a_manager: Callable[[str], str]
    cannot_write: Callable[[str], str]
    connected: Callable[[str], str]
    connect_private: str

    # When the bot is let in
    greeting: Callable[[str], str]
    greeting_promise: str
    greeting_back: str
    greeting_next: Callable[[str], str]
    this_place: str
    button_status: str
