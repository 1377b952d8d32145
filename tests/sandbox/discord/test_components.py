"""Menus, forms and completions as Discord takes them, and what people may do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from tests.openapi import answer_problems, needs_description
from tests.sandbox.discord.stage import GUILD, JIWOO, MINJI, NEWS, TALK, call, online, send, served, until
from tests.sandbox.discord.test_commands import COMMANDS

if TYPE_CHECKING:
    from bot.sandbox.discord import DiscordService

OPTIONS = [{"label": "정치", "value": "politics", "default": True}, {"label": "경제", "value": "economy"}]
FIND = {
    "name": "find",
    "description": "Find",
    "options": [
        {"type": 3, "name": "category", "description": "c", "autocomplete": True},
        {"type": 7, "name": "place", "description": "p", "channel_types": [0]},
        {"type": 8, "name": "role", "description": "r"},
    ],
}
PATH = "/interactions/{id}/{token}/callback"


def row(*components: dict[str, Any]) -> dict[str, Any]:
    """Return a message with one row."""
    return {"content": "x", "components": [{"type": 1, "components": list(components)}]}


def menu(**about: Any) -> dict[str, Any]:
    """Return a menu of which up to two may be chosen."""
    return {"type": 3, "custom_id": "topics", "options": OPTIONS, "min_values": 0, "max_values": 2, **about}


def form(**field: Any) -> dict[str, Any]:
    """Return a form with one field."""
    text = {"type": 4, "custom_id": "text", "style": 2, **field}
    return {"custom_id": "words", "title": "낱말", "components": [{"type": 18, "label": "낱말", "component": text}]}


PLACE = "components.0.components.0"
WRONG = [
    (row(menu(), menu(custom_id="b")), "components.0.components.1", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    (row(menu(custom_id="x" * 101)), f"{PLACE}.custom_id", "BASE_TYPE_BAD_LENGTH"),
    (row(menu(options=[])), f"{PLACE}.options", "BASE_TYPE_BAD_LENGTH"),
    (
        row(menu(options=[{"label": "a", "value": f"{one}"} for one in range(26)])),
        f"{PLACE}.options",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (row(menu(options=OPTIONS * 2)), f"{PLACE}.options.2.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
    (row(menu(options=[{"label": "", "value": "a"}])), f"{PLACE}.options.0.label", "BASE_TYPE_BAD_LENGTH"),
    (row(menu(max_values=3)), f"{PLACE}.max_values", "NUMBER_TYPE_MAX"),
    (row(menu(min_values=2, max_values=1)), f"{PLACE}.min_values", "NUMBER_TYPE_MAX"),
    (row(menu(placeholder="x" * 151)), f"{PLACE}.placeholder", "BASE_TYPE_MAX_LENGTH"),
]


@pytest.mark.parametrize(("body", "path", "code"), WRONG)
async def test_wrong_menu(body: dict[str, Any], path: str, code: str) -> None:
    """A wrong menu is refused, with its place."""
    async with served() as service:
        place = (await send(service, body)).body["errors"]
        for key in path.split("."):
            place = place[key]
        assert code in [error["code"] for error in place["_errors"]]


async def test_same_id() -> None:
    """A menu and a button may not share their id."""
    async with served() as service:
        button = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "topics"}]}
        body = row(menu())
        assert (await send(service, body | {"components": [*body["components"], button]})).status == 400


async def answered(service: DiscordService, action: dict[str, Any], *bodies: dict[str, Any]) -> tuple[Any, list[Any]]:
    """Let somebody act while the bot answers with these bodies, one after the other; return both outcomes."""
    answers: list[Any] = []
    async with online(service) as client:

        @client.event
        async def on_interaction(interaction: discord.Interaction) -> None:
            path = f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=true"
            answers.extend([(await call(service, "POST", path, body)).body for body in bodies])

        done = await service.act(action)
        await until(lambda: len(answers) == len(bodies))
    return done, answers


def choosing(message_id: str, values: Any = ("economy",), **more: Any) -> dict[str, Any]:
    """Return the action of somebody who chooses."""
    about = {"chat": str(TALK), "user": str(JIWOO), "message_id": message_id, "custom_id": "topics"}
    return {"do": "choose", **about, "values": list(values), **more}


def commanding(do: str = "command", **more: Any) -> dict[str, Any]:
    """Return the action of somebody who gives the command."""
    return {"do": do, "chat": str(TALK), "user": str(JIWOO), "name": "find", **more}


async def test_choose() -> None:
    """discord.py reads what was chosen, in the menu's own order."""
    async with served() as service, online(service) as client:
        sent = (await send(service, row(menu()), TALK)).body
        seen: list[discord.Interaction] = []

        @client.event
        async def on_interaction(interaction: discord.Interaction) -> None:
            seen.append(interaction)
            await interaction.response.edit_message(content="고름")

        done = await service.act(choosing(sent["id"], ["economy", "politics"]))
        assert done["message"]["content"] == "고름"
        data: Any = seen[0].data
        assert (data["component_type"], data["values"]) == (3, ["politics", "economy"])
        assert seen[0].message is not None


