"""What the bot says in English."""

from __future__ import annotations

from typing import Final

from bot.core.phrases.sentences import Phrases
from bot.core.phrases.words import MenuWords, Words


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"


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
        count=Words("count", "1 to 10"),
        category=Words("category", "A category of stories"),
        post=Words("post", "A post that /held shows, or “all”"),
    ),
    breaking="Breaking",
    read_more="Read more",
    corrected="Corrected",
    raised="🚨 This story is now breaking news.",
    withdrawn="This story has been withdrawn.",
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
)
