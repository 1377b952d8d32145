"""`/status` in both languages: wishes, hours, what came last, what is due, and what is wrong with its remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Kind, Lane, Language, Wishes
from bot.core.hours import Digest, Hours, Quiet
from bot.core.notice import Matter, Notice
from bot.core.post import Level, Roundup
from bot.core.why.history import Circumstances, Progress, Row, Wait
from tests.unit.handlers.shelves import NOON, Chat, post, presses, reader

if TYPE_CHECKING:
    from bot.core.post import Post


def a_chat(language: Language, kind: Kind = Kind.PRIVATE, **fields: object) -> Chat:
    """Return a chat whose channel is known, with these fields."""
    chat = Chat(post("예산안", "정치"), asker=reader(kind, language))
    known = replace(chat.asker.channel, language=language, **fields)  # type: ignore[arg-type]
    chat.roster.channels[known.id] = known
    return chat


def delivered(chat: Chat, story: Post, **fields: object) -> Circumstances:
    """Return what became of the story in the chat's channel: it was sent."""
    row = Row(progress=Progress.DONE, changed_at=NOON, message_id="5", fingerprint=story.fingerprint)
    channel = chat.roster.channels[chat.asker.channel.id]
    return Circumstances(
        post=story, channel=channel, read_at=NOON, announced_at=NOON, row=replace(row, **fields)  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.KO, ["속보 · 정치 · 키워드 환율 · 뺄 키워드 축구", "언어: 한국어", "22:00–07:00", "매주 월요일 8시"]),
        (Language.EN, ["breaking news · 정치 · keywords 환율 · without 축구", "English", "every Monday at 8:00"]),
    ],
)  # fmt: skip
async def test_wishes(language: Language, expected: list[str]) -> None:
    """Wishes, language and hours are told in words, categories as the site writes them."""
    wishes = Wishes(frozenset({"정치"}), True, frozenset({"환율"}), frozenset({"축구"}))  # noqa: FBT003 - of a dataclass
    hours = Hours(zone="Asia/Seoul", quiet=Quiet(time(22), time(7)), digest=Digest(8, 0))
    text = await a_chat(language, wishes=wishes, hours=hours).reads("/status")
    assert [one for one in expected if one not in text] == []


async def test_deliveries() -> None:
    """The last ones stand with what became of each, a failed one with why, and then what is due."""
    chat = a_chat(Language.KO, wishes=Wishes())
    sent, wrong, due = post("보낸 기사"), post("못 보낸 기사", level=Level.BREAKING), post("기다리는 기사")
    failed = delivered(chat, wrong, progress=Progress.ABANDONED, message_id="", fingerprint="", error="400 too long")
    chat.history.told = [failed, delivered(chat, sent)]
    chat.history.due = [replace(delivered(chat, due), row=None, wait=Wait(lane=Lane.NORMAL, place=1))]
    text = await chat.reads("상태")
    assert "🚨 속보 못 보낸 기사 · 실패\n  400 too long" in text
    assert "보낸 기사 · 보냄" in text
    assert text.index("앞으로 보낼 알림 1건") < text.index("기다리는 기사 · 발송 대기")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.KO, ["🚨 속보 큰일 · 보냄", " 기사 4건 모아 보기 · 보냄", "⚠️ 게시물 2건을 보류했습니다. · 보냄"]),
        (Language.EN, ["🚨 Breaking 큰일 · sent", " 4 stories · sent", "⚠️ 2 posts are held. · sent"]),
    ],
)
async def test_names(language: Language, expected: list[str]) -> None:
    """What was sent is called as its message is: without a mark of the title's own, and in the chat's language."""
    chat = a_chat(language, wishes=Wishes())
    story = post("[속보] 큰일", level=Level.BREAKING)
    roundup = replace(post("digest 2026-11-23 08:00"), roundup=Roundup(members=("1", "2", "3"), more=1))
    notice = replace(post(""), notice=Notice(matter=Matter.HELD, count=2))
    chat.history.told = [delivered(chat, one) for one in (story, roundup, notice)]
    lines = (await chat.reads("/status")).split("\n")
    assert [one.strip() for one in lines[-3:]] == [one.strip() for one in expected]


async def test_nothing() -> None:
    """A chat that never subscribed is told so, with a button to begin."""
    reply = await Chat(asker=reader(language=Language.EN)).says("/status")
    assert reply is not None
    assert presses(reply)[0] == "/subscribe"


async def test_problem() -> None:
    """What is wrong stands first: that nothing is sent, which permission is missing, and how to give it."""
    chat = a_chat(Language.EN, Kind.GROUP, wishes=Wishes(), suspended="the bot was removed from the chat")
    chat.rights.lacks = ("can_post_messages",)
    lines = (await chat.reads("/status")).split("\n")
    assert lines[1] == "⚠️ Alerts have stopped, as I may not write here: the bot was removed from the chat"
    assert lines[2] == "⚠️ Permissions I lack: can_post_messages"
    assert "administrators" in lines[3]


async def test_managers() -> None:
    """In a group it is for those who manage it."""
    chat = Chat(asker=reader(Kind.GROUP), is_manager=False)
    assert "관리자만" in await chat.reads("/status")


async def test_muted() -> None:
    """That a channel is muted is told with the time till when, and no longer once that has passed."""
    chat = a_chat(Language.EN, wishes=Wishes(), hours=Hours(muted_until=NOON + timedelta(hours=1)))
    chat.now = NOON
    assert "Muted until" in await chat.reads("/status")
    chat.now = NOON + timedelta(hours=2)
    assert "Muted until" not in await chat.reads("/status")


async def test_later() -> None:
    """What is gathered, or put off by the platform, is told with the hour at which it comes."""
    chat = a_chat(Language.EN, wishes=Wishes())
    at = NOON + timedelta(hours=2)
    gathered = delivered(chat, post("Gathered"), progress=Progress.GATHERED, message_id="", fingerprint="")
    put_off = delivered(chat, post("Put off"), fingerprint="older")
    chat.history.due = [replace(gathered, gathered_until=at), replace(put_off, put_off_until=at)]
    text = await chat.reads("/status")
    assert "2 alerts to come" in text
    assert text.count("Not before: ") == 2
