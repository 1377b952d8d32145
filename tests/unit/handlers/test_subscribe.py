"""What `/subscribe` changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.delivery import Kind, Language
from bot.core.router import is_for
from tests.unit.handlers.shelves import NOON, Chat, post, presses, reader, titles

NEWS, SPORTS = post("개각", "News"), post("우승", "Sports", minutes=5)


@pytest.mark.parametrize(
    "text",
    ["/subscribe", "구독", "/구독", "Subscribe", "구독 모든 기사", "/subscribe All stories", "/subscribe everything"],
)
async def test_everything(text: str) -> None:
    """Without a category the channel gets everything from now on, in its reader's language, and sees the newest."""
    chat = Chat(NEWS, SPORTS, asker=reader(language=Language.EN))
    assert titles(await chat.says(text)) == ["개각"]
    channel = chat.roster.channels["telegram:100"]
    assert (await chat.topics(), channel.since, channel.language) == (set(), NOON, Language.EN)
    assert channel.title == "동네 소식"


async def test_category() -> None:
    """A category is written as the router compares it, however the reader wrote it."""
    chat = Chat(NEWS, SPORTS)
    reply = await chat.says("구독 ｎｅｗｓ")
    assert titles(reply) == ["개각"]
    channel = chat.roster.channels["telegram:100"]
    assert is_for(NEWS, channel, NOON + timedelta(hours=1))
    assert not is_for(SPORTS, channel, NOON + timedelta(hours=1))


async def test_add() -> None:
    """A second category is added, the answer says what the channel gets now, and its beginning stays."""
    chat = Chat(NEWS, SPORTS)
    await chat.reads("/subscribe News")
    first = chat.roster.channels["telegram:100"].since
    assert "구독 중: News, Sports" in await chat.reads("/subscribe sports")
    assert await chat.topics() == {"news", "sports"}
    assert chat.roster.channels["telegram:100"].since == first


async def test_narrow_and_widen() -> None:
    """Of a channel that gets everything, naming a category leaves only that one, and naming none brings all back."""
    chat = Chat(NEWS, SPORTS)
    await chat.reads("/subscribe")
    assert "카테고리의 기사만" in await chat.reads("/subscribe News")
    assert await chat.topics() == {"news"}
    assert "구독했습니다" in await chat.reads("/subscribe")
    assert await chat.topics() == set()


async def test_already() -> None:
    """Who asks twice is told so, and nothing changes."""
    chat = Chat(NEWS)
    await chat.reads("/subscribe")
    assert "이미 모든 기사를" in await chat.reads("/subscribe")
    await chat.reads("/subscribe News")
    assert "이미 구독하고" in await chat.reads("/subscribe NEWS")
    assert await chat.topics() == {"news"}


async def test_unknown() -> None:
    """An unknown category changes nothing, and the answer offers those there are."""
    chat = Chat(NEWS, SPORTS)
    assert presses(await chat.says("/subscribe 정치")) == ["/subscribe News", "/subscribe Sports"]
    assert await chat.topics() is None


async def test_no_categories() -> None:
    """A site without categories takes none, so that no talk after the word becomes one."""
    chat = Chat(post("무제"))
    assert "아직 카테고리가 없습니다." in await chat.reads("구독 좀 해 주세요")
    assert await chat.topics() is None


async def test_suspended() -> None:
    """Subscribing again where the platform had refused us ends the suspension."""
    chat = Chat(NEWS)
    await chat.says("/subscribe")
    await chat.roster.suspend(chat.roster.channels["telegram:100"], "blocked")
    await chat.says("/subscribe")
    assert chat.roster.channels["telegram:100"].suspended == ""


async def test_back() -> None:
    """A channel that left and comes back begins anew: what was published between is not for it."""
    chat = Chat(NEWS)
    await chat.reads("/subscribe")
    await chat.reads("/unsubscribe")
    await chat.reads("/subscribe")
    assert chat.roster.channels["telegram:100"].since == chat.now


async def test_many_categories() -> None:
    """Of very many categories the answer lists the first, and offers those most used."""
    chat = Chat(*(post(f"{number}", f"{'가' * number} 분야") for number in range(1, 41)))
    reply = await chat.says("/subscribe 없음")
    assert len(presses(reply)) == 6
    assert len(await chat.reads("/subscribe 없음")) < 1_000


@pytest.mark.parametrize("kind", [Kind.GROUP, Kind.BROADCAST])
async def test_private(kind: Kind) -> None:
    """Where others read along, the answer bothers nobody but the asker."""
    reply = await Chat(NEWS, asker=reader(kind)).says("/subscribe")
    assert reply is not None
    assert reply.private