@pytest.mark.parametrize(
    ("values", "sentence"), [(["sports"], "does not offer sports"), ([], "takes 1 to 2 of its options")]
)
async def test_may_not_choose(values: list[str], sentence: str) -> None:
    """Nobody chooses what is not offered, nor too little."""
    async with served() as service:
        sent = (await send(service, row(menu(min_values=1)), TALK)).body
        with pytest.raises(ValueError, match=sentence):
            await service.act(choosing(sent["id"], values))
        with pytest.raises(ValueError, match="no menu 'other' that can be used"):
            await service.act(choosing(sent["id"], custom_id="other"))


@pytest.mark.parametrize(
    ("kind", "refused", "taken"),
    [
        ("command", [6, 7, 8, 1], {"type": 4, "data": {"content": "답"}}),
        ("complete", [4, 5, 6, 7, 9], {"type": 8, "data": {"choices": []}}),
        ("choose", [8], {"type": 6}),
    ],
)
async def test_kinds(kind: str, refused: list[int], taken: dict[str, Any]) -> None:
    """What was done decides which answers it takes."""
    async with served() as service:
        await call(service, "PUT", COMMANDS, [FIND])
        sent = (await send(service, row(menu()), TALK)).body
        actions = {
            "command": commanding(),
            "complete": commanding("complete", option="category", text=""),
            "choose": choosing(sent["id"]),
        }
        bodies = [{"type": one, "data": {"content": "x"}} for one in refused]
        _, answers = await answered(service, actions[kind], *bodies, taken)
        assert ["type" in one.get("errors", {}) for one in answers] == [True] * len(refused) + [False]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({}, "data.custom_id"),
        (form() | {"title": "x" * 46}, "data.title"),
        (form() | {"components": []}, "data.components"),
        (form(style=3), "data.components.0.component.style"),
        (form(value="x" * 4001), "data.components.0.component.value"),
        (form(placeholder="x" * 101), "data.components.0.component.placeholder"),
        (form() | {"components": [{"type": 18, "label": "x" * 46, "component": {}}]}, "data.components.0.label"),
        (form() | {"components": [{"type": 1, "components": []}]}, "data.components.0.components"),
    ],
)
async def test_wrong_form(data: dict[str, Any], path: str) -> None:
    """A wrong form is refused, with its place, and a right answer may still follow."""
    async with served() as service:
        await call(service, "PUT", COMMANDS, [FIND])
        done, answers = await answered(service, commanding(), {"type": 9, "data": data}, {"type": 5})
        place = answers[0]["errors"]
        for key in path.split("."):
            place = place[key]
        assert done["acknowledged"]


