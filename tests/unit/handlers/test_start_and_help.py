"""What newcomers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pytest

from bot.core.delivery import Kind, Language
from bot.core.phrases import phrases_in
from handlers.registry import COMMANDS, PRESSED, answers, by_word, words_of
from tests.unit.handlers.shelves import Chat, presses, reader, resources

if TYPE_CHECKING:
    from bot.core.readers.conversation import Command, Parameter

COLUMNS = 44  # as wide as a telephone of 390 pixels shows in one line; a Korean syllable takes two


def columns(line: str) -> int:
    """Return how many columns a line takes."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in line)


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        (Language.KO, ["구독", "구독할 카테고리 고르기", "최신 기사", "도움말"]),
        (Language.EN, ["Subscribe", "Choose categories", "Latest stories", "Help"]),
    ],
)
async def test_start(language: Language, labels: list[str]) -> None:
    """`/start` says in two lines what the bot does, with what to do next as buttons in the asker's language."""
    reply = await Chat(asker=reader(language=language)).says("/start")
    assert reply is not None
    assert len(reply.lines) == 2
    assert [button.label for row in reply.buttons for button in row] == labels
    assert presses(reply) == ["/subscribe", "/settings", "/latest", "/help"]


async def test_start_again() -> None:
    """To a chat that gets alerts already, `/start` says how to end them and offers no subscription."""
    chat = Chat()
    await chat.says("/subscribe")
    reply = await chat.says("/start r-24")
    assert "/unsubscribe" in await chat.reads("시작")
    assert presses(reply) == ["/latest", "/help"]


@pytest.mark.parametrize(("language", "word"), [(Language.KO, "/latest (최신) "), (Language.EN, "/latest ")])
async def test_help(language: Language, word: str) -> None:
    """`/help` shows every command and what it does, in the asker's language, on one screen of a telephone."""
    text = await Chat(asker=reader(language=language)).reads("/help")
    assert word in text
    assert len(text) <= 1000
    assert len(text.splitlines()) <= 20
    assert max(columns(line) for line in text.splitlines()) <= COLUMNS
    for command in (one for one in COMMANDS if not one.for_operators and not one.platforms):
        assert f"/{command.name}" in text
        assert command.words(phrases_in(language)).help in text


async def test_help_in_group() -> None:
    """In a group, help keeps what only managers may do from those who are known not to be any."""
    member = await Chat(asker=reader(Kind.GROUP, manages=False)).reads("/help")
    assert "/latest" in member
    assert "/subscribe" not in member
    assert "/subscribe" in await Chat(asker=reader(Kind.GROUP)).reads("/help")


async def test_help_for_operators() -> None:
    """What is for operators is shown in an admin chat, and nowhere else."""
    chat = Chat()
    assert "/held" not in await chat.reads("/help")
    chat.admin_chats.add(chat.asker.channel.id)
    assert "/held (보류)" in await chat.reads("/help")


def test_registry() -> None:
    """Every command has an answer, words no other command has, and texts in every language within Discord's 100."""
    names = set(answers(resources(Chat())))
    assert names == {command.name for command in (*COMMANDS, *PRESSED)}
    assert len(by_word()) == sum(len(words_of(command)) for command in COMMANDS)
    named: list[Command | Parameter] = [*COMMANDS]
    named.extend(parameter for command in COMMANDS for parameter in command.parameters)
    for text in (text for each in named for text in _texts(each)):
        assert 1 <= len(text) <= 100


def _texts(each: Command | Parameter) -> list[str]:
    words = [each.words(phrases_in(language)) for language in Language]
    return [text for one in words for text in (one.name, one.help)]
