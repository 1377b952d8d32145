"""What the bot can say: one field for each sentence, so that a language that lacks one fails the type check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.post import Level, Note

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.core.phrases.inquiry import InquiryPhrases
    from bot.core.phrases.notices import NoticePhrases
    from bot.core.phrases.standings import StandingPhrases
    from bot.core.phrases.words import MenuWords
    from bot.core.post import Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Every sentence, in one language: plain text, without markup. Categories come as the site writes them."""

    words: MenuWords

    # Alerts
    breaking: str
    read_more: str
    corrected: str
    raised: str
    withdrawn: str

    # Roundups: how many stories, of the first day and the last
    roundup: Callable[[int, date, date], str]
    roundup_uncategorized: str
    roundup_more: Callable[[int], str]

    # /start and /help
    welcome: str
    welcome_next: str
    welcome_subscribed: str
    help_words: str

    # /latest
    latest: str
    latest_in: Callable[[str], str]
    nothing_yet: str
    nothing_in: Callable[[str], str]

    # /search
    found_by: Callable[[str], str]
    nothing_found: Callable[[str], str]
    search_hint: str
    search_how: str

    # /subscribe and /unsubscribe
    subscribed: str
    subscribed_in: Callable[[str], str]
    subscribed_to: Callable[[str], str]
    subscribed_only: Callable[[str], str]
    already_subscribed: str
    already_subscribed_to: Callable[[str], str]
    unsubscribed: str
    last_wish_gone: str
    unsubscribed_from: Callable[[str], str]
    not_subscribed: str
    not_subscribed_to: Callable[[str], str]
    cannot_leave_one: Callable[[str], str]
    subscriptions: Callable[[str], str]

    # /held, /release and /drop, in admin chats
    held_posts: Callable[[int], str]
    none_held: str
    more_held: Callable[[int], str]
    released: Callable[[str], str]
    released_all: Callable[[int], str]
    dropped: Callable[[str], str]
    dropped_all: Callable[[int], str]
    which_post: str
    not_held: str
    held_changed: str

    # What went wrong
    unknown_command: Callable[[str], str]
    not_understood: str
    wrong_number: Callable[[int], str]
    no_such_category: Callable[[str], str]
    categories: str
    no_categories: str
    only_managers: str
    too_fast: str
    unavailable: str

    # What only Telegram's messages say
    a_channel: str
    a_group: str
    pick_below: str
    picked: Callable[[str], str]

    # Buttons
    button_latest: str
    button_subscribe: str
    button_unsubscribe: str
    button_help: str
    button_held: str
    button_release: str
    button_release_all: str
    button_drop: str
    button_drop_all: str

    # Subscribing: /keywords, /settings, /mute and what stands under an alert
    subscribed_only_breaking: str
    everything: str
    sample: str
    for_you: str
    cannot_write_to_you: str
    if_nothing_comes: str
    keywords_title: str
    keywords_none: str
    keywords_help: str
    keywords_wanted: Callable[[str], str]
    keywords_left_out: Callable[[str], str]
    keywords_added: Callable[[str], str]
    keywords_removed: Callable[[str], str]
    keywords_only: str
    keywords_unknown: Callable[[str], str]
    keywords_unusable: Callable[[str], str]
    keywords_too_many: Callable[[int], str]
    keywords_remove: str
    keywords_form: str
    keywords_how: str
    link_changes_nothing: str
    panel_title: str
    panel_of: Callable[[str], str]
    panel_stories: Callable[[str], str]
    panel_nothing: str
    panel_suspended: str
    panel_language: Callable[[str], str]
    panel_quiet: Callable[[str], str]
    panel_digest: Callable[[str], str]
    panel_zone: Callable[[str], str]
    panel_muted: str
    panel_breaking_passes: str
    panel_categories: str
    panel_unchanged: Callable[[str], str]
    hours_none: str
    hours_silent: str
    hours_held: str
    digest_daily: Callable[[str], str]
    digest_weekly: Callable[[str, str], str]
    weekdays: str  # Monday first, a space between
    quiet_form: str
    quiet_hint: str
    quiet_wrong: Callable[[str], str]
    digest_wrong: Callable[[str], str]
    zone_form: str
    zone_hint: str
    zone_wrong: Callable[[str], str]
    zone_nearest: Callable[[str], str]
    muted: str
    unmuted: str
    not_muted: str
    mute_wrong: Callable[[str], str]
    button_everything: str
    button_breaking: str
    button_keywords: str
    button_hours: str
    button_language: str
    button_settings: str
    button_back: str
    button_quiet_off: str
    button_custom: str
    button_hold: str
    button_breaking_passes: str
    button_digest: str
    button_digest_off: str
    button_daily: str
    button_weekly: str
    button_zone: str
    button_mute_hour: str
    button_mute_night: str
    button_mute_tomorrow: str
    button_unmute: str
    button_for_me: str

    # Pages of stories, /breaking, /today and /categories
    latest_breaking: str
    todays: str
    no_breaking: str
    nothing_today: str
    position: Callable[[int, int, int | None], str]
    button_newer: str
    button_older: str
    list_forgotten: str
    button_forgotten: str
    meant: Callable[[str], str]

    # /language
    own_name: str
    other_names: str  # words by which those ask for the language who speak another
    which_language: str
    which_language_in: Callable[[str], str]
    no_such_language: Callable[[str], str]
    speaks: str
    speaks_in: Callable[[str], str]

    # Headings of /help
    help_reading: str
    help_subscribing: str
    help_here: str
    button_choose: str

    # To operators unasked; how posts and channels stand; the page that says so
    notices: NoticePhrases
    standings: StandingPhrases
    inquiry: InquiryPhrases

    # Roles that alerts mention: /mention
    level_normal: str
    level_silent: str
    mentions: Callable[[str], str]
    mentions_none: str
    level_wrong: Callable[[str], str]
    role_wrong: Callable[[str], str]
    mention_unheard: str
    mention_off: Callable[[str], str]

    def mark(self, level: Level) -> str:
        """Return what stands before a headline of this level: `🚨 속보`, or nothing."""
        return f"🚨 {self.breaking}" if level is Level.BREAKING else ""

    def note(self, alert: Alert) -> str:
        """Return what a note says, nothing where the alert is none."""
        match alert.note:
            case Note.RAISED:
                return self.raised
            case Note.CORRECTED:
                return self.correction(alert)
            case None:
                return ""

    def correction(self, alert: Alert) -> str:
        """Return what stands above a corrected alert: `정정 14:05`, and what the editor says about it, or nothing."""
        mark = f"{self.corrected} {alert.corrected_at:%H:%M}" if alert.corrected_at else ""
        return " · ".join(filter(None, (mark, alert.correction)))
