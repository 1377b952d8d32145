"""What stands under a message, as Discord takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.core.delivery import Language
from bot.core.readers.conversation import Button, Form, Menu, Option, Reply, Span
from bot.platforms.discord import connect, forms, render
from bot.sandbox.discord.forms.modal import modal
from tests.openapi import needs_description, problems
from tests.platforms.discord.conftest import CHANNEL, TEXT, TOKEN, alert

if TYPE_CHECKING:
    from bot.sandbox.discord import DiscordService

LONG = "가" * 300


def menu(name: str, count: int = 2) -> Menu:
    """Return a menu with so many options."""
    return Menu(f"/{name}", "/toggle", name, tuple(Option(f"{name}{one}", f"v{one}") for one in range(count)))


def row(*names: str) -> tuple[Button, ...]:
    """Return a row of buttons."""
    return tuple(Button(name, f"/{name}") for name in names)


def laid_out(reply: Reply) -> list[list[str]]:
    """Return the labels and placeholders, row by row."""
    rows = render.reply_message(reply)["components"]
    return [[one.get("label") or one["placeholder"] for one in row["components"]] for row in rows]


LAYOUTS = [
    (1, [["a", "b"], ["c"]], [["m0"], ["a", "b"], ["c"]]),
    (3, [["a", "b"], ["c"], ["d"]], [["m0"], ["m1"], ["m2"], ["a", "b", "c", "d"]]),
    (6, [["a"], ["b"]], [["m0"], ["m1"], ["m2"], ["m3"], ["a", "b"]]),
    (6, [], [["m0"], ["m1"], ["m2"], ["m3"], ["m4"]]),
    (0, [list("abcdefg")], [list("abcde"), list("fg")]),
    (4, [list("abcde"), list("fg")], [["m0"], ["m1"], ["m2"], ["m3"], list("abcde")]),
]


@pytest.mark.parametrize(("menus", "buttons", "shown"), LAYOUTS)
def test_layout(menus: int, buttons: list[list[str]], shown: list[list[str]]) -> None:
    """Five rows at most: menus above, buttons close ranks where room is short, and one row of them always stays."""
    reply = Reply(
        ((Span("x"),),),
        menus=tuple(menu(f"m{one}") for one in range(menus)),
        buttons=tuple(row(*names) for names in buttons),
    )
    assert laid_out(reply) == shown


def test_left_out() -> None:
    """What Discord would refuse the whole message for is left out: what is empty, too long, or there already."""
    buttons = (
        Button("", "/a"),
        Button("a", ""),
        Button("b", "/" + "b" * 100),
        Button("c", url="javascript:1"),
        Button("d", url="https://news.example/" + "a" * 512),
        Button("e", "/m"),
        Button("f", "/f"),
        Button("g", "/f"),
    )
    twice = Menu("/m", "/t", "m", (Option("A", "a"), Option("B", "a"), Option("", "c"), Option("D", "")))
    reply = Reply(((Span("x"),),), menus=(Menu("/n", "/t", "n", ()), twice, menu("m")), buttons=(buttons,))
    assert laid_out(reply) == [["m"], ["f"]]


@needs_description
@pytest.mark.parametrize("count", [1, 25, 40])
async def test_taken(count: int) -> None:
    """However long its words are, a reply with all there is is as Discord describes it."""
    options = tuple(Option(f"{one}{LONG}", f"{one}", is_chosen=True) for one in range(count))
    reply = Reply(
        ((Span(LONG * 10),),),
        menus=(Menu("/m", "/t", LONG, options),),
        buttons=(row("a", LONG[:60]), (Button(LONG, "/z"),)),
    )
    assert problems("POST", "/channels/1/messages", render.reply_message(reply)) == []


@pytest.mark.parametrize(
    "form", [Form("/w", "제목", "짧게"), Form("/w", LONG, LONG, "값" * 5000), Form("/w", "제목", "")]
)
def test_form(form: Form) -> None:
    """A form is one that Discord takes, whatever its words are."""
    shown: dict[str, Any] = modal(forms.modal(form))
    assert shown["custom_id"] == "/w"


async def test_beside_alert(service: DiscordService) -> None:
    """What a function says stands beside an alert's own button, sent as well as edited, and never beyond five."""
    buttons = (row("mute", "settings"), row("c", "d", "e", "f"))
    async with connect(TOKEN, api_url=service.url, buttons=lambda _alert, _channel: buttons) as connection:
        message_id = await connection.messenger.send(CHANNEL, alert(), "n1")
        for _ in range(2):
            (shown,) = service.messages(TEXT)[0]["components"]
            assert [one.get("custom_id", "link") for one in shown["components"]] == [
                "link",
                "/mute",
                "/settings",
                "/c",
                "/d",
            ]
            await connection.messenger.edit(CHANNEL, message_id, alert("고친 제목"))


def test_alone() -> None:
    """Without anything beside it an alert has just its own button."""
    (shown,) = render.alert_message(alert(), Language.KO)["components"]
    assert len(shown["components"]) == 1
