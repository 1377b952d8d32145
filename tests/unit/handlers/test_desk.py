"""Who is answered, where, and how often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.delivery import Kind, Language
from tests.unit.handlers.shelves import Chat, post, reader, shown, titles

NEWS = post("개각", "News")
SHARED = [Kind.GROUP, Kind.BROADCAST]


@pytest.mark.parametrize("kind", SHARED)
@pytest.mark.parametrize(
    "text",
    [
        "최신 유행은 뭐예요",
        "최신 99",
        "구독 좀 해 주세요",
        "도움말 어디 있어요",
        "해지 하려면 어떻게 하죠",
        "안녕하세요",
        "/roll 6",
        "/",
        "",
    ],
)
async def test_talk(kind: Kind, text: str) -> None:
    """In a group, talk that only begins like a command and commands of other bots are left alone."""
    assert await Chat(NEWS, asker=reader(kind)).says(text) is None


async def test_talk_without_categories() -> None:
    """Talk is left alone on a site without categories as well."""
    chat = Chat(post("무제"), asker=reader(Kind.GROUP))
    assert await chat.says("구독 좀 해 주세요") is None
    assert await chat.topics() is None


@pytest.mark.parametrize("kind", SHARED)
async def test_whole_question(kind: Kind) -> None:
    """In a group, a whole question is answered without a slash too, and with one in any case."""
    chat = Chat(NEWS, asker=reader(kind))
    assert titles(await chat.says("최신 3 news")) == ["개각"]
    assert titles(await chat.says("/최신")) == ["개각"]
    assert "카테고리는 없습니다" in await chat.reads("/latest 유행은")


async def test_private_talk() -> None:
    """In a private chat, what is no command is answered with the way to the help, and silence with silence."""
    chat = Chat(asker=reader(language=Language.EN))
    assert "/help" in await chat.reads("hello there")
    assert "There is no command “roll”" in await chat.reads("/roll 6")
    assert await chat.says("  \u200b ") is None


@pytest.mark.parametrize("text", ["/subscribe", "/unsubscribe"])
async def test_managers_only(text: str) -> None:
    """In a group, who does not manage it changes nothing and is told why; the platform is asked where it must be."""
    chat = Chat(NEWS, asker=reader(Kind.GROUP), is_manager=False)
    assert await chat.reads(text) == "이곳의 관리자만 할 수 있는 일입니다."
    assert chat.roster.channels == {}
    assert chat.asked == [chat.asker]


async def test_manages_is_known() -> None:
    """Where the platform has said who manages the channel it is not asked again, nor in a private chat."""
    member = Chat(NEWS, asker=reader(Kind.GROUP, manages=False))
    assert "관리자만" in await member.reads("/subscribe")
    manager = Chat(NEWS, asker=reader(Kind.GROUP, manages=True), is_manager=False)
    await manager.says("구독")
    alone = Chat(NEWS, is_manager=False)
    await alone.says("/subscribe")
    assert (await manager.topics(), await alone.topics()) == (set(), set())
    assert member.asked == manager.asked == alone.asked == []


async def test_flood() -> None:
    """Who asks more than ten times at once is told once and then left alone, until some seconds have passed."""
    chat = Chat(NEWS)
    answers = [await chat.says("/latest") for _ in range(13)]
    assert all(titles(answer) == ["개각"] for answer in answers[:10])
    assert answers[10] is not None
    assert "몇 초 뒤에" in shown(answers[10])
    assert answers[11:] == [None, None]
    chat.now += timedelta(seconds=2)
    assert titles(await chat.says("/latest")) == ["개각"]


async def test_flood_of_calls() -> None:
    """A platform that waits for an answer gets a short private one, however many come."""
    chat = Chat(NEWS, asker=reader(Kind.GROUP))
    replies = [await chat.desk.called("latest", {}, chat.asker) for _ in range(13)]
    assert replies[10] == replies[12]
    assert replies[12].private


async def test_flood_is_personal() -> None:
    """A reader's flood does not silence the others of the group."""
    chat = Chat(NEWS, asker=reader(Kind.GROUP, user="loud"))
    for _ in range(12):
        await chat.says("/latest")
    assert await chat.desk.typed("/latest", reader(Kind.GROUP, user="calm")) is not None


async def test_failure() -> None:
    """A failure is answered with an apology and logged by name, without a word of what the reader wrote."""
    chat = Chat(NEWS)
    chat.archive.is_broken = True
    with capture_logs() as logs:
        assert "다시 시도해" in await chat.reads("/latest 비밀")
    assert [(log["event"], log["command"], log["error"]) for log in logs] == [
        ("command.failed", "latest", "ConnectionError")
    ]
    assert "비밀" not in str(logs)


async def test_failure_in_talk() -> None:
    """A failure behind what may have been talk is logged and says nothing in the group."""
    chat = Chat(NEWS, asker=reader(Kind.GROUP))
    chat.archive.is_broken = True
    with capture_logs() as logs:
        assert await chat.says("최신 유행은") is None
    assert len(logs) == 1


async def test_unknown_call() -> None:
    """A command that was removed from the bot but not yet from a menu is answered."""
    chat = Chat(asker=reader(language=Language.EN))
    assert "There is no command “old”" in shown(await chat.desk.called("old", {}, chat.asker))


@pytest.mark.parametrize(
    "text",
    [
        "/latest " + "가" * 50_000,
        "/latest Z" + "\u0301\u0489" * 5_000,
        "/" + "Z\u0301\u0489\u0308\u0336" * 2_000,
        "/latest \u202e\u2066sports\u2069",
        "/subscribe " + "👩‍👩‍👧‍👦" * 500,
        "/subscribe \x00\x1b[31m\ud800",
        "/" + "9" * 5_000,
    ],
)
async def test_hostile(text: str) -> None:
    """Endless, piled up, reversed and invisible input is answered in few and plain characters."""
    answer = await Chat(NEWS).reads(text)
    assert 0 < len(answer) < 800
    assert answer.encode()
    assert not set(answer) & set("\u202e\u2066\u2069\x00\x1b")
