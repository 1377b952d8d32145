"""What the journal remembers of former runs: messages as they were last shown, moves, and updates not yet confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.sandbox.telegram.chats import Chat, Json

SERVICE = "telegram"


@dataclass(slots=True)
class Past:
    """Messages, what stands below them and the bot's place, by chat; groups that moved; updates that wait."""

    messages: dict[int, dict[int, Json]] = field(default_factory=dict)
    last_ids: dict[int, int] = field(default_factory=dict)
    moves: dict[int, int] = field(default_factory=dict)
    below: dict[int, dict[int, Json]] = field(default_factory=dict)
    fixed: dict[int, set[int]] = field(default_factory=dict)
    places: dict[int, Json] = field(default_factory=dict)
    updates: dict[int, Json] = field(default_factory=dict)
    last_update: int = 0

    def read(self, entry: Json) -> None:
        """Take in one entry, in the order written."""
        match entry["kind"]:
            case "message" | "edit":
                message = entry["message"]
                chat, number = message["chat"]["id"], message["message_id"]
                self.messages.setdefault(chat, {})[number] = message
                self.last_ids[chat] = max(number, self.last_ids.get(chat, 0))
            case "delete":
                self.messages.get(entry["chat"], {}).pop(entry["message_id"], None)
            case "below":
                self.below.setdefault(entry["chat"], {})[entry["user"]] = entry["below"]
            case "fixed":
                self.fixed.setdefault(entry["chat"], set()).add(entry["message_id"])
            case "place":
                self.places[entry["chat"]] = entry
            case "moved":
                self.moves[entry["chat"]] = entry["to"]
            case "update":
                self.last_update = entry["update"]["update_id"]
                self.updates[self.last_update] = entry["update"]
            case "confirmed":
                self.updates = {key: one for key, one in self.updates.items() if key >= entry["before"]}

    def give(self, chat: Chat) -> None:
        """Put back into the chat what it showed."""
        chat.messages = self.messages.pop(chat.id, {})
        chat.below = self.below.pop(chat.id, {})
        chat.fixed = self.fixed.pop(chat.id, set())
        if place := self.places.pop(chat.id, None):
            chat.status, chat.closed, chat.lacks = place["status"], place["closed"], set(place["lacks"])
        chat.last_id = max(chat.last_id, self.last_ids.get(chat.id, 0))


def read_past(entries: Iterable[Json]) -> Past:
    """Return what the entries of this service tell."""
    past = Past()
    for entry in entries:
        if entry.get("service") == SERVICE:
            past.read(entry)
    return past
