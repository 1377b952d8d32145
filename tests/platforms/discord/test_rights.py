"""Who may do what where, as Discord says it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Channel, Kind, Language, Platform
from bot.core.errors import Closed, Unavailable
from bot.core.post import Level
from bot.core.readers.conversation import Asker
from bot.sandbox.discord import objects
from bot.sandbox.discord.gateway.events import Intent
from bot.sandbox.discord.world import BOT_ID
from tests.platforms.discord.conftest import CHANNEL, GUILD, MANAGER, READER, TEXT, alert, is_online, listening, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.platforms.discord import DiscordConnection
    from bot.platforms.discord.rights import DiscordRights
    from bot.sandbox.discord import DiscordService
    from tests.platforms.discord.desk import RecordingDesk

OTHER, ELSEWHERE = 2002, 9001


def at(address: int, kind: Kind = Kind.GROUP) -> Channel:
    """Return the channel of this address."""
    return Channel(platform=Platform.DISCORD, address=str(address), kind=kind)


def asker(user: int, channel: Channel = CHANNEL, *, manages: bool | None = None) -> Asker:
    """Return somebody who asks in the channel."""
    return Asker(channel=channel, user=str(user), language=Language.KO, manages=manages, name="지민")


@pytest.fixture
async def rights(
    service: DiscordService, connection: DiscordConnection, desk: RecordingDesk
) -> AsyncIterator[DiscordRights]:
    """Give the rights while the gateway is up; there is a second channel, and a server of others."""
    service.add_text(OTHER, GUILD, "공지", announcement=True)
    service.add_guild(9000, "다른 서버")
    service.add_text(ELSEWHERE, 9000, "속보")
    async with listening(connection, desk):
        await until(lambda: is_online(service) and connection.rights._places.find(ELSEWHERE) is not None)
        yield connection.rights


@pytest.mark.parametrize(
    ("user", "address", "may"), [(MANAGER, OTHER, True), (READER, OTHER, False), (MANAGER, ELSEWHERE, False)]
)
async def test_elsewhere(rights: DiscordRights, user: int, address: int, may: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    """A channel beside the one asked in is managed by who manages it there, be it asked in a private chat or not."""
    for where in (CHANNEL, at(7_000_000_000 + user, Kind.PRIVATE)):
        assert await rights.manages(asker(user, where, manages=True), at(address)) is may


async def test_here(rights: DiscordRights) -> None:
    """Of the channel asked in the interaction says it, and nothing else is asked."""
    assert await rights.manages(asker(READER, manages=True), CHANNEL)
    assert not await rights.manages(asker(MANAGER, manages=False), CHANNEL)


@pytest.mark.parametrize(
    ("overwrites", "may"),
    [
        ([{"id": str(READER), "type": 1, "allow": str(1 << 4), "deny": "0"}], True),
        ([{"id": str(GUILD), "type": 0, "allow": str(1 << 4), "deny": "0"}], True),
        (
            [
                {"id": str(GUILD), "type": 0, "allow": str(1 << 4), "deny": "0"},
                {"id": str(READER), "type": 1, "allow": "0", "deny": str(1 << 4)},
            ],
            False,
        ),
        ([{"id": str(READER), "type": 1, "allow": str(1 << 4), "deny": str(1 << 10)}], False),
        ([{"id": str(BOT_ID), "type": 1, "allow": str(1 << 4), "deny": "0"}], False),
    ],
)
async def test_overwrites(
    service: DiscordService,
    rights: DiscordRights,
    overwrites: list[dict[str, str]],
    may: bool,  # noqa: FBT001 -- a parameter of the test
) -> None:
    """Manage Channels may be given and taken in one channel alone, to all or to one, and counts where it is seen."""
    hub, place = service._hub, service._world.channels[str(OTHER)]
    told = objects.channel(place, BOT_ID) | {"permission_overwrites": overwrites, "topic": "told"}
    hub.dispatch("CHANNEL_UPDATE", told, Intent.GUILDS)
    await until(lambda: getattr(rights._places.find(OTHER), "topic", "") == "told")
    assert await rights.manages(asker(READER, at(1, Kind.PRIVATE)), at(OTHER)) is may


async def test_not_connected(connection: DiscordConnection) -> None:
    """While the gateway is away, rights in other channels can't be told, and that is said."""
    with pytest.raises(Unavailable, match="gateway"):
        await connection.rights.manages(asker(MANAGER), at(OTHER))


