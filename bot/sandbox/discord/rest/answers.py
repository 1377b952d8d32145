"""The calls that answer interactions; their token is in the path, so they need no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.answers import MESSAGE, THINKING, UPDATE
from bot.sandbox.discord.errors import Code, refusal
from bot.sandbox.discord.rest.exchange import NOTHING

if TYPE_CHECKING:
    from bot.sandbox.discord.interactions import Interaction
    from bot.sandbox.discord.rest.exchange import Answer, Ask, Backend


def callback(backend: Backend, ask: Ask) -> Answer:
    """POST the first answer; it must come within three seconds, and once."""
    interaction = backend.interactions.to_acknowledge(ask.parts["interaction"], ask.parts["token"])
    _check_place(backend, interaction)
    kind, message = backend.answers.acknowledge(interaction, ask.body)
    if ask.query.get("with_response", "").lower() not in ("1", "true"):
        return NOTHING
    return 200, _told(interaction, kind, message)


def _told(interaction: Interaction, kind: int, message: dict[str, Any] | None) -> dict[str, Any]:
    about: dict[str, Any] = {"id": interaction.id, "type": int(interaction.kind)}
    if message is not None:
        about["response_message_id"] = message["id"]
        about["response_message_loading"] = kind == THINKING
        about["response_message_ephemeral"] = interaction.is_private
    has_resource = kind in (MESSAGE, UPDATE)
    return {"interaction": about} | ({"resource": {"type": kind, "message": message}} if has_resource else {})


def follow(backend: Backend, ask: Ask) -> Answer:
    """POST another message."""
    return 200, backend.answers.follow(_interaction(backend, ask), ask.body)


def fetch(backend: Backend, ask: Ask) -> Answer:
    """GET one of the interaction's messages."""
    return 200, backend.answers.find(_interaction(backend, ask), _message(ask)).message


def edit(backend: Backend, ask: Ask) -> Answer:
    """PATCH one of the interaction's messages."""
    return 200, backend.answers.revise(_interaction(backend, ask), _message(ask), ask.body)


def delete(backend: Backend, ask: Ask) -> Answer:
    """DELETE one of the interaction's messages."""
    backend.chat.remove(backend.answers.find(_interaction(backend, ask), _message(ask)))
    return NOTHING


def _interaction(backend: Backend, ask: Ask) -> Interaction:
    if ask.parts["application"] != backend.world.bot["id"]:
        raise refusal(Code.UNKNOWN_WEBHOOK)
    interaction = backend.interactions.to_continue(ask.parts["token"])
    _check_place(backend, interaction)
    return interaction


def _check_place(backend: Backend, interaction: Interaction) -> None:
    """Refuse to answer in a channel that was deleted meanwhile."""
    if interaction.channel_id not in backend.world.channels:
        raise refusal(Code.UNKNOWN_CHANNEL)


def _message(ask: Ask) -> str:
    return ask.parts.get("message", "@original")
