"""What people do in the chats: type, give commands, press buttons."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.sandbox.discord import objects
from bot.sandbox.discord.errors import ApiError
from bot.sandbox.discord.forms.message import ON_SEND, draft
from bot.sandbox.discord.options import filled
from bot.sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from bot.sandbox.discord.chat import Chat, Shown
    from bot.sandbox.discord.commands import Commands
    from bot.sandbox.discord.gateway.hub import Hub
    from bot.sandbox.discord.interactions import Interaction, Interactions
    from bot.sandbox.discord.world import World

_COMMAND, _BUTTON = 2, 3
_UNANSWERED = "The application did not respond"


class People:
    """Does what an action says; `patience` is how many seconds the bot has to acknowledge, three at Discord."""

    def __init__(
        self,
        *,
        world: World,
        chat: Chat,
        commands: Commands,
        interactions: Interactions,
        hub: Hub,
        patience: float,
    ) -> None:
        self._world = world
        self._chat = chat
        self._commands = commands
        self._interactions = interactions
        self._hub = hub
        self._patience = patience

    async def act(self, action: dict[str, Any]) -> dict[str, Any]:
        """Do it, and return what came of it; raise ValueError with a clear sentence where it cannot be done."""
        channel_id, user_id = str(action.get("chat")), str(action.get("user"))
        _, guild, _ = self._world.person(channel_id, user_id)
        if not guild.has_bot and action.get("do") != "type":
            raise ValueError(f"the bot is not in {guild.name!r} any more")
        if action.get("do") == "type":
            return self._type(channel_id, user_id, str(action.get("text", "")))
        if action.get("do") == "command":
            return await self._command(channel_id, user_id, _named(action, "name"), action.get("options") or {})
        if action.get("do") == "press":
            return await self._press(channel_id, user_id, _named(action, "message_id"), _named(action, "custom_id"))
        raise ValueError(f"nobody can {action.get('do')!r} on Discord; they can type, command or press")

    def _type(self, channel_id: str, user_id: str, text: str) -> dict[str, Any]:
        channel, guild, person = self._world.person(channel_id, user_id)
        try:
            made = draft({"content": text}, ON_SEND)
            author = objects.user(person.id, person.name)
            return {"message": self._chat.add(channel.id, author, made, extra={})}
        except ApiError as error:
            raise ValueError(f"Discord does not take the text in {guild.name!r}: {error.body}") from error

    async def _command(self, channel_id: str, user_id: str, name: str, options: dict[str, Any]) -> dict[str, Any]:
        channel, guild, person = self._world.person(channel_id, user_id)
        command = self._commands.find(name.removeprefix("/"), channel.guild_id)
        needed = command["default_member_permissions"]
        if needed is not None and (not int(needed) or int(needed) & ~int(person.permissions)):
            raise ValueError(f"{person.name} has no permission in {guild.name!r} to use /{command['name']}")
        data = {"id": command["id"], "name": command["name"], "type": 1, "options": filled(command, options)}
        data |= {"guild_id": command["guild_id"]} if "guild_id" in command else {}
        begun = self._interactions.begin(self._chat.ids.next(), _COMMAND, channel_id, user_id, command=command["name"])
        return await self._ask(begun, data, {})

    async def _press(self, channel_id: str, user_id: str, message_id: str, custom_id: str) -> dict[str, Any]:
        shown = self._visible(channel_id, user_id, message_id)
        if not _has_button(shown.message, custom_id):
            raise ValueError(f"the message {message_id} has no button {custom_id!r} that can be pressed")
        if shown.message["author"]["id"] != self._world.bot["id"]:
            raise ValueError(f"the message {message_id} is not the bot's")
        begun = self._interactions.begin(self._chat.ids.next(), _BUTTON, channel_id, user_id, pressed=message_id)
        return await self._ask(begun, {"custom_id": custom_id, "component_type": 2}, {"message": shown.message})

    def _visible(self, channel_id: str, user_id: str, message_id: str) -> Shown:
        for shown in self._chat.in_channel(channel_id):
            if shown.message["id"] == message_id and shown.only_for in ("", user_id):
                return shown
        raise ValueError(f"{user_id} sees no message {message_id} in the channel {channel_id}")

    async def _ask(self, begun: Interaction, data: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
        """Bring the interaction to the bot and wait for its acknowledgement."""
        self._hub.dispatch("INTERACTION_CREATE", self._interaction(begun) | {"data": data} | more)
        try:
            await asyncio.wait_for(begun.answered.wait(), self._patience)
        except TimeoutError:
            begun.is_late = True
            self._chat.notice(begun.channel_id, begun.user_id, _UNANSWERED)
            return {"interaction": begun.id, "acknowledged": False, "text": _UNANSWERED}
        return {"interaction": begun.id, "acknowledged": True, "message": self._answer(begun)}

    def _answer(self, begun: Interaction) -> dict[str, Any] | None:
        for shown in self._chat.in_channel(begun.channel_id):
            if begun.original and shown.message["id"] == begun.original:
                return shown.message
        return None

    def _interaction(self, begun: Interaction) -> dict[str, Any]:
        channel, guild, person = self._world.person(begun.channel_id, begun.user_id)
        rights = str(int(person.permissions))
        place = objects.channel(channel, self._world.bot["id"]) | {"permissions": rights}
        return {
            "id": begun.id,
            "application_id": self._world.bot["id"],
            "type": begun.kind,
            "token": begun.token,
            "version": 1,
            "guild_id": guild.id,
            "guild": {"id": guild.id, "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "channel_id": channel.id,
            "channel": place,
            "member": objects.member(guild, person) | {"permissions": rights},
            "locale": person.locale,
            "app_permissions": str(int(channel.bot_permissions | Permission.SEND_MESSAGES)),
            "entitlements": [],
            "authorizing_integration_owners": {"0": guild.id},
            "context": 0,
            "attachment_size_limit": 10 * 1024 * 1024,
        }


def _named(action: dict[str, Any], key: str) -> str:
    if key not in action:
        raise ValueError(f"the action {action['do']!r} needs {key!r}")
    return str(action[key])


def _has_button(message: dict[str, Any], custom_id: str) -> bool:
    buttons = [button for row in message["components"] for button in row["components"]]
    return any(one.get("custom_id") == custom_id and not one.get("disabled") for one in buttons)