@pytest.mark.parametrize(
    ("denied", "names", "writes"),
    [
        ([], [], True),
        (["embed_links", "read_message_history"], ["Embed Links", "Read Message History"], True),
        (["send_messages", "embed_links"], ["Send Messages", "Embed Links"], False),
        (["view_channel"], ["View Channel"], False),
    ],
)
async def test_lacking(
    service: DiscordService,
    rights: DiscordRights,
    denied: list[str],
    names: list[str],
    writes: bool,  # noqa: FBT001 -- a parameter of the test
) -> None:
    """What the bot lacks is named as Discord names it; alerts arrive without embeds and replies."""
    for one in denied:
        service.deny(OTHER, one)
    await until(lambda: list(rights._places.lacking(OTHER) or ()) == names)
    assert (list(await rights.lacking(at(OTHER))), await rights.writes(at(OTHER))) == (names, writes)


async def test_unheard(service: DiscordService, rights: DiscordRights) -> None:
    """A role is pinged where anyone may mention it or the bot may mention any; one that is gone is not."""
    service.add_role(7001, GUILD, "독자")
    service.add_role(7002, GUILD, "당직", is_mentionable=True)
    service.deny(OTHER, "mention_everyone")
    channel = replace(at(OTHER), roles=((Level.BREAKING, "7001"), (Level.NORMAL, "7002"), (Level.SILENT, "7003")))
    await until(lambda: [rights._places.may_ping(OTHER, one) for one in (7001, 7002)] == [False, True])
    assert await rights.unheard(channel) == ["7001", "7003"]
    service.allow(OTHER, "mention_everyone")
    await until(lambda: rights._places.may_ping(OTHER, 7001) is True)
    assert await rights.unheard(channel) == ["7003"]
    assert await rights.unheard(at(1, Kind.PRIVATE)) == []


async def test_no_embeds(service: DiscordService, connection: DiscordConnection, rights: DiscordRights) -> None:
    """Where the bot may not embed, an alert is text with its button, and stays so when it is corrected."""
    service.deny(OTHER, "embed_links")
    await until(lambda: not rights._places.may_embed(OTHER))
    message_id = await connection.messenger.send(at(OTHER), alert("새 대책"), "n1")
    (sent,) = service.messages(OTHER)
    assert ("새 대책" in sent["content"], sent["embeds"], bool(sent["components"])) == (True, [], True)
    await connection.messenger.edit(at(OTHER), message_id, alert("옛 대책"))
    (edited,) = service.messages(OTHER)
    assert ("옛 대책" in edited["content"], edited["embeds"], bool(edited["components"])) == (True, [], True)


async def test_lacking_unconnected(service: DiscordService, connection: DiscordConnection) -> None:
    """Without the gateway Discord itself says whether the bot sees the channel."""
    assert list(await connection.rights.lacking(CHANNEL)) == []
    service.deny(TEXT, "view_channel")
    assert list(await connection.rights.lacking(CHANNEL)) == ["View Channel"]
    assert list(await connection.rights.lacking(at(1, Kind.PRIVATE))) == []


@pytest.mark.parametrize(
    "reference",
    [
        f"<#{OTHER}>",
        str(OTHER),
        f" https://discord.com/channels/{GUILD}/{OTHER} ",
        "#공지",
        "공지",
        f"https://ptb.discord.com/channels/{GUILD}/{OTHER}/123",
    ],
)
async def test_find(rights: DiscordRights, reference: str) -> None:
    """A channel is found by its mention, its number, its link, and by its name in the asker's own server."""
    found = await rights.find(reference, asker(MANAGER))
    assert found is not None
    assert (found.address, found.kind, found.title) == (str(OTHER), Kind.GROUP, "공지")


@pytest.mark.parametrize(
    "reference", ["", "#", "없음", "1", "<#99999>", "@here", "9" * 40, "٣", "https://evil.example/channels/1/2002"]
)
async def test_find_nothing(rights: DiscordRights, reference: str) -> None:
    """What means no channel of the bot's finds none."""
    assert await rights.find(reference, asker(MANAGER)) is None


async def test_private(rights: DiscordRights) -> None:
    """The private chat is opened once and always the same; who takes no messages is known with the first."""
    chat = await rights.private(asker(READER))
    assert chat is not None
    assert (chat.kind, chat.title, chat.language) == (Kind.PRIVATE, "지민", Language.KO)
    assert await rights.private(asker(READER)) == chat
    assert await rights.manages(asker(READER), chat)
    assert not await rights.manages(asker(MANAGER), chat)
    assert await rights.private(asker(1)) is None


async def test_private_alert(service: DiscordService, connection: DiscordConnection) -> None:
    """An alert goes into a private chat as anywhere else; a reader who blocks the bot closes it."""
    chat = await connection.rights.private(asker(READER))
    assert chat is not None
    assert await connection.messenger.send(chat, alert(), "n1")
    service.block(READER)
    with pytest.raises(Closed, match="takes no direct messages"):
        await connection.messenger.send(chat, alert(), "n2")
    service.unblock(READER)
    assert await connection.messenger.send(chat, alert(), "n3")
