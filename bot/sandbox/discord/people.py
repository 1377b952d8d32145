"""What people do in the chats: type, give commands, use what stands under a message, fill in forms."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.sandbox.discord import objects
from bot.sandbox.discord.errors import ApiError
from bot.sandbox.discord.forms.message import ON_SEND, draft
from bot.sandbox.discord.forms.modal import submitted
from bot.sandbox.discord.interactions import Kind
from bot.sandbox.discord.options import begun_option, filled
from bot.sandbox.discord.questions import question
from bot.sandbox.discord.used import BUTTON, SELECT, chosen, component

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.discord.chat import Chat, Shown
    from bot.sandbox.discord.commands import Commands
    from bot.sandbox.discord.gateway.hub import Hub
    from bot.sandbox.discord.interactions import Interaction, Interactions
    from bot.sandbox.discord.places import Channel, Guild, Member
    from bot.sandbox.discord.world import World

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
        self._ways: dict[str, Callable[[dict[str, Any], str, str], Awaitable[dict[str, Any]]]] = {
            "type": self._type,
            "command": self._command,
            "complete": self._complete,
            "press": self._press,
            "choose": self._choose,
            "submit": self._submit,
        }

    async def act(self, action: dict[str, Any]) -> dict[str, Any]:
        """Do it, and return what came of it; raise ValueError with a clear sentence where it cannot be done."""
        channel_id, user_id = str(action.get("chat")), str(action.get("user"))
        _, guild, _ = self._world.person(channel_id, user_id)
        way = self._ways.get(str(action.get("do")))
        if way is None:
            raise ValueError(f"nobody can {action.get('do')!r} on Discord; they can {', '.join(self._ways)}")
        if guild and not guild.has_bot and action.get("do") != "type":
            raise ValueError(f"the bot is not in {guild.name!r} any more")
        return await way(action, channel_id, user_id)

    async def _type(self, action: dict[str, Any], channel_id: str, user_id: str) -> dict[str, Any]:
        channel, _, person = self._world.person(channel_id, user_id)
        try:
            made = draft({"content": str(action.get("text", ""))}, ON_SEND)
            author = objects.user(person.id, person.name)
            return {"message": self._chat.add(channel.id, author, made, extra={})}
        except ApiError as error:
            raise ValueError(f"Discord does not take the text: {error.body}") from error

    async def _command(self, action: dict[str, Any], channel_id: str, user_id: str) -> dict[str, Any]:
        command, data, (channel, guild, _) = self._given(action, channel_id, user_id)
        options, resolved = filled(command, action.get("options") or {}, self._world.choosable(channel, guild))
        data |= {"options": options} | ({"resolved": resolved} if resolved else {})
        begun = self._begin(Kind.COMMAND, channel_id, user_id, command=command["name"])
        return await self._ask(begun, data)

    async def _complete(self, action: dict[str, Any], channel_id: str, user_id: str) -> dict[str, Any]:
        """Ask what the option that is being typed may become; who is too late offers nothing."""
        command, data, _ = self._given(action, channel_id, user_id)
        focused = begun_option(command, _named(action, "option"))
        data["options"] = [
            {"type": focused["type"], "name": focused["name"], "value": str(action.get("text", "")), "focused": True}
        ]
        begun = self._begin(Kind.AUTOCOMPLETE, channel_id, user_id, completes=focused["type"])
        self._bring(begun, data)
        is_in_time = await self._is_answered(begun)
        return {"interaction": begun.id, "acknowledged": is_in_time, "choices": begun.choices or []}

    async def _press(self, action: dict[str, Any], channel_id: str, user_id: str) -> dict[str, Any]:
        message_id, custom_id = _named(action, "message_id"), _named(action, "custom_id")
        message = self._visible(channel_id, user_id, message_id).message
        pressed = component(message, custom_id, BUTTON)
        begun = self._begin(Kind.COMPONENT, channel_id, user_id, pressed=message_id)
        return await self._ask(begun, {"id": pressed["id"], "custom_id": custom_id, "component_type": BUTTON})

    async def _choose(self, action: dict[str, Any], channel_id: str, user_id: str) -> dict[str, Any]:
        message_id, custom_id = _named(action, "message_id"), _named(action, "custom_id")
        menu = component(self._visible(channel_id, user_id, message_id).message, custom_id, SELECT)
        values = chosen(menu, action.get("values"))
        begun = self._begin(Kind.COMPONENT, channel_id, user_id, pressed=message_id)
        data = {"id": menu["id"], "custom_id": custom_id, "component_type": SELECT, "values": values}
        return await self._ask(begun, data)

    async def _submit(self, action: dict[str, Any], channel_id: str, user_id: str) -> dict[str, Any]:
        """Send a form, which then closes."""
        opener = self._interactions.with_form(_named(action, "interaction"), user_id)
        form = opener.form or {}
        parts = submitted(form, action.get("values") or {})
        pressed = opener.pressed if self._chat.look_up(channel_id, opener.pressed) else ""
        begun = self._begin(Kind.MODAL, channel_id, user_id, pressed=pressed, opener=opener)
        done = await self._ask(begun, {"custom_id": form["custom_id"], "components": parts})
        if done["acknowledged"]:
            opener.form = None
        return done

    def _given(
        self, action: dict[str, Any], channel_id: str, user_id: str
    ) -> tuple[dict[str, Any], dict[str, Any], tuple[Channel, Guild | None, Member]]:
        """Return the command that is given, what the bot is told of it, and by whom and where."""
        channel, guild, person = place = self._world.person(channel_id, user_id)
        command = self._commands.find(_named(action, "name").removeprefix("/"), channel.guild_id)
        needed = command["default_member_permissions"] if guild else None
        if needed is not None and (not int(needed) or int(needed) & ~int(person.permissions)):
            where = repr(guild.name) if guild else "private"
            raise ValueError(f"{person.name} has no permission in {where} to use /{command['name']}")
        data = {"id": command["id"], "name": command["name"], "type": 1}
        return command, data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {}), place

    def _visible(self, channel_id: str, user_id: str, message_id: str) -> Shown:
        for shown in self._chat.in_channel(channel_id):
            if shown.message["id"] == message_id and shown.only_for in ("", user_id):
                if shown.message["author"]["id"] != self._world.bot["id"]:
                    raise ValueError(f"the message {message_id} is not the bot's")
                return shown
        raise ValueError(f"{user_id} sees no message {message_id} in the channel {channel_id}")

    def _begin(self, kind: Kind, channel_id: str, user_id: str, **about: Any) -> Interaction:
        return self._interactions.begin(self._chat.ids.next(), kind, channel_id, user_id, **about)

    async def _ask(self, begun: Interaction, data: dict[str, Any]) -> dict[str, Any]:
        """Bring the interaction to the bot and wait for its acknowledgement."""
        self._bring(begun, data)
        if not await self._is_answered(begun):
            self._chat.notice(begun.channel_id, begun.user_id, _UNANSWERED)
            return {"interaction": begun.id, "acknowledged": False, "text": _UNANSWERED}
        done = {"interaction": begun.id, "acknowledged": True, "message": self._answer(begun)}
        return done | ({"modal": begun.form} if begun.form else {})

    def _bring(self, begun: Interaction, data: dict[str, Any]) -> None:
        used = self._chat.look_up(begun.channel_id, begun.pressed)
        more = {"message": used.message} if used else {}
        self._hub.dispatch("INTERACTION_CREATE", question(self._world, begun) | {"data": data} | more)

    async def _is_answered(self, begun: Interaction) -> bool:
        try:
            await asyncio.wait_for(begun.answered.wait(), self._patience)
        except TimeoutError:
            begun.is_late = True
        return not begun.is_late

    def _answer(self, begun: Interaction) -> dict[str, Any] | None:
        shown = self._chat.look_up(begun.channel_id, begun.original)
        return shown.message if shown else None


def _named(action: dict[str, Any], key: str) -> str:
    if key not in action:
        raise ValueError(f"the action {action['do']!r} needs {key!r}")
    return str(action[key])
