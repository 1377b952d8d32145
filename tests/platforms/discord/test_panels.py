"""Menus, forms and messages that change in place, from the gateway to the desk and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.core.delivery import Kind, Language
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Form, Menu, Option, Reply, Span
from tests.openapi import description_path, problems
from tests.platforms.discord.conftest import MANAGER, READER, TEXT, is_online, listening, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService
    from tests.platforms.discord.desk import RecordingDesk

CALLBACK = "POST /interactions/{id}/{token}/callback"
TOPICS = (Option("정치", "politics", is_chosen=True), Option("경제", "economy"))
WORDS = Form("/words", "받을 낱말", "쉼표로 나누어 적어 주세요.", "반도체")


def panel(text: str = "panel", *, private: bool = True, is_update: bool = False) -> Reply:
    """Return a panel with a menu and a button."""
    return Reply(
        ((Span(text),),),
        buttons=((Button("낱말", "/words"), Button("다음", "/next"), Button("사이트", url="https://news.example/")),),
        menus=(Menu("/topics", "/topic", "분야", TOPICS),),
        private=private,
        is_update=is_update,
    )


@pytest.fixture
async def listener(service: DiscordService, connection: DiscordConnection, desk: RecordingDesk) -> AsyncIterator[None]:
    """Let the adapter listen, and answer `/subscribe` with a panel; afterwards all that it asked was as described."""
    desk.replies["subscribe"] = panel()
    async with listening(connection, desk):
        await until(lambda: bool(service.state()["commands"]) and is_online(service))
        yield
    if description_path().is_file():
        asked = [(*call.name.split(" "), call.body) for call in service.calls]
        assert [one for method, path, body in asked for one in problems(method, path, body)] == []


def doing(what: str, user: int = MANAGER, **about: Any) -> dict[str, Any]:
    """Return an action of somebody in the channel."""
    return {"do": what, "chat": str(TEXT), "user": str(user), **about}


async def opened(service: DiscordService, desk: RecordingDesk, *, private: bool = True) -> dict[str, Any]:
    """Return the message of the panel that a manager opened."""
    desk.replies["subscribe"] = panel(private=private)
    done = await service.act(doing("command", name="subscribe"))
    message: dict[str, Any] = done["message"]
    return message


def shown(service: DiscordService) -> list[str]:
    """Return the texts that the manager sees."""
    return [message["content"] for message in service.messages(TEXT, MANAGER)]


@pytest.mark.usefixtures("listener")
async def test_rows(service: DiscordService, desk: RecordingDesk) -> None:
    """A menu has a row above the buttons, with what is chosen marked, and takes none or all of its options."""
    menu, buttons = (row["components"] for row in (await opened(service, desk))["components"])
    assert [(one["value"], one.get("default", False)) for one in menu[0]["options"]] == [
        ("politics", True),
        ("economy", False),
    ]
    assert (menu[0]["min_values"], menu[0]["max_values"], menu[0]["placeholder"]) == (0, 2, "분야")
    assert [one.get("custom_id") or one["url"] for one in buttons] == ["/words", "/next", "https://news.example/"]


@pytest.mark.usefixtures("listener")
async def test_choose(service: DiscordService, desk: RecordingDesk) -> None:
    """What is chosen in a menu reaches the desk, nothing as well as everything."""
    message = await opened(service, desk)
    for values, said in ((["politics", "economy"], "/topics politics economy"), ([], "/topics")):
        await service.act(doing("choose", message_id=message["id"], custom_id="/topics", values=values))
        assert (desk.heard[-1][0], desk.before) == (said, ("politics",))


@pytest.mark.usefixtures("listener")
async def test_update(service: DiscordService, desk: RecordingDesk) -> None:
    """An update takes the place of the panel that only the asker sees, and adds no message."""
    message = await opened(service, desk)
    desk.replies["/next"] = panel("next page", is_update=True)
    await service.act(doing("press", message_id=message["id"], custom_id="/next"))
    assert shown(service) == ["next page"]
    assert service.messages(TEXT) == []


@pytest.mark.usefixtures("listener")
async def test_update_of_public(service: DiscordService, desk: RecordingDesk) -> None:
    """What is private never takes the place of what all see; what is public does."""
    message = await opened(service, desk, private=False)
    desk.replies["/next"] = panel("mine", is_update=True)
    await service.act(doing("press", READER, message_id=message["id"], custom_id="/next"))
    assert [one["content"] for one in service.messages(TEXT)] == ["panel"]
    assert [one["content"] for one in service.messages(TEXT, READER)] == ["panel", "mine"]
    desk.replies["/next"] = panel("page 2", private=False, is_update=True)
    await service.act(doing("press", message_id=message["id"], custom_id="/next"))
    assert [one["content"] for one in service.messages(TEXT)] == ["page 2"]


@pytest.mark.usefixtures("listener")
@pytest.mark.parametrize(("is_update", "texts"), [(True, ["late"]), (False, ["panel", "late"])])
async def test_slow_press(service: DiscordService, desk: RecordingDesk, is_update: bool, texts: list[str]) -> None:  # noqa: FBT001 -- a parameter of the test
    """A press that takes long is acknowledged in time, and then changes the message, or is answered below it."""
    message = await opened(service, desk)
    desk.replies["/next"] = panel("late", is_update=is_update)
    desk.hurry.clear()
    done = await service.act(doing("press", message_id=message["id"], custom_id="/next"))
    assert done["acknowledged"]
    assert shown(service) == ["panel"]
    desk.hurry.set()
    await until(lambda: shown(service) == texts)


@pytest.mark.usefixtures("listener")
async def test_form(service: DiscordService, desk: RecordingDesk) -> None:
    """A form opens over the panel; what is filled in reaches the desk, and its reply changes the panel."""
    message = await opened(service, desk)
    desk.replies["/words"] = Reply((), form=WORDS)
    opener = await service.act(doing("press", message_id=message["id"], custom_id="/words"))
    (label,) = opener["modal"]["components"]
    assert (opener["modal"]["title"], label["label"]) == (WORDS.title, WORDS.hint)
    assert label["component"]["value"] == WORDS.value
    desk.replies["/words 삼성, 금리"] = panel("words changed", is_update=True)
    field = label["component"]["custom_id"]
    await service.act(doing("submit", interaction=opener["interaction"], values={field: "삼성, 금리"}))
    assert desk.heard[-1][0] == "/words 삼성, 금리"
    assert shown(service) == ["words changed"]


@pytest.mark.usefixtures("listener")
async def test_form_of_command(service: DiscordService, desk: RecordingDesk) -> None:
    """A form may answer a command; sent empty, its reply is a message of its own."""
    desk.replies["subscribe"] = Reply((), form=WORDS)
    opener = await service.act(doing("command", name="subscribe"))
    await service.act(doing("submit", interaction=opener["interaction"], values={"text": ""}))
    assert desk.heard[-1][0] == "/words "
    assert shown(service) == ["heard /words"]


@pytest.mark.usefixtures("listener")
async def test_slow_form(service: DiscordService, desk: RecordingDesk) -> None:
    """A form that comes too late to be shown is apologised for."""
    message = await opened(service, desk)
    desk.replies["/words"] = Reply((), form=WORDS)
    desk.hurry.clear()
    await service.act(doing("press", message_id=message["id"], custom_id="/words"))
    desk.hurry.set()
    await until(lambda: shown(service) == ["panel", phrases_in(Language.KO).unavailable])


@pytest.mark.usefixtures("listener")
async def test_private_chat(service: DiscordService, desk: RecordingDesk) -> None:
    """In the bot's private chat a command is answered in the open, and its asker manages what is theirs."""
    chat = service.add_private(READER)
    desk.replies["subscribe"] = panel(private=False)
    done = await service.act({"do": "command", "chat": str(chat), "user": str(READER), "name": "subscribe"})
    assert done["message"]["flags"] == 0
    asker = desk.heard[-1][2]
    assert (asker.channel.kind, asker.channel.address, asker.manages) == (Kind.PRIVATE, str(chat), True)
    assert (asker.user, asker.name, asker.language) == (str(READER), "Alex", Language.EN)


@pytest.mark.usefixtures("listener")
async def test_completion(service: DiscordService, desk: RecordingDesk) -> None:
    """What is being typed is completed by the desk, which learns the command, the argument and the beginning."""
    done = await service.act(doing("complete", name="latest", option="category", text="정"))
    assert done["choices"] == [{"name": "정정", "value": "정정"}]
    assert desk.heard[-1][0] == "latest category 정"


@pytest.mark.usefixtures("listener")
async def test_late_completion(
    service: DiscordService, desk: RecordingDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    """A completion that takes too long offers nothing, and is no failure in the log."""
    desk.hurry.clear()
    done = await service.act(doing("complete", name="latest", option="category", text="정"))
    assert (done["acknowledged"], done["choices"]) == (True, [])
    told = capsys.readouterr().out
    assert not any(level in told for level in ("[warning", "[error"))
