"""What operators are told in English."""

from __future__ import annotations

from typing import Final

from bot.core.phrases.notices.sentences import NoticePhrases, Telling


def _number(count: int, what: str) -> str:
    return f"1 {what} is" if count == 1 else f"{count} {what}s are"


def _stories(count: int) -> str:
    return "1 story was" if count == 1 else f"{count} stories were"


EN: Final = NoticePhrases(
    held=Telling(
        begun=lambda _, count: f"{_number(count, 'post')} held.",
        remedy="Release what is news, and drop the rest: /held",
        over=lambda _: "No post is held any more.",
    ),
    uncertain=Telling(
        begun=lambda _, count: f"{_number(count, 'alert')} held that may have arrived or not.",
        remedy="Look into the chats, then decide with: python -m bot uncertain",
        over=lambda _: "No alert is uncertain any more.",
    ),
    source=Telling(
        begun=lambda about, _: f"Source “{about}” can’t be read.",
        remedy="It is tried again and again; nothing needs a restart.",
        over=lambda about: f"Source “{about}” can be read again.",
    ),
    gone=Telling(
        begun=lambda about, count: f"{_number(count, 'post')} gone at once from source “{about}”; none was withdrawn.",
        remedy="Is the right branch checked out, the folder mounted? To withdraw them, remove a few at a time.",
        over=lambda about: f"Posts are no longer gone at once from source “{about}”.",
    ),
    platform=Telling(
        begun=lambda about, _: f"Alerts don’t go out on {about}.",
        remedy="Look at the network and the token. A new token needs a restart; for all else it is tried again.",
        over=lambda about: f"Alerts go out on {about} again.",
    ),
    channel=Telling(
        begun=lambda about, _: f"Nothing is sent to {about} any more: the bot may not write there.",
        remedy="Give it back what it lacks, or invite it again; what came meanwhile is not sent later.",
        over=lambda about: f"Alerts go to {about} again.",
    ),
    kept=Telling(
        begun=lambda about, _: f"Alerts to “{about}” have stopped: I may not write there.",
        remedy=(
            "Let me write there, in the settings for administrators of the channel or group, or invite me again if I "
            "was removed. Its subscription is kept."
        ),
        over=lambda about: f"Alerts go to “{about}” again.",
        missed=lambda count: f"{_stories(count)} not sent meanwhile. To read them: /latest",
    ),
)
