"""People give commands and press buttons, and the bot answers through discord.py."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
import pytest

from tests.openapi import answer_problems, needs_description
from tests.sandbox.discord.stage import JIWOO, MINJI, NEWS, TALK, Client, Clock, call, online, send, served, until
from tests.sandbox.discord.test_commands import COMMANDS, LATEST, add_latest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.discord import DiscordService

BUTTONS = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "더 보기", "custom_id": "latest 5"}]}]


def command(name: str = "latest", user: int = JIWOO, **options: Any) -> dict[str, Any]:
    """Return the action of somebody who gives a command in the text channel."""
    return {"do": "command", "chat": str(TALK), "user": str(user), "name": name, "options": options}


def press(message_id: str, custom_id: str = "latest 5") -> dict[str, Any]:
    """Return the action of somebody who presses a button."""
    return {"do": "press", "chat": str(TALK), "user": str(JIWOO), "message_id": message_id, "custom_id": custom_id}


def answering(client: Client, answer: Callable[[discord.Interaction], Awaitable[Any]]) -> None:
    """Let the client answer every interaction so."""

    @client.event
    async def on_interaction(interaction: discord.Interaction) -> None:
        await answer(interaction)


async def registered(service: DiscordService) -> None:
    """Register /latest."""
    assert (await call(service, "PUT", COMMANDS, [LATEST])).status == 200


@pytest.mark.parametrize(("name", "options"), [("latest", {"count": 3}), ("/최신", {"개수": "3"})])
async def test_command(name: str, options: dict[str, Any]) -> None:
    """A command reaches discord.py's tree under its own name, and its ephemeral answer only who asked."""
    async with served() as service:
        await registered(service)
        async with online(service) as client:
            add_latest(client)
            done = await service.act(command(name, **options))
            assert done["message"]["content"] == "3개"
            assert done["message"]["flags"] == 64
            assert service.messages(TALK) == []
            assert [message["content"] for message in service.messages(TALK, JIWOO)] == ["3개"]


async def test_what_the_bot_learns() -> None:
    """The bot learns who asks, where, in which language and with which rights."""
    async with served() as service, online(service) as client:
        await registered(service)
        seen: list[discord.Interaction] = []

        async def answer(interaction: discord.Interaction) -> None:
            seen.append(interaction)
            await interaction.response.send_message("예")

        answering(client, answer)
        await service.act(command(user=MINJI))
        await service.act(command(user=JIWOO))
        manager, reader = seen
        assert (manager.locale, manager.guild_locale) == (discord.Locale.korean, discord.Locale.korean)
        assert reader.locale is discord.Locale.american_english
        assert manager.permissions.manage_guild
        assert not reader.permissions.manage_guild
        assert (manager.user.name, manager.channel_id) == ("민지", TALK)


