"""What the tables of the command line say in English."""

from __future__ import annotations

from typing import Final

from bot.core.phrases.console.en import EN as CONSOLE
from bot.core.phrases.tables.sentences import Advice, TablePhrases


def _number(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


EN: Final = TablePhrases(
    console=CONSOLE,
    post="Post",
    title="Title",
    name="Name",
    levels={"breaking": "breaking", "normal": "normal", "silent": "silent", "none": "none"},
    states={
        "live": "published",
        "retracted": "withdrawn",
        "embargo": "embargo",
        "page": "no page",
        "held": "held",
        "waiting": "waits",
    },
    reached="Sent",
    pending="Due",
    suspended="suspended",
    alike="The same in all rows:",
    everything="everything",
    breaking="breaking news",
    topics=lambda names: f"topics {names}",
    keywords=lambda words: f"keywords {words}",
    excluded=lambda words: f"never {words}",
    outcome="Outcome",
    outcomes={"released": "released", "dropped": "dropped", "resent": "resent", "kept": "kept"},
    decided_meanwhile="somebody else decided about it meanwhile",
    decided_or_withdrawn="somebody else decided about it, or it was withdrawn",
    not_again=lambda obstacle: f"cannot be sent again: {obstacle}",
    store="Store",
    embedded="embedded, answers",
    at_redis_url="at REDIS_URL, answers",
    roles="Roles",
    no_roles="none: no bot runs on this store",
    waits="Held",
    waiting=lambda posts, alerts: f"{_number(posts, 'post')}, {_number(alerts, 'uncertain alert')}",
    due=lambda lanes: f"due: {lanes}",
    nothing_due="nothing",
    oldest=lambda seconds: f"(oldest {seconds} s)",
    in_flight=lambda count: f"under way: {count:,}",
    paused=lambda time: f"paused until {time}",
    newest="Newest",
    none="none",
    no_posts=Advice(
        "No post is known yet: no bot has looked at the site, or there is none on it. See what is wrong, or start the "
        "bot:",
        ("python -m bot check", "python -m bot run"),
    ),
    no_channels=Advice(
        "No channel is known yet: nobody gets an alert. Name one under [[channels]] in the settings, give /subscribe "
        "in a chat, or let readers in by a link:",
        ("python -m bot links",),
    ),
    none_held=Advice(
        "Nothing is held: no post waits for your decision. What was published, and whom it reached:",
        ("python -m bot posts",),
    ),
    none_uncertain=Advice(
        "Nothing is uncertain: of every alert it is known whether it arrived. Where one is missing, ask why:",
        ("python -m bot why POST CHANNEL",),
    ),
    no_bot=Advice("No bot runs on this store: nothing goes out. Start it:", ("python -m bot run",)),
    decide=Advice(
        "Decide about what is held and what is uncertain:", ("python -m bot held", "python -m bot uncertain")
    ),
    decide_held=lambda count: Advice(
        f"{count:,} held. Release what is news; drop the rest, which readers then find, and nobody is told of. "
        "With --all instead of POST, all of them:",
        ("python -m bot held release POST", "python -m bot held drop POST"),
    ),
    decide_uncertain=lambda count: Advice(
        f"{count:,} may have arrived or not. Look into the chats; then send again what is missing, and drop the rest. "
        "With --all instead of CHANNEL POST, all of them:",
        ("python -m bot uncertain resend CHANNEL POST", "python -m bot uncertain drop CHANNEL POST"),
    ),
)
