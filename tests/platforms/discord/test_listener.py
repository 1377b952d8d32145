"""Readers' slash commands and buttons, from the gateway to the desk and back."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.delivery import Kind, Language, Platform
from bot.core.errors import Unauthorized, Unavailable
from bot.core.phrases import phrases_in
from bot.platforms.discord import DiscordConnection, connect
from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.conftest import CHANNEL, MANAGER, READER, TEXT, TOKEN, alert, is_online, listening, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.changes import Change
    from bot.sandbox.discord import DiscordService
    from tests.platforms.discord.desk import RecordingDesk

CALLBACK = "POST /interactions/{id}/{token}/callback"


@pytest.fixture
async def listener(
    service: DiscordService, connection: DiscordConnection, desk: RecordingDesk
) -> AsyncIterator[asyncio.Task[None]]:
    """Let the adapter listen, with its commands published and its gateway up."""
    async with listening(connection, desk) as task:
        await until(lambda: bool(service.state()["commands"]) and is_online(service))
        yield task


async def command(service: DiscordService, user: int, name: str, **options: Any) -> None:
    """Let somebody give a slash command in the channel."""
    await service.act({"do": "command", "chat": str(TEXT), "user": str(user), "name": name, "options": options})


async def answer(seen: asyncio.Queue[Change], says: str) -> Change:
    """Return the next change whose message says this."""
    async with asyncio.timeout(8.0):
        while says not in str((change := await seen.get()).get("message")):
            pass
    return change


@pytest.mark.usefixtures("listener")
async def test_command(service: DiscordService, desk: RecordingDesk) -> None:
    """A slash command reaches the desk by its canonical name with its arguments, and its reply the channel."""
    with service.changes.watch() as seen:
        await command(service, READER, "latest", count=3)
        change = await answer(seen, "heard latest")
    assert desk.heard[0][:2] == ("latest", {"count": "3"})
    assert "for" not in change


@pytest.mark.usefixtures("listener")
async def test_korean_name(service: DiscordService, desk: RecordingDesk) -> None:
    """A Korean reader gives the command by its Korean name."""
    with service.changes.watch() as seen:
        await command(service, MANAGER, "최신", 개수=3)
        await answer(seen, "heard latest")
    assert desk.heard[0][:2] == ("latest", {"count": "3"})


@pytest.mark.usefixtures("listener")
async def test_asker(service: DiscordService, desk: RecordingDesk) -> None:
    """The desk learns who asks: the channel, the language of their Discord, whether they may manage it."""
    with service.changes.watch() as seen:
        for user in (MANAGER, READER):
            await command(service, user, "latest")
            await answer(seen, "heard latest")
    (_, _, manager), (_, _, reader) = desk.heard
    assert (manager.user, manager.language, manager.manages) == (str(MANAGER), Language.KO, True)
    assert (reader.user, reader.language, reader.manages) == (str(READER), Language.EN, False)
    where = manager.channel
    assert (where.platform, where.address, where.kind) == (Platform.DISCORD, str(TEXT), Kind.GROUP)
    assert where.title == "속보"


@pytest.mark.usefixtures("listener")
async def test_press(service: DiscordService, desk: RecordingDesk) -> None:
    """A pressed button asks what it stands for, as if it had been typed."""
    with service.changes.watch() as seen:
        await command(service, READER, "latest")
        message = (await answer(seen, "heard latest"))["message"]
        press = {"chat": str(TEXT), "user": str(MANAGER), "message_id": message["id"], "custom_id": "/latest 5"}
        await service.act({"do": "press", **press})
        await answer(seen, "heard /latest 5")
    assert desk.heard[-1][0] == "/latest 5"


@pytest.mark.usefixtures("listener")
async def test_private(service: DiscordService) -> None:
    """A private reply is seen by the asker alone."""
    with service.changes.watch() as seen:
        await command(service, MANAGER, "subscribe")
        change = await answer(seen, "heard subscribe")
    assert change["for"] == str(MANAGER)


@pytest.mark.usefixtures("listener")
async def test_slow(service: DiscordService, desk: RecordingDesk) -> None:
    """A desk that takes its time is waited for: Discord is told in time, and the answer follows."""
    desk.hurry.clear()
    with service.changes.watch() as seen:
        await command(service, READER, "latest")
        await until(lambda: any(call.name == CALLBACK for call in service.calls))
        desk.hurry.set()
        change = await answer(seen, "heard latest")
    assert change["for"] == str(READER)


@pytest.mark.usefixtures("listener")
async def test_apology(service: DiscordService) -> None:
    """A question the desk fails on gets an apology in the asker's language, and the next one its answer."""
    with service.changes.watch() as seen:
        await command(service, MANAGER, "latest", count=13)
        await answer(seen, phrases_in(Language.KO).unavailable)
        await command(service, READER, "latest", count=13)
        await answer(seen, phrases_in(Language.EN).unavailable)
        await command(service, READER, "latest")
        await answer(seen, "heard latest")


