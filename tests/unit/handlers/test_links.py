"""`/start` with the word of a link, and the same word behind a button."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.delivery import Channel, Kind, Language, Platform, Wishes
from bot.core.readers.deep_links import payload_of
from bot.core.readers.wishing import Offer
from tests.unit.handlers.presser import Presser
from tests.unit.handlers.shelves import Chat, post, presses, reader, shown, titles

STORIES = post("개각", "정치"), post("우승", "스포츠", minutes=5)


@pytest.mark.parametrize(
    ("offer", "wishes"),
    [
        (Offer(), Wishes()),
        (Offer(is_breaking=True), Wishes(wants_breaking=True)),
        (Offer("스포츠"), Wishes(frozenset({"스포츠"}))),
    ],
)
async def test_one_tap(offer: Offer, wishes: Wishes) -> None:
    """A link subscribes at one tap, and shows a sample and the way to the settings."""
    chat = Chat(*STORIES)
    reply = await chat.says(f"/start {payload_of(offer)}")
    assert chat.roster.channels["telegram:100"].wishes == wishes
    assert presses(reply) == ["/settings"]
    assert titles(reply) == [] if offer.is_breaking else ["우승" if offer.category else "개각"]


@pytest.mark.parametrize("word", ["r-24", "c-", payload_of(Offer("없는 카테고리")), "all now"])
async def test_unknown(word: str) -> None:
    """A word that means nothing greets as if there were none, and subscribes to nothing."""
    chat = Chat(*STORIES)
    assert "/subscribe" in presses(await chat.says(f"/start {word}"))
    assert chat.roster.channels == {}


@pytest.mark.parametrize(("chosen", "offer"), [("정치", Offer()), ("", Offer("스포츠")), ("", Offer(is_breaking=True))])
async def test_keeps_what_was_chosen(chosen: str, offer: Offer) -> None:
    """A link takes nothing from who has chosen: not what they chose for everything, nor everything for that."""
    chat = Chat(*STORIES)
    await chat.says(f"/subscribe {chosen}")
    before = chat.roster.channels["telegram:100"]
    await chat.roster.suspend(before, "blocked")
    assert "링크로 바뀌지 않습니다" in await chat.reads(f"/start {payload_of(offer)}")
    assert chat.roster.channels["telegram:100"] == before


async def test_adds() -> None:
    """A link to a second category adds it."""
    chat = Chat(*STORIES)
    await chat.says(f"/start {payload_of(Offer('정치'))}")
    await chat.says(f"/start {payload_of(Offer('스포츠'))}")
    assert chat.roster.channels["telegram:100"].wishes == Wishes(frozenset({"정치", "스포츠"}))


async def test_group() -> None:
    """In a group the link is for those who manage it, and talk is no link."""
    chat = Chat(*STORIES, asker=reader(Kind.GROUP), is_manager=False)
    assert "관리자만" in await chat.reads("/start all")
    assert await chat.says("시작 합시다") is None
    assert chat.roster.channels == {}
    chat.is_manager = True
    await chat.says("/start all")
    assert chat.roster.channels["telegram:100"].wishes == Wishes()


async def test_for_presser() -> None:
    """The button under an alert in a shared channel subscribes its presser's own chat, in their language."""
    chat = Chat(*STORIES, asker=reader(Kind.BROADCAST, Language.EN, manages=False))
    reply = await Presser(chat).press("/start all")
    assert reply.private
    assert "private chat" in shown(reply)
    assert list(chat.roster.channels) == ["telegram:7"]
    own = chat.roster.channels["telegram:7"]
    assert (own.kind, own.wishes, own.language) == (Kind.PRIVATE, Wishes(), Language.EN)


async def test_for_presser_perhaps() -> None:
    """On Discord they are told what to allow where nothing comes: whether it does shows only then."""
    asker = reader(Kind.GROUP, Language.EN, manages=False)
    chat = Chat(*STORIES, asker=replace(asker, channel=replace(asker.channel, platform=Platform.DISCORD)))
    assert "If nothing comes there" in shown(await Presser(chat).press("/start all"))


async def test_forged() -> None:
    """A press that names a channel of others subscribes it to nothing, and says nothing of it."""
    chat = Chat(*STORIES, is_manager=False)
    theirs = Channel(platform=Platform.TELEGRAM, address="-1001", kind=Kind.BROADCAST, suspended="closed")
    await chat.roster.put(theirs)
    for press in ("/start@-1001 all", "/start@-1001"):
        reply = await chat.desk.pressed(press, chat.asker)
        assert "관리자만" in shown(reply or pytest.fail("no answer"))
    assert chat.roster.channels == {theirs.id: theirs}