async def test_public_answer() -> None:
    """A public answer is there for everybody, says which command it answers, and is discord.py's to edit and delete."""
    async with served() as service, online(service) as client:
        await registered(service)

        async def answer(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("답")
            await interaction.edit_original_response(content="고친 답")
            await interaction.followup.send("더")

        answering(client, answer)
        await service.act(command())
        await until(lambda: len(service.messages(TALK)) == 2)
        first, second = service.messages(TALK)
        assert (first["content"], second["content"]) == ("고친 답", "더")
        assert first["interaction_metadata"]["user"]["id"] == str(JIWOO)


async def test_deferred() -> None:
    """A deferred answer is seen thinking, and speaks when it is edited."""
    async with served() as service, online(service) as client:
        await registered(service)
        go_on = asyncio.Event()

        async def answer(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await go_on.wait()
            await interaction.edit_original_response(content="답")

        answering(client, answer)
        done = await service.act(command())
        assert done["message"]["flags"] == 64 | 128
        go_on.set()
        await until(lambda: service.messages(TALK, JIWOO)[0]["content"] == "답")
        assert service.messages(TALK, JIWOO)[0]["flags"] == 64


async def test_followup_to_deferred() -> None:
    """The first follow-up to a deferred answer takes its place."""
    async with served() as service, online(service) as client:
        await registered(service)

        async def answer(interaction: discord.Interaction) -> None:
            await interaction.response.defer(thinking=True)
            await interaction.followup.send("답")

        answering(client, answer)
        await service.act(command())
        await until(lambda: [one["content"] for one in service.messages(TALK)] == ["답"])


async def test_press() -> None:
    """A button press brings its custom id and message, and the answer may change that message."""
    async with served() as service, online(service) as client:
        sent = (await send(service, {"content": "하나", "components": BUTTONS}, TALK)).body

        async def answer(interaction: discord.Interaction) -> None:
            assert interaction.data is not None
            assert interaction.message is not None
            await interaction.response.edit_message(content=f"{interaction.data.get('custom_id')}", view=None)

        answering(client, answer)
        done = await service.act(press(sent["id"]))
        assert done["message"]["content"] == "latest 5"
        assert service.messages(TALK)[0]["components"] == []


async def test_press_deferred() -> None:
    """A press may be acknowledged without a word, and its message edited afterwards."""
    async with served() as service, online(service) as client:
        sent = (await send(service, {"content": "하나", "components": BUTTONS}, TALK)).body

        async def answer(interaction: discord.Interaction) -> None:
            await interaction.response.defer()
            await interaction.edit_original_response(content="둘")

        answering(client, answer)
        await service.act(press(sent["id"]))
        await until(lambda: service.messages(TALK)[0]["content"] == "둘")


async def test_no_answer() -> None:
    """Without an acknowledgement in time the asker is told so, and the interaction is unknown from then on."""
    async with served(patience=0.05) as service, online(service) as client:
        await registered(service)
        seen: list[discord.Interaction] = []

        async def answer(interaction: discord.Interaction) -> None:
            seen.append(interaction)

        answering(client, answer)
        with service.changes.watch() as changes:
            done = await service.act(command())
            assert not done["acknowledged"]
            assert changes.get_nowait() == {
                "service": "discord",
                "chat": str(TALK),
                "kind": "notice",
                "for": str(JIWOO),
                "text": "The application did not respond",
            }
        await until(lambda: bool(seen))
        with pytest.raises(discord.NotFound, match="10062"):
            await seen[0].response.send_message("늦었다")


async def test_twice() -> None:
    """An interaction is acknowledged once."""
    async with served() as service, online(service) as client:
        await registered(service)
        codes: list[int] = []

        async def answer(interaction: discord.Interaction) -> None:
            path = f"/interactions/{interaction.id}/{interaction.token}/callback"
            codes.extend([(await call(service, "POST", path, {"type": 5})).status for _ in range(2)])
            codes.append((await call(service, "POST", path, {"type": 5})).body["code"])

        answering(client, answer)
        await service.act(command())
        await until(lambda: codes == [204, 400, 40060])


async def test_token_expires() -> None:
    """After fifteen minutes the interaction's token is worth nothing."""
    clock = Clock()
    async with served(clock=clock) as service, online(service) as client:
        await registered(service)
        seen: list[discord.Interaction] = []

        async def answer(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("답")
            seen.append(interaction)

        answering(client, answer)
        await service.act(command())
        await until(lambda: bool(seen))
        clock.now += 900
        with pytest.raises(discord.HTTPException, match="50027"):
            await seen[0].edit_original_response(content="늦었다")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"type": 6}, "type"),
        ({"type": 4, "data": {"content": "x" * 2001}}, "data"),
        ({"type": 4, "data": {"content": "x", "flags": 1}}, "data"),
        ({}, "type"),
    ],
)
async def test_wrong_callback(body: dict[str, Any], key: str) -> None:
    """A wrong answer is refused and acknowledges nothing, so that a right one still may."""
    async with served() as service, online(service) as client:
        await registered(service)
        refused: list[Any] = []

        async def answer(interaction: discord.Interaction) -> None:
            path = f"/interactions/{interaction.id}/{interaction.token}/callback"
            refused.append((await call(service, "POST", path, body)).body)
            await interaction.response.send_message("답")

        answering(client, answer)
        assert (await service.act(command()))["acknowledged"]
        assert refused[0]["code"] == 50035
        assert key in refused[0]["errors"]


@needs_description
@pytest.mark.parametrize("body", [{"type": 4, "data": {"content": "답", "flags": 64}}, {"type": 5}])
async def test_callback_shape(body: dict[str, Any]) -> None:
    """A callback asked with with_response is answered in the shape of Discord's own description."""
    async with served() as service, online(service) as client:
        await registered(service)
        answers: list[Any] = []
        path = "/interactions/{id}/{token}/callback"

        async def answer(interaction: discord.Interaction) -> None:
            there = f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=true"
            answers.append((await call(service, "POST", there, body)).body)

        answering(client, answer)
        await service.act(command())
        await until(lambda: bool(answers))
        assert answer_problems("POST", path, 200, answers[0]) == []


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (command("nothing"), "has registered no command /nothing; it has registered /latest"),
        (command(size=3), "/latest has no option 'size'; it has count"),
        (command(count="three"), "'three' is not what the option 'count' takes"),
        (command(count=11), "11 is outside of what 'count' takes: 1 to 10"),
        (command(user=1), "1 is not a member of '서울신보'"),
        (press("1"), "3002 sees no message 1 in the channel 2002"),
        ({"do": "dance", "chat": str(NEWS), "user": str(JIWOO)}, "nobody can 'dance' on Discord"),
        ({"do": "press", "chat": str(NEWS), "user": str(JIWOO)}, "the action 'press' needs 'message_id'"),
    ],
)
async def test_impossible(action: dict[str, Any], sentence: str) -> None:
    """What a person cannot do is refused with a sentence that says why."""
    async with served() as service:
        await registered(service)
        with pytest.raises(ValueError, match=sentence):
            await service.act(action)


async def test_not_permitted() -> None:
    """A command for managers is not a reader's to give."""
    async with served(patience=0.02) as service:
        await call(service, "PUT", COMMANDS, [LATEST | {"default_member_permissions": str(1 << 5)}])
        with pytest.raises(ValueError, match="지우 has no permission"):
            await service.act(command(user=JIWOO))
        assert not (await service.act(command(user=MINJI)))["acknowledged"]
