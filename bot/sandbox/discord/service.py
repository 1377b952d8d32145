"""The Discord that the sandbox offers: places and people to add, a REST API and a gateway to serve, faults to meet."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.changes import Changes
from bot.sandbox.discord import objects
from bot.sandbox.discord.answers import Answers
from bot.sandbox.discord.chat import Chat
from bot.sandbox.discord.commands import Commands
from bot.sandbox.discord.gateway.endpoint import Endpoint
from bot.sandbox.discord.gateway.events import Close, Intent
from bot.sandbox.discord.gateway.hub import Hub
from bot.sandbox.discord.interactions import Interactions
from bot.sandbox.discord.limits import Limiter, Limits, Offences
from bot.sandbox.discord.nonces import Nonces
from bot.sandbox.discord.people import People
from bot.sandbox.discord.permissions import permission
from bot.sandbox.discord.places import Channel, Forum, Guild, Member, Role, Thread
from bot.sandbox.discord.rest.door import Door
from bot.sandbox.discord.rest.exchange import Accepted, Backend
from bot.sandbox.discord.rest.routes import ROUTES
from bot.sandbox.discord.view import view
from bot.sandbox.discord.world import World
from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.discord.rest.door import Call

_API = "/api/v10"
_KEPT = 200_000


class DiscordService:
    """Discord on loopback, between `start` and `stop`.

    `clock` gives the monotonic seconds that limits, nonces and interactions go by; `patience` is how many seconds the
    bot has to acknowledge an interaction; `latency` is the seconds a request and its answer travel together.
    """

    def __init__(
        self,
        *,
        token: str = "sandbox.discord.token",  # noqa: S107  (opens nothing but this sandbox)
        journal: Journal | None = None,
        latency: float = 0.0,
        limits: Limits = Limits(),  # noqa: B008  (immutable)
        clock: Callable[[], float] = time.monotonic,
        patience: float = 3.0,
    ) -> None:
        self.token = token
        self.faults = Faults()
        self.changes = Changes()
        self.accepted: deque[Accepted] = deque(maxlen=_KEPT)
        self.url = self.gateway_url = ""
        self._clock = clock
        self._is_revoked = False
        self._journal = journal or Journal()
        self._runner: web.AppRunner | None = None
        self._build(limits, latency, patience)

    def _build(self, limits: Limits, latency: float, patience: float) -> None:
        self._world = world = World()
        self._hub = hub = Hub(world)
        self._chat = chat = Chat(world, hub, self._journal, self.changes)
        self._commands = Commands(world.bot["id"], chat.ids, self._journal, self.changes)
        self._nonces = Nonces(self._clock)
        interactions = Interactions(self._clock)
        self._people = People(
            world=world,
            chat=chat,
            commands=self._commands,
            interactions=interactions,
            hub=hub,
            patience=patience,
        )
        self._offences = Offences(limits.invalid, self._clock)
        self._endpoint = Endpoint(hub, self._knows)
        backend = Backend(
            world=world,
            chat=chat,
            hub=hub,
            commands=self._commands,
            interactions=interactions,
            answers=Answers(world, chat),
            nonces=self._nonces,
            limiter=Limiter(limits, self._clock),
            accept=self._accept,
            gateway_url=lambda: self.gateway_url,
        )
        self._door = Door(
            backend=backend,
            offences=self._offences,
            faults=self.faults,
            clock=self._clock,
            knows=self._knows,
            latency=latency,
        )

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Bring back what the journal has and serve; port 0 takes a free one. After a `stop` it ends an outage."""
        self._restore()
        self._door.closing.clear()
        app = web.Application()
        app.router.add_get("/gateway", self._endpoint.serve)
        for route in ROUTES:
            app.router.add_route(route.method, _API + route.path, self._door.serve(route))
        app.router.add_route("*", "/{path:.*}", self._door.unknown)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        address = f"{host}:{self._runner.addresses[0][1]}"
        self.url, self.gateway_url = f"http://{address}{_API}", f"ws://{address}/gateway"
        self._endpoint.url = self.gateway_url

    async def stop(self) -> None:
        """Close every connection and let the port go."""
        self._door.closing.set()
        self._hub.close_all(Close.GOING_AWAY)
        if self._runner is not None:
            await self._runner.cleanup()
        self._journal.close()

    def add_guild(self, guild_id: int, name: str) -> None:
        """Add a server the bot was invited to."""
        self._world.guilds[str(guild_id)] = Guild(id=str(guild_id), name=name)
        self._hub.join(str(guild_id))

    def add_text(
        self, channel_id: int, guild_id: int, name: str, *, announcement: bool = False, is_system: bool = False
    ) -> None:
        """Add a channel to a server; `is_system` makes it that where newcomers are greeted."""
        channel = Channel(
            id=str(channel_id),
            guild_id=str(guild_id),
            name=name,
            position=len(self._world.channels),
            is_announcement=announcement,
        )
        self._world.channels[channel.id] = channel
        if is_system:
            self._world.guilds[channel.guild_id].system_channel = channel.id
        self._tell_channel("CHANNEL_CREATE", channel)

    def add_forum(self, channel_id: int, guild_id: int, name: str, forum: Forum) -> None:
        """Add a forum or media channel to a server."""
        place = len(self._world.channels)
        channel = Channel(id=str(channel_id), guild_id=str(guild_id), name=name, position=place, forum=forum)
        self._world.channels[channel.id] = channel
        self._tell_channel("CHANNEL_CREATE", channel)

    def add_thread(self, channel_id: int, parent_id: int, name: str) -> Thread:
        """Begin a thread in a channel; return what may be changed about it."""
        parent = self._world.channels[str(parent_id)]
        thread = Thread(parent=parent, tags=[])
        place = Channel(id=str(channel_id), guild_id=parent.guild_id, name=name, position=0, thread=thread)
        self._world.channels[place.id] = place
        self._tell_channel("THREAD_CREATE", place)
        return thread

    def posts(self, channel_id: int) -> list[Channel]:
        """Return the posts of a forum, oldest first."""
        threads = (one for one in self._world.channels.values() if one.thread)
        return [one for one in threads if one.thread and one.thread.parent.id == str(channel_id)]

    def add_private(self, user_id: int) -> int:
        """Add the private chat of a person, who is in a server, with the bot; return its id."""
        return int(self._world.private(str(user_id)).id)

    def add_member(
        self, user_id: int, guild_id: int, name: str, *, may_manage: bool = False, locale: str = "ko"
    ) -> None:
        """Add a person to a server."""
        person = Member(id=str(user_id), name=name, may_manage=may_manage, locale=locale)
        self._world.guilds[str(guild_id)].members[person.id] = person

    def add_role(self, role_id: int, guild_id: int, name: str, *, is_mentionable: bool = False) -> None:
        """Add a role to a server."""
        guild = self._world.guilds[str(guild_id)]
        guild.roles[str(role_id)] = made = Role(id=str(role_id), name=name, is_mentionable=is_mentionable)
        told = {"guild_id": guild.id, "role": objects.role(made, len(guild.roles) + 2)}
        self._hub.dispatch("GUILD_ROLE_CREATE", told, Intent.GUILDS)

    def deny(self, channel_id: int, name: str) -> None:
        """Take a permission (`send_messages`) from the bot in a channel."""
        channel = self._world.channels[str(channel_id)]
        channel.denied |= permission(name)
        self._tell_channel("CHANNEL_UPDATE", channel)

    def allow(self, channel_id: int, name: str) -> None:
        """Give a denied permission back."""
        channel = self._world.channels[str(channel_id)]
        channel.denied &= ~permission(name)
        self._tell_channel("CHANNEL_UPDATE", channel)

    def kick(self, guild_id: int) -> None:
        """Put the bot out of a server."""
        self._hub.dispatch("GUILD_DELETE", {"id": str(guild_id)}, Intent.GUILDS)
        self._world.guilds[str(guild_id)].has_bot = False

    def invite(self, guild_id: int) -> None:
        """Let the bot into a server, perhaps again."""
        self._world.guilds[str(guild_id)].has_bot = True
        self._hub.join(str(guild_id))

    def block(self, user_id: int) -> None:
        """Let a person refuse messages from the bot."""
        self._world.take_messages(str(user_id), does=False)

    def unblock(self, user_id: int) -> None:
        """Let a person take messages from the bot again."""
        self._world.take_messages(str(user_id), does=True)

    def delete_channel(self, channel_id: int) -> None:
        """Delete a channel."""
        channel = self._world.channels.pop(str(channel_id))
        self._tell_channel("CHANNEL_DELETE", channel)

    def revoke(self) -> None:
        """Refuse the token from now on: 401, and the gateway closes with 4004."""
        self._is_revoked = True
        self._hub.close_all(Close.AUTHENTICATION_FAILED)

    def grant(self, intents: int) -> None:
        """Let the bot use privileged intents."""
        self._hub.granted = Intent(intents)

    def drop_gateway(self, code: int = 4000) -> None:
        """Close the gateway's connections; with 1006 they are cut without a word. The sessions may be resumed."""
        self._hub.close_all(code)

    def forget_nonces(self) -> None:
        """Know no nonce any more, as after some minutes."""
        self._nonces.forget()

    def ask_to_reconnect(self) -> None:
        """Tell the bot to connect to the gateway anew, as Discord does every few hours."""
        self._hub.ask_to_reconnect()

    def invalidate_session(self, *, may_resume: bool = False) -> None:
        """Tell the bot that its session is not valid any more."""
        self._hub.invalidate(may_resume=may_resume)

    @property
    def is_bot_online(self) -> bool:
        """Return whether the bot is connected to the gateway and has a session there."""
        return self._hub.is_bot_online

    @property
    def calls(self) -> deque[Call]:
        """Return every request, oldest first."""
        return self._door.calls

    @property
    def invalid_requests(self) -> int:
        """Return how many requests were answered 401, 403 or 429 (unless scope shared)."""
        return self._offences.count

    def messages(self, channel_id: int, user_id: int | None = None) -> list[dict[str, Any]]:
        """Return the messages everybody sees, in order; with a user also those only they see."""
        eyes = ("", str(user_id))
        return [shown.message for shown in self._chat.in_channel(str(channel_id)) if shown.only_for in eyes]

    def state(self) -> dict[str, Any]:
        """Return everything a page shows, as JSON."""
        return view(self._world, self._chat, self._commands)

    async def act(self, action: dict[str, Any]) -> dict[str, Any]:
        """Do what a person does; raise ValueError with a clear sentence where it cannot be done."""
        return await self._people.act(action)

    def _knows(self, token: str) -> bool:
        return token == self.token and not self._is_revoked

    def _accept(self, channel_id: str, message_id: str) -> None:
        self.accepted.append(Accepted(self._clock(), channel_id, message_id))

    def _tell_channel(self, event: str, channel: Channel) -> None:
        self._hub.dispatch(event, objects.channel(channel, self._world.bot["id"]), Intent.GUILDS)

    def _restore(self) -> None:
        self._world.restore(self._journal.entries())
        self._chat.restore(self._journal.entries())
        self._commands.restore(self._journal.entries())
        for shown in self._chat.everything():
            if nonce := shown.message.get("nonce"):
                self._nonces.remember(nonce, shown.message["channel_id"], shown.message["id"])
