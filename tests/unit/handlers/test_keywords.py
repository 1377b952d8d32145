"""What `/keywords` changes, and `/subscribe` with words of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.delivery import Kind, Wishes
from bot.core.post import Level
from handlers.panels.presses import mark_of
from tests.unit.handlers.shelves import Chat, post, reader, shown, titles

RATE, HOUSE = post("기준금리 동결", "경제"), post("부동산 금리 대책", "사회", minutes=5)
QUAKE = post("지진", "사회", minutes=9, level=Level.BREAKING)


async def test_add() -> None:
    """Words are added to those there are, and the newest story that matches all of it is shown."""
    chat = Chat(HOUSE, RATE, QUAKE)
    reply = await chat.says("/keywords 금리, -동결")
    assert titles(reply) == ["부동산 금리 대책"]
    await chat.says("키워드 지진, ")
    assert _wishes(chat) == Wishes(keywords=frozenset({"금리", "지진"}), excluded=frozenset({"동결"}))
    assert "받을 키워드: ‘금리’, ‘지진’" in await chat.reads("/keywords")


async def test_many() -> None:
    """As many words as there may be can be typed in one line, and none of them is cut."""
    words = {f"{number:02}번째로 긴 키워드입니다" for number in range(50)}
    chat = Chat(RATE)
    await chat.says(f"/keywords {', '.join(sorted(words))}")
    assert _wishes(chat) == Wishes(keywords=frozenset(words))
    assert "50개까지" in await chat.reads("/keywords 하나 더")


async def test_lines() -> None:
    """A list may be written line by line, as it is in a form."""
    chat = Chat(RATE)
    await chat.says("/keywords\n기준 금리\n\n  환율\n-부동산, 주식")
    await chat.says("키워드 유가\n코스피")
    kept = Wishes(keywords=frozenset({"기준 금리", "환율", "유가", "코스피"}), excluded=frozenset({"부동산"}))
    assert _wishes(chat) == replace(kept, keywords=kept.keywords | {"주식"})
    await chat.says("/keywords 지우기\n환율\n유가\n코스피\n주식\n부동산")
    assert _wishes(chat) == Wishes(keywords=frozenset({"기준 금리"}))


async def test_left_out_alone() -> None:
    """Who names nothing but what is to stay away gets all the rest, and is told so."""
    chat = Chat(RATE)
    assert "구독 중: 모든 기사" in await chat.reads("/keywords -부동산")
    assert "구독 중" not in await chat.reads("/keywords -지진")


@pytest.mark.parametrize(("command", "title"), [("/keywords 혜성", "혜성이 온다"), ("/subscribe breaking", "지진")])
async def test_old_sample(command: str, title: str) -> None:
    """The newest story of those that will come is shown however many others came after it."""
    old = post("혜성이 온다", minutes=500), post("지진", minutes=600, level=Level.BREAKING)
    chat = Chat(*old, *(post(f"기사 {number}", "경제", minutes=number) for number in range(60)))
    assert titles(await chat.says(command)) == [title]


async def test_narrows() -> None:
    """Who gets everything and names a word is told that only such stories come then."""
    chat = Chat(RATE)
    await chat.says("/subscribe")
    assert "맞는 기사만" in await chat.reads("/keywords 금리")
    assert "구독 중: 경제, ‘금리’" in await chat.reads("/subscribe 경제")


async def test_remove() -> None:
    """Words are removed by name, with or without their hyphen; with the last wish ends the subscription."""
    chat = Chat(RATE)
    await chat.says("/keywords 금리, 환율, -부동산")
    await chat.says("/keywords 지우기 환율, -부동산")
    assert _wishes(chat) == Wishes(keywords=frozenset({"금리"}))
    assert "그런 키워드는 없습니다: 주식" in await chat.reads("/keywords remove 주식")
    assert "고른 것이 더는 없어 구독을 해지했습니다" in await chat.reads("/keywords remove 금리")
    assert _wishes(chat) is None


async def test_unusable() -> None:
    """A word that is too short or too long is named, and the others are taken."""
    chat = Chat(RATE)
    text = await chat.reads(f"/keywords 금리, a, {'가' * 50}")
    assert "키워드로 쓸 수 없습니다" in text
    assert _wishes(chat) == Wishes(keywords=frozenset({"금리"}))


async def test_too_many() -> None:
    """The fifty-first word changes nothing."""
    chat = Chat(RATE)
    for start in range(0, 50, 10):
        await chat.reads(f"/keywords {', '.join(f'낱말{start + number}' for number in range(10))}")
    assert "50개까지" in await chat.reads("/keywords 또")
    wishes = _wishes(chat)
    assert wishes is not None
    assert len(wishes.keywords) == 50


async def test_talk() -> None:
    """Talk in a group that begins with the word changes nothing: there it takes a slash."""
    chat = Chat(RATE, asker=reader(Kind.GROUP))
    assert await chat.says("키워드 분석 좀 해 봅시다") is None
    assert await chat.says("설정 좀 봐 주세요") is None
    assert await chat.says("음소거 얘기가 나와서 말인데") is None
    assert chat.roster.channels == {}
    assert await chat.says("/키워드 금리") is not None
    assert _wishes(chat) is not None


@pytest.mark.parametrize("asked", ["breaking", "속보", "#속보", "BREAKING"])
async def test_breaking(asked: str) -> None:
    """Breaking news is subscribed to by its own word, and left by it; the sample is the newest of it."""
    chat = Chat(RATE, QUAKE)
    reply = await chat.says(f"/subscribe {asked}")
    assert titles(reply) == ["지진"]
    assert _wishes(chat) == Wishes(wants_breaking=True)
    await chat.says("/subscribe 경제")
    assert "‘속보’ 구독을 해지했습니다." in await chat.reads(f"/unsubscribe {asked}")
    assert _wishes(chat) == Wishes(frozenset({"경제"}))


async def test_everything() -> None:
    """Everything has a word too; it keeps what is left out."""
    chat = Chat(RATE)
    await chat.says("/keywords 금리, -부동산")
    reply = await chat.says("구독 모두")
    assert reply is not None
    assert "새 기사가 나오면" in shown(reply)
    assert _wishes(chat) == Wishes(excluded=frozenset({"부동산"}))
    await chat.says("해지 모두")
    assert _wishes(chat) is None


async def test_category_called_breaking() -> None:
    """A category of that name, chosen in the panel, can be left by its name."""
    chat = Chat(post("지진", "속보"))
    await chat.says("/settings topics " + mark_of("속보"))
    assert _wishes(chat) == Wishes(frozenset({"속보"}))
    await chat.says("/unsubscribe 속보")
    assert _wishes(chat) is None


def _wishes(chat: Chat) -> Wishes | None:
    channel = chat.roster.channels.get(chat.asker.channel.id)
    return channel.wishes if channel else None