async def test_form() -> None:
    """discord.py's own form opens over a message, is filled in, and its answer changes that message."""
    async with served() as service, online(service) as client:
        sent = (await send(service, row(menu()), TALK)).body

        class Words(discord.ui.Modal, title="낱말"):
            words: discord.ui.Label[Words] = discord.ui.Label(
                text="낱말", component=discord.ui.TextInput(max_length=10)
            )

            async def on_submit(self, interaction: discord.Interaction) -> None:
                assert isinstance(self.words.component, discord.ui.TextInput)
                await interaction.response.edit_message(content=self.words.component.value)

        @client.event
        async def on_interaction(interaction: discord.Interaction) -> None:
            if interaction.type is discord.InteractionType.component:
                await interaction.response.send_modal(Words())

        opener = await service.act(choosing(sent["id"]))
        (part,) = opener["modal"]["components"]
        submit = {"do": "submit", "chat": str(TALK), "user": str(JIWOO), "interaction": opener["interaction"]}
        field = part["component"]["custom_id"]
        for values, sentence in (({}, "has to be filled in"), ({field: "x" * 11}, "takes 0 to 10 characters")):
            with pytest.raises(ValueError, match=sentence):
                await service.act(submit | {"values": values})
        with pytest.raises(ValueError, match="has no form"):
            await service.act(submit | {"user": str(MINJI), "values": {field: "x"}})
        done = await service.act(submit | {"values": {field: "반도체"}})
        assert done["message"]["content"] == "반도체"
        with pytest.raises(ValueError, match="has no form"):
            await service.act(submit | {"values": {field: "x"}})


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({}, "choices"),
        ({"choices": [{"name": "x", "value": "x"}] * 26}, "choices"),
        ({"choices": [{"name": "x" * 101, "value": "x"}]}, "choices.0.name"),
        ({"choices": [{"name": "x", "value": 1}]}, "choices.0.value"),
    ],
)
async def test_wrong_choices(data: dict[str, Any], path: str) -> None:
    """Choices that Discord does not take are refused, and the person is offered what is right."""
    right: dict[str, Any] = {"type": 8, "data": {"choices": [{"name": "정치", "value": "politics"}]}}
    async with served() as service:
        await call(service, "PUT", COMMANDS, [FIND])
        action = commanding("complete", option="category", text="정")
        done, answers = await answered(service, action, {"type": 8, "data": data}, right)
        place = answers[0]["errors"]["data"]
        for key in path.split("."):
            place = place[key]
        assert done["choices"] == right["data"]["choices"]


async def test_completing() -> None:
    """discord.py learns which option is typed and what of it; only what asks for completion is completed."""
    async with served() as service, online(service) as client:
        await call(service, "PUT", COMMANDS, [FIND])
        seen: list[Any] = []

        @client.event
        async def on_interaction(interaction: discord.Interaction) -> None:
            seen.append(interaction.data)
            await interaction.response.autocomplete([])

        await service.act(commanding("complete", option="category", text="정"))
        assert seen[0]["options"] == [{"type": 3, "name": "category", "value": "정", "focused": True}]
        with pytest.raises(ValueError, match="does not complete 'place'"):
            await service.act(commanding("complete", option="place", text=""))


async def test_late_choices() -> None:
    """Who is too slow to complete offers nothing, and nobody is told of a failure."""
    async with served(patience=0.02) as service:
        await call(service, "PUT", COMMANDS, [FIND])
        with service.changes.watch() as changes:
            done = await service.act(commanding("complete", option="category", text=""))
        assert (done["acknowledged"], done["choices"], changes.qsize()) == (False, [], 0)


async def test_places() -> None:
    """Channels and roles are chosen by name or id, and the bot is told what they are."""
    async with served() as service, online(service) as client:
        await call(service, "PUT", COMMANDS, [FIND])
        seen: list[discord.Interaction] = []

        @client.event
        async def on_interaction(interaction: discord.Interaction) -> None:
            seen.append(interaction)
            await interaction.response.send_message("예")

        await service.act(commanding(options={"place": "#이야기", "role": f"{GUILD}1"}))
        data: Any = seen[0].data
        assert [one["value"] for one in data["options"]] == [str(TALK), f"{GUILD}1"]
        assert data["resolved"]["channels"][str(TALK)]["name"] == "이야기"
        assert data["resolved"]["roles"][f"{GUILD}1"]["name"] == "managers"
        for wrong in ({"place": str(NEWS)}, {"place": "#없음"}, {"role": "x"}):
            with pytest.raises(ValueError, match="is not what the option"):
                await service.act(commanding(options=wrong))


@needs_description
async def test_callback_shapes() -> None:
    """An update is answered in the shape of Discord's own description."""
    async with served() as service:
        sent = (await send(service, row(menu()), TALK)).body
        _, answers = await answered(service, choosing(sent["id"]), {"type": 7, "data": {"content": "둘"}})
        assert answer_problems("POST", PATH, 200, answers[0]) == []
