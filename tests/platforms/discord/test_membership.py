"""What the gateway tells of permissions is known before a send, and told to whoever keeps the channels."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.delivery import Channel, Platform
from bot.core.errors import Closed, StoreError, Throttled
from bot.platforms.discord import DiscordConnection, connect
from bot.sandbox.discord.gateway.events import Intent
from bot.sandbox.discord.objects import bot_member, roles
from bot.sandbox.discord.permissions import BOT, EVERYONE, Permission
from bot.sandbox.discord.places import Forum
from bot.sandbox.discord.world import BOT_ID
from tests.platforms.discord.conftest import CHANNEL, GUILD, TEXT, TOKEN, alert, listening, until
from tests.platforms.discord.desk import RecordingDesk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.discord import DiscordService

SEND = "POST /channels/{id}/messages"
QUIET = 2002
THREAD, FORUM = 2500, 2501


class Notes:
    """What `on_membership` was told: the last word about each channel, and how often it failed before."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[bool, str]] = {}
        self.is_away = False
        self.failures = 0

    async def take(self, channel: Channel, is_member: bool, why: str) -> None:  # noqa: FBT001 -- a callback
        """Write the word down, or fail as a store does."""
        if self.is_away:
            self.failures += 1
            raise StoreError("the store is away")
        self.last[channel.address] = is_member, why

    def says(self, channel: int, *, is_member: bool, why: str = "") -> bool:
        """Return whether the last word about the channel was this."""
        was_told, said = self.last.get(str(channel), (None, ""))
        return was_told is is_member and why in said


@pytest.fixture
def notes() -> Notes:
    """Give empty notes."""
    return Notes()


@pytest.fixture
async def connection(service: DiscordService, notes: Notes) -> AsyncIterator[DiscordConnection]:
    """Give the adapter with its gateway up and its first look at both channels told."""
    service.add_text(QUIET, GUILD, "잡담")
    async with (
        connect(TOKEN, api_url=service.url, gateway_url=service.gateway_url, on_membership=notes.take) as connected,
        listening(connected, RecordingDesk()),
    ):
        await until(lambda: {str(TEXT), str(QUIET)} <= notes.last.keys())
        yield connected


def sends(service: DiscordService) -> int:
    """Count the sends that reached Discord."""
    return sum(call.name == SEND for call in service.calls)


def tell(service: DiscordService, event: str, data: dict[str, Any]) -> None:
    """Let the gateway say something that the sandbox has no deed for."""
    service._hub.dispatch(event, data, Intent.GUILDS)


def tell_role(service: DiscordService, permissions: int) -> None:
    """Let the bot's own role have just these permissions, and everybody's none."""
    for role in roles(service._world.guilds[str(GUILD)], BOT_ID):
        mine = {"permissions": str(permissions if role["name"] == "bot" else 0)}
        tell(service, "GUILD_ROLE_UPDATE", {"id": role["id"], "guild_id": str(GUILD), "role": role | mine})


@pytest.mark.parametrize(("permission", "name"), [("send_messages", "Send Messages"), ("view_channel", "View Channel")])
async def test_missing(
    service: DiscordService, connection: DiscordConnection, notes: Notes, permission: str, name: str
) -> None:
    """Where a permission is missing nothing is asked of Discord: the channel is closed, and the permission named."""
    service.deny(TEXT, permission)
    await until(lambda: notes.says(TEXT, is_member=False, why=name))
    with pytest.raises(Closed, match=name):
        await connection.messenger.send(CHANNEL, alert(), "n1")
    assert sends(service) == 0
    assert notes.says(QUIET, is_member=True)


