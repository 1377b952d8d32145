"""An alert as each platform shows it, with what is used of the platform's limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.core.text.plain import units
from bot.platforms.discord.components import BUTTON_URL
from bot.platforms.discord.render import alert_message as discord_message
from bot.platforms.telegram.render import alert_message as telegram_message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.delivery import Language
    from bot.core.post import Alert

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_COUNTED = ("title", "description")


class Length(NamedTuple):
    """How much of a limit is used, in UTF-16 units, in which Telegram counts; no platform counts more."""

    used: int
    limit: int

    def __str__(self) -> str:
        """Return `used/limit`."""
        return f"{self.used}/{self.limit}"


@dataclass(frozen=True, slots=True)
class Rendition:
    """A message as its platform shows it: its fields, as the platform's own API has them, and its lengths."""

    message: Mapping[str, Any]
    lengths: Mapping[str, Length]

    def record(self) -> dict[str, Any]:
        """Return it as JSON says it."""
        lengths = {name: {"used": length.used, "limit": length.limit} for name, length in self.lengths.items()}
        return {"message": self.message, "lengths": lengths}


def on_telegram(alert: Alert, language: Language) -> Rendition:
    """Return the alert as Telegram shows it: its HTML is read as Telegram's server reads it."""
    from bot.sandbox.telegram.text.formatted import formatted  # noqa: PLC0415 - brings all of the sandbox's Telegram

    sent = telegram_message(alert, language)
    shown = formatted(sent["text"], sent["parse_mode"], dict)
    message = {**sent, "text": shown.text, "entities": shown.entities}
    del message["parse_mode"]
    return Rendition(message, {"text": Length(units(shown.text), 4096)})


def on_discord(alert: Alert, language: Language) -> Rendition:
    """Return the alert as Discord is given it, in Markdown."""
    sent = discord_message(alert, language)
    (embed,) = sent["embeds"]
    parts = {name: units(embed.get(name, "")) for name in _COUNTED}
    footer = units(embed.get("footer", {}).get("text", ""))
    lengths = {
        "title": Length(parts["title"], 256),
        "description": Length(parts["description"], 4096),
        "embed": Length(sum(parts.values()) + footer, 6000),
        "button": Length(len(alert.link), BUTTON_URL),
    }
    return Rendition(sent, lengths)


def without_escapes(markdown: str) -> str:
    """Return Markdown that has only escapes in it, as ours does, the way Discord shows it."""
    return _ESCAPED.sub(r"\1", markdown)
