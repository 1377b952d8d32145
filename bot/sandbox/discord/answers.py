"""What the bot says to an interaction: its callback, and what it adds or changes afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.errors import Code, refusal
from bot.sandbox.discord.forms.choices import choices
from bot.sandbox.discord.forms.field import Field
from bot.sandbox.discord.forms.message import ON_ANSWER, ON_EDIT, Flag, draft
from bot.sandbox.discord.forms.modal import modal
from bot.sandbox.discord.interactions import Kind

if TYPE_CHECKING:
    from bot.sandbox.discord.chat import Chat, Shown
    from bot.sandbox.discord.interactions import Interaction
    from bot.sandbox.discord.world import World

MESSAGE, THINKING, UPDATE_LATER, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
_NEW = (MESSAGE, THINKING)
_COMMAND, _REPLY = 20, 19  # the types of messages that answer a command and a component


def _takes(interaction: Interaction) -> tuple[int, ...]:
    """Return the types of answers that the interaction takes: a message changes only where one of its own was used."""
    changes = (UPDATE_LATER, UPDATE) if interaction.pressed else ()
    return {
        Kind.COMMAND: (*_NEW, MODAL),
        Kind.COMPONENT: (*_NEW, *changes, MODAL),
        Kind.AUTOCOMPLETE: (CHOICES,),
        Kind.MODAL: (*_NEW, *changes),
    }[interaction.kind]


class Answers:
    """Carries the bot's answers into the chat."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat

    def acknowledge(self, interaction: Interaction, body: Any) -> tuple[int, dict[str, Any] | None]:
        """Take the first answer; return its type and the message it made or changed."""
        root = Field(body if isinstance(body, dict) else {})
        kind = root.at("type").choice(_takes(interaction))
        root.settle()
        data = root.at("data").value or {}
        message = self._first(interaction, kind, data)
        interaction.answered.set()
        return kind, message

    def _first(self, interaction: Interaction, kind: int, data: Any) -> dict[str, Any] | None:
        if kind in (MESSAGE, THINKING):
            return self._say_first(interaction, kind, data)
        if kind in (UPDATE, UPDATE_LATER):
            interaction.original = interaction.pressed
        if kind == UPDATE:
            shown = self._chat.find(interaction.channel_id, interaction.pressed)
            return self._chat.edit(shown, draft(data, ON_EDIT, "data"))
        if kind == MODAL:
            interaction.form = modal(data)
        if kind == CHOICES:
            interaction.choices = choices(data, interaction.completes)
        return None

    def _say_first(self, interaction: Interaction, kind: int, data: Any) -> dict[str, Any]:
        made = draft(data, ON_ANSWER, "data")
        made.flags = made.flags or Flag(0)
        if kind == THINKING:
            made.flags |= Flag.LOADING
        interaction.is_private = Flag.EPHEMERAL in made.flags
        message = self._say(interaction, made)
        interaction.original = message["id"]
        interaction.thinking = message["id"] if kind == THINKING else ""
        return message

    def follow(self, interaction: Interaction, body: Any) -> dict[str, Any]:
        """Say something more; after a deferred answer the first such message takes its place."""
        made = draft(body, ON_ANSWER)
        if interaction.thinking:
            made.flags = None
            return self.edit(interaction, self._chat.find(interaction.channel_id, interaction.thinking), made)
        return self._say(interaction, made)

    def revise(self, interaction: Interaction, message_id: str, body: Any) -> dict[str, Any]:
        """Edit one of the interaction's messages."""
        shown = self.find(interaction, message_id)
        return self.edit(interaction, shown, draft(body, ON_EDIT))

    def edit(self, interaction: Interaction, shown: Shown, made: Any) -> dict[str, Any]:
        """Edit a message and note that it thinks no longer."""
        message = self._chat.edit(shown, made)
        interaction.thinking = "" if interaction.thinking == message["id"] else interaction.thinking
        return message

    def find(self, interaction: Interaction, message_id: str) -> Shown:
        """Return one of the interaction's messages; `@original` is the first."""
        wanted = interaction.original if message_id == "@original" else message_id
        shown = self._chat.find(interaction.channel_id, wanted)
        about = shown.message.get("interaction_metadata", {}).get("id")
        if wanted != interaction.pressed and about != interaction.id:
            raise refusal(Code.UNKNOWN_MESSAGE)
        return shown

    def _say(self, interaction: Interaction, made: Any) -> dict[str, Any]:
        is_private = Flag.EPHEMERAL in (made.flags or Flag(0))
        only_for = interaction.user_id if is_private else ""
        extra = self._about(interaction)
        return self._chat.add(interaction.channel_id, self._world.bot, made, extra=extra, only_for=only_for)

    def _about(self, interaction: Interaction) -> dict[str, Any]:
        """Return what tells a message that it answers this interaction."""
        about = {"webhook_id": self._world.bot["id"], "application_id": self._world.bot["id"]}
        about |= {"interaction_metadata": self._metadata(interaction)}
        if interaction.kind is Kind.COMPONENT:
            answered = {"type": 0, "channel_id": interaction.channel_id, "message_id": interaction.pressed}
            return about | {"type": _REPLY, "message_reference": answered}
        if interaction.kind is Kind.MODAL:
            return about
        asker = self._world.user(interaction.user_id)
        named = {"id": interaction.id, "type": 2, "name": interaction.command, "user": asker}
        return about | {"type": _COMMAND, "interaction": named}

    def _metadata(self, interaction: Interaction) -> dict[str, Any]:
        guild_id = self._world.channels[interaction.channel_id].guild_id
        whose = {"id": interaction.id, "type": int(interaction.kind), "user": self._world.user(interaction.user_id)}
        whose |= {"authorizing_integration_owners": {"0": guild_id or "0"}}
        if interaction.kind is Kind.COMPONENT:
            whose |= {"interacted_message_id": interaction.pressed}
        if interaction.opener is not None:
            whose |= {"triggering_interaction_metadata": self._metadata(interaction.opener)}
        return whose
