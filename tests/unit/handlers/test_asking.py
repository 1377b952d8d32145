"""Presses, languages, suggestions and strays: what the desk makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.core.delivery import Channel, Kind, Language, Platform
from tests.unit.handlers.shelves import Chat, post, presses, reader, shown, titles

if TYPE_CHECKING:
    from bot.core.readers.conversation import Reply

NEWS = Channel(platform=Platform.TELEGRAM, address="-100777", kind=Kind.BROADCAST, title="속보 채널")


async def pressed(chat: Chat, press: str) -> Reply:
    """Press a button, and return the reply."""
    reply = await chat.desk.pressed(press, chat.asker)
    assert reply is not None
    return reply


async def test_elsewhere() -> None:
    """A button about another channel changes that one, where the presser manages it: asked at each press."""
    chat = Chat(post("새 소식", "경제"))
    await chat.roster.put(NEWS)
    await chat.desk.pressed("/subscribe@-100777 경제", chat.asker)
    there = await chat.roster.get(NEWS.id)
    assert there is not None
    assert there.wishes is not None
    assert there.wishes.topics == {"경제"}
    assert await chat.topics() is None
    chat.is_manager = False
    reply = await chat.desk.pressed("/unsubscribe@-100777", chat.asker)
    assert reply is not None
    assert "관리자만" in shown(reply)
    assert (await chat.roster.get(NEWS.id)) == there


@pytest.mark.parametrize(
    ("press", "said"),
    [
        ("/subscribe@-100777", "‘속보 채널’에 바로"),
        ("/subscribe", "이곳으로 바로"),
        ("/language@-100777", "‘속보 채널’에서 쓸 언어"),
        ("/language@-100777 en", "in “속보 채널” from now on"),
        ("/language en", "here from now on"),
    ],
)
async def test_where(press: str, said: str) -> None:
    """Who sets a channel from a chat of their own is told what comes of it there, and not here."""
    chat = Chat(post("새 소식", "경제"))
    await chat.roster.put(NEWS)
    assert said in shown(await pressed(chat, press))


@pytest.mark.parametrize("press", ["/start@-100777 c-경제", "/start@-100777 all", "/latest@-100777", "/today@-100777"])
async def test_forged(press: str) -> None:
    """What is asked about a channel from elsewhere is for its managers, though here it is for everybody."""
    chat = Chat(post("새 소식", "경제"), is_manager=False)
    await chat.roster.put(NEWS)
    assert "관리자만" in shown(await pressed(chat, press))
    assert await chat.roster.get(NEWS.id) == NEWS


async def test_long_press() -> None:
    """A button whose question is too long for it asks it all the same; forgotten, it says so."""
    name = "아주 긴 이름을 가진 카테고리의 이름입니다"
    chat = Chat(post("새 소식", name))
    (press,) = presses(await chat.says("/subscribe 없음"))
    assert len(press.encode()) <= 64
    assert name in shown(await pressed(chat, press))
    assert await chat.topics() == {name}
    chat.bookmarks.kept.clear()
    assert "쓸 수 없는 단추" in shown(await pressed(chat, press))


async def test_no_bookmarks() -> None:
    """Where no question can be kept, buttons with a short one are there all the same, and a long one apologizes."""
    chat = Chat(post("하나", "경제"), post("둘", "가" * 30))
    chat.bookmarks.is_broken = True
    assert presses(await chat.says("/subscribe 없음")) == ["/subscribe 경제"]
    assert "다시 시도해" in shown(await pressed(chat, "/=abcdefghijkl"))


async def test_nothing_to_offer() -> None:
    """What fails while somebody types offers nothing, and is logged without a word of theirs."""
    chat = Chat(post("새 소식", "경제"))
    chat.archive.is_broken = True
    with capture_logs() as logs:
        assert await chat.desk.suggested("", chat.asker) == ()
        assert await chat.desk.completed("latest", "category", "비밀", chat.asker) == ()
    assert [log["event"] for log in logs] == ["command.failed"] * 2
    assert "비밀" not in str(logs)


async def test_nowhere() -> None:
    """A button about a channel that is no more, or about somebody's private chat, changes nothing."""
    chat = Chat()
    other = replace(NEWS, address="55", kind=Kind.PRIVATE)
    await chat.roster.put(other)
    for press in ("/subscribe@-100999", "/subscribe@55", "/subscribe@'; DROP"):
        chat.now += timedelta(seconds=1)
        reply = await chat.desk.pressed(press, chat.asker)
        assert reply is not None
        assert "쓸 수 없는 단추" in shown(reply)
    assert (await chat.roster.get(other.id)) == other


async def test_group_press() -> None:
    """In a group a button obeys the rights of who presses it, whoever it was shown to."""
    chat = Chat(asker=reader(Kind.GROUP), is_manager=False)
    reply = await chat.desk.pressed("/subscribe", chat.asker)
    assert reply is not None
    assert reply.private
    assert await chat.topics() is None


