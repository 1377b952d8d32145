"""Telegram, as far as a bot can tell: the Bot API on a port of this machine, and the people on its other side."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.changes import Changes
from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal
from bot.sandbox.telegram import membership, topics
from bot.sandbox.telegram.chats import Chat, Person, kind_of_group
from bot.sandbox.telegram.limits import Limits
from bot.sandbox.telegram.people import act
from bot.sandbox.telegram.refusals import Refusal
from bot.sandbox.telegram.view import state
from bot.sandbox.telegram.webhook import deliver
from bot.sandbox.telegram.wire import Call, Wire
from bot.sandbox.telegram.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.sandbox.telegram.chats import Json
    from bot.sandbox.telegram.world import Accepted

SANDBOX_TOKEN = "7:sandbox"  # noqa: S105 - opens nothing but this sandbox


class TelegramService:
    """A strict imitation of the Bot API; `clock` (monotonic) paces it and `wall` dates its messages."""

    def __init__(
        self,
        *,
        token: str = SANDBOX_TOKEN,
        journal: Journal | None = None,
        latency: float = 0.0,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.faults = Faults()
        self.changes = Changes()
        self.calls: deque[Call] = deque(maxlen=50_000)
        self.url = ""
        self._latency = latency
        self._world = World(
            token=token, journal=journal or Journal(), changes=self.changes, limits=limits, clock=clock, wall=wall
        )
        self._wire: Wire | None = None
        self._runner: web.ServerRunner | None = None
        self._webhook: asyncio.Task[None] | None = None

    @property
    def accepted(self) -> Sequence[Accepted]:
        """Return the sends and edits taken, oldest first."""
        return self._world.accepted

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; with port 0 on any free one, told by `url`."""
        self._wire = Wire(self._world, self.faults, self.calls, self._latency)
        self._runner = web.ServerRunner(web.Server(self._wire.answer), shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        self._webhook = asyncio.create_task(  # noqa: TID251 - start() returns while it runs; stop() ends and awaits it
            deliver(self._world.updates)
        )

    async def stop(self) -> None:
        """Stop listening and close every connection, long polls too, and the journal."""
        self._world.updates.interrupt(Refusal(500, "Internal Server Error: restart"))
        if self._wire is not None:
            self._wire.closing.set()
        if self._webhook is not None:
            self._webhook.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._webhook
        if self._runner is not None:
            await self._runner.cleanup()
        self._world.close()

    def state(self) -> dict[str, Any]:
        """Return everything the page shows."""
        return state(self._world)

    async def act(self, action: dict[str, Any]) -> dict[str, Any]:
        """Let a person type, edit, press, share, ask, choose, block or unblock; ValueError where they could not."""
        return act(self._world, action)

    def messages(self, chat_id: int) -> list[Json]:
        """Return what the chat shows, in order."""
        chat = self._world.chats[chat_id]
        return [chat.messages[key] for key in sorted(chat.messages)]

    def add_channel(
        self, chat_id: int, title: str, username: str = "", admins: Sequence[int] = (), *, has_bot: bool = True
    ) -> None:
        """Let a channel exist with these admins, the first of whom owns it; where the bot is there, it is one too."""
        people = {one: self._world.person(one) for one in admins}
        channel = Chat(chat_id, "channel", title, username, people=people, admins=list(admins))
        if not has_bot:
            channel.status, channel.closed = "left", "Forbidden: bot is not a member of the channel chat"
        self._world.add(channel)

    def rename(self, chat_id: int, username: str) -> None:
        """Let the channel have this @name, in place of whoever had it."""
        self._world.rename(self._world.chats[chat_id], username)

    def add_private(self, user_id: int, first_name: str, language_code: str = "ko") -> None:
        """Let a person exist who has started the bot."""
        person = self._world.person(user_id)
        person.first_name, person.language_code = first_name, language_code
        self._world.add(Chat(user_id, "private", first_name, people={user_id: person}))

    def add_group(self, chat_id: int, title: str, admins: Sequence[int], topics: Sequence[int] = ()) -> None:
        """Let a group exist that the bot is in; its id says whether it is a supergroup; the first admin owns it."""
        people = {one: self._world.person(one) for one in admins}
        self._world.add(
            Chat(chat_id, kind_of_group(chat_id), title, people=people, admins=list(admins), topics=set(topics))
        )

    def add_member(self, chat_id: int, user_id: int, name: str = "") -> None:
        """Let a person be in a group without managing it."""
        person = self._world.people.setdefault(user_id, Person(user_id, name or f"User {user_id}"))
        self._world.chats[chat_id].people[user_id] = person

    def block(self, user_id: int) -> None:
        """Let the person block the bot."""
        membership.block(self._world, user_id)

    def unblock(self, user_id: int) -> None:
        """Let the person take the bot back."""
        membership.unblock(self._world, user_id)

    def kick(self, chat_id: int) -> None:
        """Throw the bot out of a group or channel."""
        membership.kick(self._world, chat_id)

    def invite(self, chat_id: int) -> None:
        """Take the bot back into a group or channel."""
        membership.invite(self._world, chat_id)

    def leave(self, chat_id: int) -> None:
        """Let the bot be no member of a group or channel, without a ban."""
        membership.leave(self._world, chat_id)

    def promote(self, chat_id: int, without: Collection[str] = ()) -> None:
        """Make the bot an administrator, without some of the rights."""
        membership.promote(self._world, chat_id, without)

    def demote(self, chat_id: int) -> None:
        """Take the bot's rights as an administrator; a channel's bot is in it no longer then."""
        membership.demote(self._world, chat_id)

    def restrict(self, chat_id: int) -> None:
        """Let the bot of a supergroup write nothing."""
        membership.restrict(self._world, chat_id)

    def close_topic(self, chat_id: int, topic: int) -> None:
        """Close a topic to all who don't manage topics."""
        topics.close(self._world, chat_id, topic)

    def reopen_topic(self, chat_id: int, topic: int) -> None:
        """Open a topic again."""
        topics.reopen(self._world, chat_id, topic)

    def delete_topic(self, chat_id: int, topic: int) -> None:
        """Delete a topic with its messages."""
        topics.delete(self._world, chat_id, topic)

    def migrate(self, chat_id: int) -> int:
        """Upgrade a basic group and return the supergroup's id."""
        return membership.migrate(self._world, chat_id)

    def revoke(self) -> None:
        """Refuse the token from now on, to a poll under way too."""
        self._world.is_revoked = True
        self._world.updates.interrupt(Refusal(401, "Unauthorized"))
