"""Discord's gateway may break at will: alerts go on, commands come back, and what it tells of permissions is heeded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.faults.rows import rows
from tests.faults.sides import GUILD, NEIGHBOUR, READER
from tests.faults.stage import a_stage, count, trouble, wait

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.sandbox.discord import DiscordService
    from tests.faults.stage import Stage

BREAKS: dict[str, Callable[[DiscordService], None]] = {
    "Discord’s gateway is cut without a word": lambda discord: discord.drop_gateway(1006),
    "Discord’s gateway asks for a new connection": lambda discord: discord.ask_to_reconnect(),
    "Discord’s gateway closes: 1001, going away": lambda discord: discord.drop_gateway(1001),
    "Discord’s gateway closes: 4000, unknown error": lambda discord: discord.drop_gateway(4000),
    "Discord’s gateway closes: 4007, invalid sequence": lambda discord: discord.drop_gateway(4007),
    "Discord’s gateway closes: 4008, too many payloads": lambda discord: discord.drop_gateway(4008),
    "Discord’s gateway closes: 4009, the session timed out": lambda discord: discord.drop_gateway(4009),
    "Discord’s gateway says that the session is invalid, but may be resumed": lambda discord: (
        discord.invalidate_session(may_resume=True)
    ),
    "Discord’s gateway says that the session is invalid": lambda discord: discord.invalidate_session(),
}
TAKEN_AWAY, REMOVED = "Discord: Send Messages is taken away", "Discord: the bot is removed from the server"
NO_EMBEDS, REFUSED = "Discord: Embed Links is taken away", "Discord’s gateway closes: 4004, authentication failed"


def test_every_row() -> None:
    """Each row about the gateway is played."""
    played = {*BREAKS, TAKEN_AWAY, REMOVED, NO_EMBEDS, REFUSED}
    assert {row.what for row in rows("platforms") if row.call == "gateway"} == played


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bool, bool]]:
    """Give, for each break, whether every alert came once and whether a command was answered, by one running bot."""

    async def played() -> dict[str, tuple[bool, bool]]:
        async with a_stage(tmp_path_factory.mktemp("gateway")) as stage, stage.playing():
            await wait(lambda: bool(stage.discord.service.state()["commands"]) and stage.discord.service.is_bot_online)
            return {what: await _broken(stage, number, what) for number, what in enumerate(BREAKS)}

    return asyncio.run(played())


async def _broken(stage: Stage, number: int, what: str) -> tuple[bool, bool]:
    discord = stage.discord.service
    BREAKS[what](discord)
    stage.newsroom.publish(f"post-{number}", f"기사-{number}-끝")
    has_alerts = await wait(lambda: stage.shows(f"기사-{number}-끝"))
    channel = int(stage.discord.addresses[NEIGHBOUR])
    before = len(discord.messages(channel, READER))
    await wait(lambda: not discord.is_bot_online, 1.0)  # a break may be over already
    await wait(lambda: discord.is_bot_online)
    await discord.act({"do": "command", "chat": str(channel), "user": str(READER), "name": "help", "options": {}})
    return has_alerts, await wait(lambda: len(discord.messages(channel, READER)) > before)


@pytest.mark.timeout(120)  # the first waits for all
@pytest.mark.parametrize("what", BREAKS)
def test_break(answered: dict[str, tuple[bool, bool]], what: str) -> None:
    """Alerts go out meanwhile, each once, and afterwards a command is answered."""
    assert answered[what] == (True, True)


async def test_refused(tmp_path: Path) -> None:
    """A gateway that refuses the token ends the listening with a word about it; alerts go on."""
    async with a_stage(tmp_path) as stage, stage.playing() as settings:
        await wait(lambda: stage.discord.service.is_bot_online)
        stage.discord.service.drop_gateway(4004)
        assert "token" in await trouble(settings, "discord")
        stage.newsroom.publish("a", "첫째")
        assert await wait(lambda: stage.shows("첫째"))
        assert "platform.stopped" in stage.events(platform="discord")


async def test_taken_away(tmp_path: Path) -> None:
    """A missing permission suspends the channel without a request; once it is back, the next alert goes out."""
    async with a_stage(tmp_path, discord=[TAKEN_AWAY]) as stage, stage.playing():
        discord, address = stage.discord.service, stage.discord.addresses[TAKEN_AWAY]
        await wait(lambda: "discord.membership" in stage.events(address))
        discord.deny(int(address), "send_messages")
        assert await wait(lambda: "channel.suspended" in stage.events(address))
        assert "Send Messages" in str([line for line in stage.log if line["event"] == "channel.suspended"])
        stage.newsroom.publish("a", "첫째")
        assert await wait(lambda: stage.shows("첫째"))
        discord.allow(int(address), "send_messages")
        assert await wait(lambda: "channel.resumed" in stage.events(address))
        stage.newsroom.publish("b", "둘째")
        assert await wait(lambda: count(stage.discord.texts(TAKEN_AWAY), "둘째") == 1)
        assert len(stage.discord.texts(TAKEN_AWAY)) == 1
        assert discord.invalid_requests == 0


async def test_removed(tmp_path: Path) -> None:
    """A server that puts the bot out is left alone, and served again when it invites the bot."""
    async with a_stage(tmp_path) as stage, stage.playing():
        address = stage.discord.addresses[NEIGHBOUR]
        await wait(lambda: "discord.membership" in stage.events(address))
        stage.discord.service.kick(GUILD)
        assert await wait(lambda: "channel.suspended" in stage.events(address))
        stage.newsroom.publish("a", "첫째")
        assert await wait(lambda: count(stage.telegram.texts(NEIGHBOUR), "첫째") == 1)
        stage.discord.service.add_guild(GUILD, "뉴스다오")
        assert await wait(lambda: "channel.resumed" in stage.events(address))
        stage.newsroom.publish("b", "둘째")
        assert await wait(lambda: stage.shows("둘째"))
        assert count(stage.discord.texts(NEIGHBOUR), "첫째") == 0
        assert stage.discord.service.invalid_requests == 0


async def test_no_embeds(tmp_path: Path) -> None:
    """Without Embed Links the alert is plain text, and no request is wasted on finding that out."""
    async with a_stage(tmp_path, discord=[NO_EMBEDS]) as stage:
        discord, address = stage.discord.service, stage.discord.addresses[NO_EMBEDS]
        discord.deny(int(address), "embed_links")
        async with stage.playing():
            await wait(lambda: "discord.membership" in stage.events(address))
            stage.newsroom.publish("a", "첫째")
            assert await wait(lambda: count(stage.discord.texts(NO_EMBEDS), "첫째") == 1 and stage.shows("첫째"))
            assert stage.discord.is_plain(NO_EMBEDS, "첫째")
            assert "discord.embed_withheld" in stage.events(address)
            assert discord.invalid_requests == 0
