"""What is said in English of how things stand."""

from __future__ import annotations

from typing import Final

from bot.core.phrases.standings.sentences import Account, StandingPhrases

_NOTHING = "Nothing more comes of it."
_EDIT = "Should the story change, the message is edited."


def _times(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count} attempts"


def _channels(count: int) -> str:
    return "1 channel is" if count == 1 else f"{count} channels are"


EN: Final = StandingPhrases(
    under_embargo=Account("embargo", "It waits for the end of its embargo.", "It goes out when the embargo ends."),
    without_page=Account(
        "no page yet",
        "It waits for its page to be there.",
        "It goes out once the page is there, or after a while.",
    ),
    held=Account("held", "The brake holds it until an operator decides.", "An operator decides with /held."),
    in_archive=Account("not announced", "It was there when the bot first looked, so nobody was told.", _NOTHING),
    silenced=Account("not announced", "Its level, or an operator, says that nobody is to be told.", _NOTHING),
    not_wished=Account("not for here", "It doesn’t go to this channel.", _NOTHING),
    missed=Account(
        "not sent", "When it went round, this channel could not be served.", "It isn’t sent later; /latest shows it."
    ),
    on_its_way=Account("on its way", "It goes round and hasn’t come to this channel.", "It comes in a moment."),
    due=Account("due", "It waits in this channel’s mailbox.", "It is sent when its turn comes."),
    going_out=Account("being sent", "It is being sent right now.", "The platform’s answer is waited for."),
    retried=Account("to be retried", "It could not be sent yet and will be tried again.", "It is sent again."),
    gathered=Account(
        "gathered", "It is gathered, to be sent with others.", "It comes when quiet hours end, or in the digest."
    ),
    shown=Account("sent", "It was sent to this channel.", _EDIT),
    corrected=Account("corrected", "It was sent, the story changed, and the message was edited.", _EDIT),
    being_corrected=Account(
        "to be corrected", "It was sent, and the story has changed since.", "The message is edited when its turn comes."
    ),
    being_withdrawn=Account(
        "to be withdrawn", "The story was withdrawn; the message still stands.", "The message is removed in its turn."
    ),
    withdrawn=Account("removed", "The story was withdrawn and the message removed.", _NOTHING),
    tombstone=Account("withdrawn", "The story was withdrawn; the message says only that.", _NOTHING),
    withdrawn_unsent=Account("withdrawn", "The story was withdrawn and never sent here.", _NOTHING),
    failed=Account("failed", "It could not be sent.", "It isn’t tried again."),
    uncertain=Account(
        "uncertain", "Nobody knows whether it arrived, so it is held.", "An operator decides: python -m bot uncertain"
    ),
    everything=lambda _: "This channel is subscribed to all stories.",
    category=lambda word: f"This channel is subscribed to “{word}”.",
    breaking=lambda _: "This channel is subscribed to breaking news.",
    keyword=lambda word: f"This channel is subscribed to the keyword “{word}”.",
    excluded=lambda word: f"This channel takes no stories with “{word}”.",
    no_wish=lambda _: "Nothing that this channel is subscribed to fits this story.",
    unsubscribed=lambda _: "This channel isn’t subscribed.",
    suspended=lambda why: f"This channel is suspended, as the bot may not write there: {why}",
    later=lambda _: "This channel subscribed after the story went out.",
    changed="Last change: ",
    announced="Announced: ",
    not_before="Not before: ",
    message=lambda message_id: f"message {message_id}",
    attempts=_times,
    last_error=lambda why: f"Last error: {why}",
    in_lane=lambda lane, place: f"lane {lane}, number {place} in the mailbox",
    ahead=lambda count: f"{_channels(count)} served before",
    next_step="Next: ",
    unknown_channel="The bot doesn’t know this channel.",
    status="How things stand here",
    status_of=lambda title: f"How things stand in “{title}”",
    wishes="Subscribed to: ",
    all_stories="all stories",
    breaking_news="breaking news",
    keywords=lambda words: f"keywords {words}",
    without=lambda words: f"without {words}",
    no_wishes="Not subscribed. Use /subscribe to begin.",
    language=lambda name: f"Language: {name}",
    name="English",
    quiet_hours=lambda begin, end, zone: f"Quiet hours: {begin}–{end}" + (f" ({zone})" if zone else ""),
    held_back="What comes meanwhile is gathered.",
    digest_daily=lambda hour: f"Digest: every day at {hour}:00",
    digest_weekly=lambda day, hour: f"Digest: every {day} at {hour}:00",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    muted_until="Muted until: ",
    breaking_passes="Breaking news always comes at once.",
    last_deliveries="Latest alerts",
    none_yet="No alert was sent here yet.",
    pending=lambda count: "1 alert waits its turn" if count == 1 else f"{count} alerts wait their turn",
    shut_out=lambda why: f"⚠️ Alerts have stopped, as I may not write here: {why}",
    lacking=lambda names: f"⚠️ Permissions I lack: {names}",
    how_to_mend_telegram="Give me that right among the administrators of the channel or group, and alerts come again.",
    how_to_mend_discord="Give my role that permission under “Edit Channel”, “Permissions”, and alerts come again.",
    connect_how="Choose the channel or group below, or send “/connect @name”. Add me to it first.",
    pick="Choose",
    connect_on_discord="Use /connect in your server and choose a channel.",
    cannot_find=lambda asked: f"I can’t find “{asked}”. Add me to it first.",
    not_a_manager=lambda title: f"Only those who manage “{title}” can connect it.",
    cannot_write=lambda title: f"I can’t send alerts to “{title}” yet.",
    connected=lambda title: f"“{title}” is connected.",
    connect_private="A private chat needs no connecting. Use /subscribe.",
    greeting=lambda title: f"Hello! I bring news alerts to {title}.",
    greeting_promise=(
        "I post alerts, and edit or remove only my own messages. I don’t read your talk, only commands meant for me."
    ),
    greeting_back="I remember what was subscribed to here: alerts come again.",
    greeting_next=lambda place: f"Those who manage {place} can subscribe with the button below or with /subscribe.",
    this_place="this chat",
    button_status="Status",
)
