"""The messages of every channel: written down before they are answered, told to watchers and to the gateway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.compose import compose, revise
from bot.sandbox.discord.errors import Code, refusal
from bot.sandbox.discord.gateway.events import Intent
from bot.sandbox.discord.snowflakes import Snowflakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.sandbox.changes import Changes
    from bot.sandbox.discord.forms.message import Draft
    from bot.sandbox.discord.gateway.hub import Hub
    from bot.sandbox.discord.places import Channel
    from bot.sandbox.discord.world import World
    from bot.sandbox.journal import Journal

SERVICE = "discord"


@dataclass(slots=True)
class Shown:
    """A message; an ephemeral one is `only_for` one person."""

    message: dict[str, Any]
    only_for: str = ""


class Chat:
    """Adds, edits and removes messages."""

    def __init__(self, world: World, hub: Hub, journal: Journal, changes: Changes) -> None:
        self.ids = Snowflakes()
        self._world = world
        self._hub = hub
        self._journal = journal
        self._changes = changes
        self._shown: dict[str, dict[str, Shown]] = {}

    def restore(self, entries: Iterable[dict[str, Any]]) -> None:
        """Bring back what the journal has."""
        for entry in entries:
            if entry.get("service") == SERVICE and "chat" in entry:
                self._apply(entry)

    def in_channel(self, channel_id: str) -> Iterator[Shown]:
        """Yield the channel's messages, oldest first."""
        yield from self._shown.get(channel_id, {}).values()

    def everything(self) -> Iterator[Shown]:
        """Yield the messages of all channels."""
        for messages in self._shown.values():
            yield from messages.values()

    def look_up(self, channel_id: str, message_id: str) -> Shown | None:
        """Return a message, None where there is none."""
        return self._shown.get(channel_id, {}).get(message_id)

    def find(self, channel_id: str, message_id: str) -> Shown:
        """Return a message, or refuse as Discord does."""
        found = self.look_up(channel_id, message_id)
        if found is None:
            raise refusal(Code.UNKNOWN_MESSAGE)
        return found

    def whole(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return the message as Discord gives it: with the one it replies to as that is now, null where it is gone."""
        reference = message.get("message_reference")
        if reference is None:
            return message
        replied = self.look_up(reference["channel_id"], reference["message_id"])
        return message | {"referenced_message": replied.message if replied else None}

    def add(
        self,
        channel_id: str,
        author: dict[str, Any],
        draft: Draft,
        *,
        extra: dict[str, Any],
        only_for: str = "",
        replied: dict[str, Any] | None = None,
        message_id: str = "",
    ) -> dict[str, Any]:
        """Show a new message and return it; `extra` is what its object has beside a draft's own."""
        identity = {"id": message_id or self.ids.next(), "channel_id": channel_id, "author": author}
        message = self._resolved(compose(identity, draft, self._world.user, replied)) | extra
        self._happen("message", Shown(message, only_for))
        self._dispatch("MESSAGE_CREATE", message, only_for)
        return message

    def edit(self, shown: Shown, draft: Draft) -> dict[str, Any]:
        """Change a message and return it as it is now."""
        message = self._resolved(revise(shown.message, draft, self._world.user))
        return self.replace(shown, message)

    def replace(self, shown: Shown, message: dict[str, Any]) -> dict[str, Any]:
        """Put another object in the place of a message's."""
        self._happen("edit", Shown(message, shown.only_for))
        self._dispatch("MESSAGE_UPDATE", message, shown.only_for)
        return message

    def remove(self, shown: Shown) -> None:
        """Take a message away."""
        self._happen("delete", shown)
        message = shown.message
        where = {"id": message["id"], "channel_id": message["channel_id"]}
        self._dispatch("MESSAGE_DELETE", where, shown.only_for)

    def _resolved(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return the message with those of the mentioned roles that there are and that its author may ping."""
        pinged = self._world.pinged(message["channel_id"], message["mention_roles"])
        return message | {"mention_roles": pinged}

    def write_thread(self, place: Channel, *, is_gone: bool = False) -> None:
        """Write down how a thread is now, or that it is gone."""
        if place.thread is None:
            return
        entry = {"service": SERVICE, "kind": "thread", "id": place.id, "is_gone": is_gone, "name": place.name}
        about = {"parent": place.thread.parent.id, "tags": place.thread.tags}
        state = {"is_archived": place.thread.is_archived, "is_locked": place.thread.is_locked}
        self._journal.write(entry | about | state)

    def notice(self, channel_id: str, user_id: str, text: str) -> None:
        """Tell one person something that is no message."""
        change = {"service": SERVICE, "chat": channel_id, "kind": "notice", "for": user_id, "text": text}
        self._changes.tell(change)

    def _happen(self, kind: str, shown: Shown) -> None:
        message = shown.message
        entry = {"service": SERVICE, "chat": message["channel_id"], "kind": kind, "message_id": message["id"]}
        entry |= {"message": message} if kind != "delete" else {}
        entry |= {"for": shown.only_for} if shown.only_for else {}
        self._journal.write(entry)
        self._apply(entry)
        self._changes.tell(entry)

    def _apply(self, entry: dict[str, Any]) -> None:
        channel = self._shown.setdefault(entry["chat"], {})
        self.ids.saw(entry["message_id"])
        if entry["kind"] == "delete":
            channel.pop(entry["message_id"], None)
        else:
            channel[entry["message_id"]] = Shown(entry["message"], entry.get("for", ""))

    def _dispatch(self, event: str, payload: dict[str, Any], only_for: str) -> None:
        if only_for:
            return
        channel = self._world.channels[payload["channel_id"]]
        if channel.is_private:
            self._hub.dispatch(event, self.whole(payload), Intent.DIRECT_MESSAGES)
        else:
            self._hub.dispatch(event, self.whole(payload) | {"guild_id": channel.guild_id}, Intent.GUILD_MESSAGES)
