"""What the bot says in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.phrases.sentences import Phrases
from bot.core.phrases.words import MenuWords, Words

if TYPE_CHECKING:
    from datetime import date


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count} stories"


def _days(first: date, last: date) -> str:
    """Return the days from first to last: `November 20`, `November 20–26`."""
    begin = f"{first:%B} {first.day}"
    if first == last:
        return begin
    month = "" if (first.year, first.month) == (last.year, last.month) else f"{last:%B} "
    return f"{begin}–{month}{last.day}"


EN: Final = Phrases(
    words=MenuWords(
        start=Words("start", "What this bot does"),
        latest=Words("latest", "The latest stories"),
        subscribe=Words("subscribe", "Get alerts here"),
        unsubscribe=Words("unsubscribe", "Stop the alerts here"),
        help=Words("help", "What you can ask"),
        held=Words("held", "Posts that wait for your decision"),
        release=Words("release", "Send a held post out"),
        drop=Words("drop", "Let nobody be told of a held post"),
        keywords=Words("keywords", "Choose stories by words"),
        settings=Words("settings", "How alerts come here"),
        mute=Words("mute", "Hold alerts for a while"),
        count=Words("count", "1 to 10"),
        category=Words("category", "A category of stories"),
        post=Words("post", "A post that /held shows, or “all”"),
        words=Words("words", "rates, oil, -housing (“-” leaves out), remove oil"),
        change=Words("change", "Leave it empty for buttons. Or: quiet 22-07, digest daily 8, zone Seoul"),
        until=Words("until", "1h, 8h, tomorrow, off"),
        link=Words("link", "The word that a link brings"),
    ),
    breaking="Breaking",
    read_more="Read more",
    corrected="Corrected",
    raised="🚨 This story is now breaking news.",
    withdrawn="This story has been withdrawn.",
    roundup=lambda count, first, last: f"{_stories(count)} · {_days(first, last)}",
    roundup_uncategorized="Other stories",
    roundup_more=lambda count: f"{count} more not shown here. See the latest: /latest",
    welcome="I’ll tell you the moment a new story is out.",
    welcome_next="Use /subscribe to turn on alerts, or /latest to see the latest stories.",
    welcome_subscribed="This chat already gets alerts. You can stop them at any time with /unsubscribe.",
    help_title="Here is what you can ask me:",
    help_words="It works without the slash, too: “latest 3”.",
    latest="Latest stories",
    latest_in=lambda category: f"Latest in {category}",
    nothing_yet="There are no stories yet.",
    nothing_in=lambda category: f"There are no stories in “{category}” yet.",
    subscribed="Subscribed. New stories will show up here right away.",
    subscribed_to=lambda category: f"Subscribed to “{category}”.",
    subscribed_only=lambda category: f"From now on, only stories in “{category}” will show up here.",
    already_subscribed="You’re already subscribed to all stories.",
    already_subscribed_to=lambda category: f"You’re already subscribed to “{category}”.",
    unsubscribed="Unsubscribed. You won’t get any more alerts here.",
    unsubscribed_from=lambda category: f"Unsubscribed from “{category}”.",
    not_subscribed="You’re not subscribed. Use /subscribe to turn on alerts.",
    not_subscribed_to=lambda category: f"You’re not subscribed to “{category}”.",
    cannot_leave_one=lambda category: (
        f"You’re subscribed to all stories, so “{category}” can’t be left out on its own. "
        "Subscribe to the categories you want, and you’ll get only those."
    ),
    subscriptions=lambda categories: f"Subscribed to: {categories}",
    held_posts=lambda count: f"Held: {_posts(count)}",
    none_held="Nothing is held.",
    more_held=lambda count: f"… and {count} more",
    released=lambda title: f"Released: {title}",
    released_all=lambda count: f"Released: {_posts(count)}",
    dropped=lambda title: f"Dropped, nobody is told: {title}",
    dropped_all=lambda count: f"Dropped, nobody is told: {_posts(count)}",
    which_post="Say which post, with the buttons of /held, or “all”.",
    not_held="This post isn’t held any more.",
    held_changed="What is held has changed since, so nothing was done.",
    unknown_command=lambda name: f"There is no command “{name}”. Use /help to see what I know.",
    not_understood="I only know a few commands. Use /help to see them.",
    wrong_number=lambda most: f"The count has to be a number from 1 to {most}, as in /latest 3.",
    no_such_category=lambda asked: f"There is no category “{asked}”.",
    categories="Categories",
    no_categories="There are no categories yet.",
    only_managers="Only those who manage this chat can change its subscription.",
    too_fast="That’s a lot at once. Please wait a few seconds and try again.",
    unavailable="I can’t answer right now. Please try again in a moment.",
    # What only Telegram's messages say
    a_channel="channel",
    a_group="group",
    pick_below="Choose with the buttons below the message field.",
    picked=lambda title: f"You chose “{title}”.",
    button_latest="Latest stories",
    button_subscribe="Subscribe",
    button_unsubscribe="Unsubscribe",
    button_help="Help",
    button_held="Show them",
    button_release="Release",
    button_release_all="Release all",
    button_drop="Drop",
    button_drop_all="Drop all",
    # Subscribing: /keywords, /settings, /mute and what stands under an alert
    subscribed_only_breaking="From now on, only breaking news will show up here.",
    everything="All stories",
    sample="A story like those you’ll get",
    for_you="In your private chat with me:",
    cannot_write_to_you="I can’t write to you. Allow direct messages from server members, then press again.",
    keywords_title="Keywords",
    keywords_none="There are no keywords.",
    keywords_help="For example: /keywords rates, oil, -housing (stories with a word after “-” stay away)",
    keywords_wanted=lambda words: f"Wanted: {words}",
    keywords_left_out=lambda words: f"Left out: {words}",
    keywords_added=lambda words: f"Added: {words}",
    keywords_removed=lambda words: f"Removed: {words}",
    keywords_only="From now on, only stories that match what you chose will show up here.",
    keywords_unknown=lambda words: f"Not among the keywords: {words}",
    keywords_unusable=lambda words: f"Not usable as keywords (2 to 40 letters): {words}",
    keywords_too_many=lambda most: f"There can be {most} keywords at most. Remove some first.",
    keywords_remove="Choose keywords to remove",
    keywords_form="Add keywords",
    keywords_how="Put commas between them. Stories with a word after “-” stay away. For example: rates, oil, -housing",
    link_changes_nothing="A link doesn’t change what you have chosen. You can change it in the settings.",
    keywords_hint="rates, oil, -housing",
    panel_title="Alert settings",
    panel_of=lambda title: f"Alert settings: {title}",
    panel_stories=lambda wishes: f"Stories: {wishes}",
    panel_nothing="none (not subscribed)",
    panel_suspended="Alerts have stopped, as the platform refuses them. Grant the permission, then send /subscribe.",
    panel_language=lambda name: f"Language: {name}",
    panel_quiet=lambda hours: f"Quiet hours: {hours}",
    panel_digest=lambda when: f"Digest: {when}",
    panel_zone=lambda zone: f"Time zone: {zone}",
    panel_muted="Muted until",
    panel_breaking_passes="Breaking news always comes at once.",
    panel_categories="Choose categories",
    panel_unchanged=lambda words: f"I don’t know what to change here: {words}",
    hours_none="none",
    hours_silent="silent",
    hours_held="held until they end",
    digest_daily=lambda hour: f"daily at {hour}:00",
    digest_weekly=lambda day: f"weekly, {day}",
    weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    quiet_form="Set quiet hours",
    quiet_hint="Write it like 23:00-07:30.",
    quiet_wrong=lambda text: f"I can’t read this as hours: {text}. For example: 23:00-07:30",
    digest_wrong=lambda text: f"I can’t read this as a digest: {text}. For example: daily 8, weekly mon 18",
    zone_form="Set the time zone",
    zone_hint="Write it like Seoul, New York or Europe/Berlin.",
    zone_wrong=lambda text: f"I found no such time zone: {text}",
    zone_nearest=lambda names: f"Did you mean one of these? {names}",
    muted="Alerts are muted until",
    unmuted="Alerts are on again.",
    not_muted="Alerts are not muted.",
    mute_wrong=lambda text: f"I don’t know how long that is: {text}. For example: 1h, 8h, tomorrow, off",
    button_everything="All stories",
    button_breaking="Breaking",
    button_keywords="Keywords",
    button_hours="Hours",
    button_language="Language",
    button_settings="Settings",
    button_back="← Back",
    button_quiet_off="No quiet hours",
    button_custom="Other",
    button_hold="Hold them",
    button_breaking_passes="Breaking at once",
    button_digest="Digest",
    button_digest_off="No digest",
    button_daily="Daily",
    button_weekly="Weekly",
    button_zone="Time zone",
    button_mute_hour="Mute 1 h",
    button_mute_night="8 h",
    button_mute_tomorrow="Until tomorrow",
    button_unmute="Unmute",
    button_for_me="Get these too",
)
