"""What `/latest` shows."""

from __future__ import annotations

import pytest

from bot.core.delivery import Kind, Language
from bot.core.post import Level
from bot.core.readers.conversation import Moment
from tests.unit.handlers.shelves import NOON, Chat, post, presses, reader, titles

STORIES = [post(f"기사 {minutes}", "News" if minutes % 2 else "차 없는 거리", minutes=minutes) for minutes in range(12)]


@pytest.mark.parametrize("text", ["/latest", "latest", "최신", "/최신", "/LATEST"])
async def test_usual(text: str) -> None:
    """Without arguments, the five newest stories come, newest first, under any of the command's words."""
    reply = await Chat(*STORIES).says(text)
    assert titles(reply) == [f"기사 {minutes}" for minutes in range(5)]
    assert reply is not None
    assert Moment(NOON) in reply.lines[1]


@pytest.mark.parametrize("name", ["119", "5", "2026"])
async def test_numeric(name: str) -> None:
    """A category that is called by a number is found by its button, and by its name where that is no count."""
    chat = Chat(post("출동", name), post("날씨", "News", minutes=-1))
    (press,) = (one for one in presses(await chat.says("/categories")) if name in one)
    shown = await chat.desk.pressed(press, chat.asker)
    assert titles(shown) == ["출동"]
    assert titles(await chat.says(f"/latest {name}")) == (["날씨", "출동"] if name == "5" else ["출동"])


@pytest.mark.parametrize("text", ["/latest 3 News", "/latest news 3", "최신 #NEWS 3건", "/최신 ３ Ｎｅｗｓ"])
async def test_category(text: str) -> None:
    """A category narrows the answer, whatever its case and width and whichever argument comes first."""
    assert titles(await Chat(*STORIES).says(text)) == ["기사 1", "기사 3", "기사 5"]


async def test_words() -> None:
    """A category may have several words, and the heading names it as the site writes it."""
    chat = Chat(*STORIES)
    assert titles(await chat.says("최신 차 없는 거리 2")) == ["기사 0", "기사 2"]
    assert (await chat.reads("/latest 2 NEWS")).startswith("News 최신 기사\n")


async def test_number_in_category() -> None:
    """A category that ends in a number is found before the number is taken for a count."""
    chat = Chat(post("백신", "코로나 19"), post("마스크", "코로나 19", minutes=1))
    assert titles(await chat.says("최신 코로나 19")) == ["백신", "마스크"]
    assert titles(await chat.says("최신 1 코로나 19")) == ["백신"]


@pytest.mark.parametrize(
    "text", ["/latest 0", "/latest 11", "/latest 999 News", "최신 100", "/latest -3", "/latest 2.5", "/latest 5000건"]
)
async def test_bounds(text: str) -> None:
    """A count beyond 1 to 10 is answered with what is right."""
    reply = await Chat(*STORIES).reads(text)
    assert "1부터 10까지" in reply


async def test_unknown_category() -> None:
    """An unknown category is answered with those there are, as text and as buttons, most used first."""
    chat = Chat(*STORIES, post("덧글", "News", minutes=50), asker=reader(language=Language.EN))
    reply = await chat.says("/latest Sports")
    assert presses(reply) == ["/latest News", "/latest 차 없는 거리"]
    text = await chat.reads("/latest Sports")
    assert "There is no category “Sports”." in text
    assert "News, 차 없는 거리" in text


async def test_nothing_yet() -> None:
    """Before the first post, the answer says so, with and without a category."""
    assert await Chat().reads("/latest") == "아직 기사가 없습니다."
    assert "아직 카테고리가 없습니다." in await Chat().reads("/latest 정치")


async def test_breaking() -> None:
    """Breaking news carry their mark, and the others none."""
    chat = Chat(post("지진", level=Level.BREAKING), post("날씨", minutes=1))
    assert await chat.reads("/latest") == "최신 기사\n 🚨 속보 지진\n 날씨"


async def test_called() -> None:
    """A platform that parses commands itself gets the same answer, and one that sends nonsense a clear one."""
    chat = Chat(*STORIES)
    reply = await chat.desk.called("latest", {"count": "2", "category": " news "}, chat.asker)
    assert titles(reply) == ["기사 1", "기사 3"]
    refused = await chat.desk.called("latest", {"count": "many"}, chat.asker)
    assert "1부터 10까지" in str(refused.lines)


@pytest.mark.parametrize(("kind", "is_private"), [(Kind.PRIVATE, False), (Kind.GROUP, False), (Kind.BROADCAST, True)])
async def test_private(kind: Kind, *, is_private: bool) -> None:
    """In a channel of alerts the list is for the asker only; in a group it is part of the talk."""
    reply = await Chat(*STORIES, asker=reader(kind)).says("/latest")
    assert reply is not None
    assert reply.private is is_private


async def test_long_title() -> None:
    """A title without end is cut on a whole character, and one without letters is shown as its link."""
    reply = await Chat(post("긴 제목 👩‍👩‍👧‍👦" * 200), post(" ", minutes=1)).says("/latest")
    long, empty = titles(reply)
    assert long.endswith(("👩‍👩‍👧‍👦…", "목…", "제…", "긴…"))
    assert len(long) < 1000
    assert empty.startswith("https://")


async def test_piled_title() -> None:
    """A title whose letters carry piles of marks keeps its letters and loses the piles."""
    (title,) = titles(await Chat(post("Z" + "\u0336" * 1_000 + "algo")).says("/latest"))
    assert title.startswith("Z")
    assert title.endswith("algo")
    assert len(title) < 20


async def test_spellings() -> None:
    """A category that posts write in two ways is offered once, as most of them write it."""
    chat = Chat(post("하나", "news", minutes=2), post("둘", "News"), post("셋", "News", minutes=1))
    assert presses(await chat.says("/latest Sports")) == ["/latest News"]
    assert len(titles(await chat.says("/latest NEWS"))) == 3