async def test_flood() -> None:
    """Who presses without end is told once, then left alone; others don't notice, and neither does their typing."""
    chat = Chat(post("새 소식"))
    replies = [await chat.desk.pressed("/latest", chat.asker) for _ in range(25)]
    assert [reply is None for reply in replies] == [False] * 21 + [True] * 4
    assert await chat.desk.suggested("", chat.asker)
    assert titles(await chat.says("/latest")) == ["새 소식"]
    other = reader(user="8")
    assert titles(await chat.desk.pressed("/latest", other)) == ["새 소식"]


@pytest.mark.parametrize("name", ["en", "English", "ENGLISH"])
async def test_language(name: str) -> None:
    """A chosen language is spoken from then on, whatever the app is set to, also where nobody subscribed."""
    chat = Chat(post("새 소식"))
    assert "from now on" in await chat.reads(f"/language {name}")
    assert "Latest stories" in await chat.reads("/latest")
    assert await chat.topics() is None
    assert "한국어로" in await chat.reads("/language 한국어")
    assert "최신 기사" in await chat.reads("/latest")


async def test_languages() -> None:
    """Without a name each language is offered, in its own words; an unknown one is answered so."""
    chat = Chat()
    reply = await chat.says("/language")
    assert reply is not None
    assert [(button.label, button.press) for row in reply.buttons for button in row] == [
        ("한국어", "/language ko"),
        ("English", "/language en"),
    ]
    assert "‘日本語’을(를) 쓸 수 없습니다" in await chat.reads("/language 日本語")


@pytest.mark.parametrize("kind", [Kind.BROADCAST, Kind.GROUP])
async def test_nobody(kind: Kind) -> None:
    """Who writes in the name of a channel or group is spoken to as it is, which they do not change by subscribing."""
    chat = Chat(post("New", "News"), asker=reader(kind, user="100", manages=True))
    await chat.roster.put(replace(chat.asker.channel, language=Language.EN))
    assert "Subscribed" in await chat.reads("/subscribe")
    channel = await chat.roster.get(chat.asker.channel.id)
    assert channel is not None
    assert channel.language is Language.EN


@pytest.mark.parametrize(
    ("asked", "spoken"), [("영어", "en"), ("english", "en"), ("Korean", "ko"), ("한글", "ko"), ("KO", "ko")]
)
async def test_called(asked: str, spoken: str) -> None:
    """A language is known by what it calls itself and by what speakers of the others call it."""
    chat = Chat()
    await chat.says(f"/language {asked}")
    channel = await chat.roster.get(chat.asker.channel.id)
    assert channel is not None
    assert channel.language == spoken


async def test_alerts_speak_it() -> None:
    """Subscribing keeps the language that was chosen, and alerts come in it."""
    chat = Chat()
    await chat.says("/language en")
    await chat.says("/subscribe")
    channel = await chat.roster.get(chat.asker.channel.id)
    assert channel is not None
    assert (channel.language, channel.wishes is not None) == (Language.EN, True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/latst", "/latest"), ("/subcribe News", "/subscribe"), ("/최싱", "/최신"), ("/해재", "/해지")],
)
async def test_slip(typed: str, meant: str) -> None:
    """A slip of the finger is answered with the command that looks most like it, Korean letter by letter."""
    assert f"Did you mean {meant}?" in await Chat(asker=reader(language=Language.EN)).reads(typed)


@pytest.mark.parametrize("typed", ["/roll", "/ab", "/날씨", "/" + "latest" * 9])
async def test_no_slip(typed: str) -> None:
    """What looks like no command is not taken for one."""
    assert "Did you mean" not in await Chat(asker=reader(language=Language.EN)).reads(typed)


async def test_suggestions() -> None:
    """Inline, the newest stories that match are offered, and without words the newest of all."""
    chat = Chat(post("광장 개장"), post("버스 노선", minutes=1))
    assert [one.title for one in await chat.desk.suggested("", chat.asker)] == ["광장 개장", "버스 노선"]
    assert [one.title for one in await chat.desk.suggested(" 버스는 ", chat.asker)] == ["버스 노선"]
    assert await chat.desk.suggested("🦄", chat.asker) == ()


async def test_completions() -> None:
    """A category is completed by its beginning, then by what is in it, most used first; at most 25."""
    posts = [post(f"{name} {number}", name) for name in ("정부 대책", "대책", "스포츠") for number in range(2)]
    chat = Chat(*posts, *(post(f"x{number}", f"c{number}") for number in range(40)))
    complete = chat.desk.completed
    assert await complete("latest", "category", "대책", chat.asker) == ["대책", "정부 대책"]
    assert len(await complete("latest", "category", "", chat.asker)) == 25
    assert await complete("language", "name", "", chat.asker) == ()
    assert await complete("gone", "category", "", chat.asker) == ()


@pytest.mark.parametrize(
    "text", ["/" + "가" * 5000, "/lat\u202eest", "/latest " + "e\u0301\u0302\u0303\u0304" * 200, "/\0", "／"]
)
async def test_rubbish(text: str) -> None:
    """Whatever is typed is answered, in few words, without what it could hide."""
    reply = await Chat(post("새 소식")).says(text)
    if reply is not None:
        assert len(shown(reply)) < 400
        assert "\u202e" not in shown(reply)