async def test_given_back(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """The permission coming back is told, and the channel is written to again."""
    service.deny(TEXT, "send_messages")
    await until(lambda: notes.says(TEXT, is_member=False))
    service.allow(TEXT, "send_messages")
    await until(lambda: notes.says(TEXT, is_member=True))
    assert await connection.messenger.send(CHANNEL, alert(), "n1")


async def test_last_word(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """However fast a permission comes and goes, the last word is how it is."""
    for _ in range(20):
        service.deny(TEXT, "send_messages")
        service.allow(TEXT, "send_messages")
    service.deny(QUIET, "send_messages")
    await until(lambda: notes.says(QUIET, is_member=False))
    assert notes.says(TEXT, is_member=True)
    assert await connection.messenger.send(CHANNEL, alert(), "n1")


async def test_no_embeds(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """Without the permission Embed Links the alert is plain text at once, and the channel stays open."""
    service.deny(TEXT, "embed_links")
    service.deny(QUIET, "view_channel")
    await until(lambda: notes.says(QUIET, is_member=False))
    await connection.messenger.send(CHANNEL, alert("제목"), "n1")
    (message,) = service.messages(TEXT)
    assert (message["embeds"], sends(service)) == ([], 1)
    assert "제목" in message["content"]
    assert notes.says(TEXT, is_member=True)


async def test_no_history(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """Without the permission Read Message History a reply is none at once, with no refusal."""
    replied = await connection.messenger.send(CHANNEL, alert(), "n1")
    service.deny(TEXT, "read_message_history")
    service.deny(QUIET, "view_channel")
    await until(lambda: notes.says(QUIET, is_member=False))
    await connection.messenger.send(CHANNEL, alert(), "n2", reply_to=replied)
    assert [message["type"] for message in service.messages(TEXT)] == [0, 0]
    assert service.invalid_requests == 0


async def test_seen_but_closed(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """Where the bot may no longer send it may still correct and withdraw; where it sees nothing, not even that."""
    first = await connection.messenger.send(CHANNEL, alert(), "n1")
    service.deny(TEXT, "send_messages")
    await until(lambda: notes.says(TEXT, is_member=False))
    await connection.messenger.edit(CHANNEL, first, alert("고친 제목"))
    assert "고친 제목" in str(service.messages(TEXT))
    service.deny(TEXT, "view_channel")
    await until(lambda: notes.says(TEXT, is_member=False, why="View"))
    asked = len(service.calls)
    with pytest.raises(Closed, match="View Channel"):
        await connection.messenger.delete(CHANNEL, first)
    assert len(service.calls) == asked


async def test_role(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """A role that loses a permission closes every channel of the server, and one that gets it opens them."""
    tell_role(service, BOT & ~Permission.SEND_MESSAGES)
    await until(lambda: notes.says(TEXT, is_member=False) and notes.says(QUIET, is_member=False))
    with pytest.raises(Closed, match="Send Messages"):
        await connection.messenger.send(CHANNEL, alert(), "n1")
    tell_role(service, BOT)
    await until(lambda: notes.says(TEXT, is_member=True) and notes.says(QUIET, is_member=True))


async def test_own_roles(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """A role taken from the bot itself closes what it opened."""
    guild = service._world.guilds[str(GUILD)]
    everybody = roles(guild, BOT_ID)[0] | {"permissions": str(int(EVERYONE & ~Permission.VIEW_CHANNEL))}
    tell(service, "GUILD_ROLE_UPDATE", {"id": everybody["id"], "guild_id": str(GUILD), "role": everybody})
    me = bot_member(guild, service._world.bot) | {"guild_id": str(GUILD), "id": BOT_ID}
    tell(service, "GUILD_MEMBER_UPDATE", me | {"roles": []})
    await until(lambda: notes.says(TEXT, is_member=False, why="View Channel"))
    tell(service, "GUILD_MEMBER_UPDATE", me)
    await until(lambda: notes.says(TEXT, is_member=True))
    assert await connection.messenger.send(CHANNEL, alert(), "n1")


async def test_time_out(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """A moderator's time-out is waited out, and closes nothing."""
    me = bot_member(service._world.guilds[str(GUILD)], service._world.bot) | {"guild_id": str(GUILD), "id": BOT_ID}
    until_then = datetime.now(UTC) + timedelta(minutes=5)
    tell(service, "GUILD_MEMBER_UPDATE", me | {"communication_disabled_until": until_then.isoformat()})
    service.deny(QUIET, "view_channel")
    service.allow(QUIET, "view_channel")
    async with asyncio.timeout(5):
        while connection.listener._places.missing(TEXT) is not None:  # noqa: ASYNC110 -- told over the wire
            await asyncio.sleep(0.005)
    with pytest.raises(Throttled, match="time-out") as caught:
        await connection.messenger.send(CHANNEL, alert(), "n1")
    assert 290 < caught.value.pause <= 300
    assert notes.says(TEXT, is_member=True)
    assert sends(service) == 0


async def test_thread(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """In a thread it is Send Messages in Threads that counts."""
    thread = {
        "id": str(THREAD), "guild_id": str(GUILD), "parent_id": str(TEXT), "type": 11, "name": "후속", "owner_id": "1",
        "message_count": 0, "member_count": 1, "rate_limit_per_user": 0, "flags": 0,
        "thread_metadata": {
            "archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-01-01T00:00:00+00:00",
            "locked": False,
        },
    }  # fmt: skip
    tell(service, "THREAD_CREATE", thread)
    tell_role(service, BOT & ~Permission.SEND_MESSAGES_IN_THREADS)
    await until(lambda: notes.says(THREAD, is_member=False, why="Send Messages in Threads"))
    there = Channel(platform=Platform.DISCORD, address=str(THREAD))
    with pytest.raises(Closed, match="Send Messages in Threads"):
        await connection.messenger.send(there, alert(), "n1")
    tell_role(service, BOT)
    await until(lambda: notes.says(THREAD, is_member=True))
    tell(service, "THREAD_DELETE", {name: thread[name] for name in ("id", "guild_id", "parent_id", "type")})
    await until(lambda: notes.says(THREAD, is_member=False, why="deleted"))
    assert notes.says(TEXT, is_member=True)


@pytest.mark.usefixtures("connection")
async def test_forum(service: DiscordService, notes: Notes) -> None:
    """A forum is looked at as other channels are when the bot's role changes."""
    service.add_forum(FORUM, GUILD, "기사", Forum())
    tell_role(service, BOT & ~Permission.SEND_MESSAGES)
    await until(lambda: notes.says(FORUM, is_member=False, why="Send Messages"))
    tell_role(service, BOT)
    await until(lambda: notes.says(FORUM, is_member=True))


async def test_deleted_channel(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """A deleted channel is told as closed; its neighbours are not."""
    service.delete_channel(QUIET)
    await until(lambda: notes.says(QUIET, is_member=False, why="deleted"))
    assert await connection.messenger.send(CHANNEL, alert(), "n1")
    assert notes.says(TEXT, is_member=True)


@pytest.mark.usefixtures("connection")
async def test_removed_and_invited(service: DiscordService, notes: Notes) -> None:
    """A server that puts the bot out closes all its channels, and opens them by inviting it again."""
    service.kick(GUILD)
    await until(lambda: notes.says(TEXT, is_member=False, why="removed") and notes.says(QUIET, is_member=False))
    service.add_guild(GUILD, "소식")
    await until(lambda: notes.says(TEXT, is_member=True) and notes.says(QUIET, is_member=True))


async def test_outage(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """A server that is away for Discord's own reasons closes nothing, and is not judged by what was known before."""
    service.deny(TEXT, "send_messages")
    await until(lambda: notes.says(TEXT, is_member=False))
    service.allow(TEXT, "send_messages")
    await until(lambda: notes.says(TEXT, is_member=True))
    tell(service, "GUILD_DELETE", {"id": str(GUILD), "unavailable": True})
    await until(lambda: connection.listener._places.missing(TEXT) is None)
    assert notes.says(TEXT, is_member=True)
    assert await connection.messenger.send(CHANNEL, alert(), "n1")


async def test_no_gateway(service: DiscordService) -> None:
    """A process that does not hold the gateway knows nothing, and asks Discord."""
    service.deny(TEXT, "send_messages")
    async with connect(TOKEN, api_url=service.url, gateway_url=service.gateway_url) as connected:
        with pytest.raises(Closed, match="lacks a permission"):
            await connected.messenger.send(CHANNEL, alert(), "n1")
    assert sends(service) == 2


async def test_lost_gateway(service: DiscordService, connection: DiscordConnection, notes: Notes) -> None:
    """Nothing is known while the gateway is away, and what changed meanwhile is learnt when it is back."""
    service.deny(TEXT, "send_messages")
    await until(lambda: notes.says(TEXT, is_member=False))
    service.invalidate_session()
    await until(lambda: connection.listener._places.missing(TEXT) is None)
    service.allow(TEXT, "send_messages")
    await until(lambda: notes.says(TEXT, is_member=True), seconds=15)
    assert await connection.messenger.send(CHANNEL, alert(), "n1")


@pytest.mark.usefixtures("connection")
async def test_store_away(service: DiscordService, notes: Notes) -> None:
    """What could not be written down is told again until it is."""
    notes.is_away = True
    service.deny(TEXT, "send_messages")
    await until(lambda: notes.failures > 0)
    notes.is_away = False
    await until(lambda: notes.says(TEXT, is_member=False))