@pytest.mark.usefixtures("listener")
async def test_refused_reply(service: DiscordService) -> None:
    """A reply that Discord refuses is apologised for."""
    refusal = {"code": 50035, "message": "Invalid Form Body"}
    service.faults.add(Fault(Failure.ANSWER, CALLBACK, status=400, body=refusal))
    with service.changes.watch() as seen:
        await command(service, READER, "latest")
        await answer(seen, phrases_in(Language.EN).unavailable)


@pytest.mark.usefixtures("listener")
async def test_lost_reply(service: DiscordService) -> None:
    """A reply that cannot be brought back costs no other."""
    service.faults.add(Fault(Failure.CUT_BEFORE, CALLBACK, times=2))
    with service.changes.watch() as seen:
        await command(service, READER, "latest")
        await until(lambda: sum(call.name == CALLBACK for call in service.calls) == 2)
        await command(service, READER, "latest")
        await answer(seen, "heard latest")


@pytest.mark.usefixtures("listener")
async def test_dropped(service: DiscordService) -> None:
    """A gateway connection that drops is resumed: no command is lost, not even one that was given meanwhile."""
    (session,) = service._hub._sessions.values()
    service.drop_gateway()
    with service.changes.watch() as seen:
        await command(service, READER, "latest")
        await answer(seen, "heard latest")
    assert [*service._hub._sessions.values()] == [session]


async def test_manages(connection: DiscordConnection, service: DiscordService, desk: RecordingDesk) -> None:
    """Whether the asker manages the channel is what their interaction said."""
    async with listening(connection, desk):
        await until(lambda: bool(service.state()["commands"]) and is_online(service))
        await command(service, MANAGER, "latest")
        await command(service, READER, "latest")
        await until(lambda: len(desk.heard) == 2)
    managers = {asker.user: await connection.rights.manages(asker, asker.channel) for _, _, asker in desk.heard}
    assert managers == {str(MANAGER): True, str(READER): False}


async def test_wrong_token(service: DiscordService, desk: RecordingDesk) -> None:
    """A wrong token ends listening, verifying and sending, and says which setting to look at."""
    async with connect("wrong", api_url=service.url, gateway_url=service.gateway_url) as connection:
        for attempt in (connection.listener.listen(desk), connection.verify()):
            with pytest.raises(Unauthorized, match="DISCORD_TOKEN"):
                await attempt
        with pytest.raises(Unauthorized):
            await connection.messenger.send(CHANNEL, alert(), "n1")


async def test_revoked(service: DiscordService, listener: asyncio.Task[None]) -> None:
    """A token that is revoked while listening ends it."""
    service.revoke()
    with pytest.raises(Unauthorized):
        await asyncio.wait_for(listener, 8.0)


async def test_logs(
    service: DiscordService, connection: DiscordConnection, desk: RecordingDesk, caplog: pytest.LogCaptureFixture
) -> None:
    """The token stands in no line of the log, however much is logged."""
    caplog.set_level(logging.DEBUG)
    async with listening(connection, desk):
        await until(lambda: is_online(service))
        service.drop_gateway()
        await command(service, READER, "latest")
        await connection.messenger.send(CHANNEL, alert(), "n1")
    assert "/users/@me" in caplog.text
    assert TOKEN not in caplog.text


async def test_verify(connection: DiscordConnection) -> None:
    """Verifying tells the bot's name."""
    assert await connection.verify() == "Sokbo"


async def test_gateway_away(service: DiscordService, desk: RecordingDesk) -> None:
    """A gateway that cannot be reached keeps nothing from being sent, and is tried again until it is there."""
    away = connect(TOKEN, api_url=service.url, gateway_url="ws://127.0.0.1:1/gateway")
    async with away as connection, listening(connection, desk):
        await until(lambda: bool(service.state()["commands"]))
        assert await connection.messenger.send(CHANNEL, alert(), "n1")
        connect(TOKEN, gateway_url=service.gateway_url)
        await until(lambda: is_online(service))


async def test_all_away(desk: RecordingDesk) -> None:
    """A Discord that is away altogether ends neither listening nor the app."""
    away = connect(TOKEN, api_url="http://127.0.0.1:1/api/v10", gateway_url="ws://127.0.0.1:1/")
    async with away as connection, listening(connection, desk) as task:
        with pytest.raises(Unavailable):
            await connection.verify()
        assert not task.done()
