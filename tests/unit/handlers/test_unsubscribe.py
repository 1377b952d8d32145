"""What `/unsubscribe` changes."""

from __future__ import annotations

import pytest

from bot.core.delivery import Language
from tests.unit.handlers.shelves import Chat, post, presses, reader

STORIES = post("개각", "News"), post("우승", "Sports", minutes=5)


@pytest.mark.parametrize("text", ["/unsubscribe", "해지", "/해지", "unsubscribe"])
async def test_all(text: str) -> None:
    """Without a category no more alerts come, and the channel stays known with its language."""
    chat = Chat(*STORIES, asker=reader(language=Language.EN))
    await chat.reads("/subscribe")
    assert "Unsubscribed." in await chat.reads(text)
    assert await chat.topics() is None
    assert chat.roster.channels["telegram:100"].language is Language.EN


async def test_one() -> None:
    """One category is dropped, and the answer says what is left."""
    chat = Chat(*STORIES)
    await chat.reads("/subscribe News")
    await chat.reads("/subscribe Sports")
    text = await chat.reads("해지 #news")
    assert "‘News’ 구독을 해지했습니다." in text
    assert "구독 중: Sports" in text
    assert await chat.topics() == {"sports"}


async def test_last_one() -> None:
    """With the last category the subscription ends: no topics would mean everything."""
    chat = Chat(*STORIES)
    await chat.reads("/subscribe News")
    assert "고른 것이 더는 없어 구독을 해지했습니다" in await chat.reads("/unsubscribe news")
    assert await chat.topics() is None


async def test_vanished_category() -> None:
    """A category that no post has any more can still be dropped."""
    chat = Chat(*STORIES)
    await chat.reads("/subscribe News")
    chat.archive.posts.clear()
    await chat.reads("/unsubscribe News")
    assert await chat.topics() is None


async def test_one_of_everything() -> None:
    """A channel that gets everything is shown how to get less, and nothing changes."""
    chat = Chat(*STORIES)
    await chat.reads("/subscribe")
    assert presses(await chat.says("/unsubscribe News")) == ["/subscribe Sports"]
    assert await chat.topics() == set()
    assert "카테고리는 없습니다" in await chat.reads("/unsubscribe 정치")


async def test_not_subscribed() -> None:
    """Who has nothing to end is told so, and for one category what there is to end."""
    chat = Chat(*STORIES)
    assert "구독하고 있지 않습니다" in await chat.reads("/unsubscribe")
    assert "구독하고 있지 않습니다" in await chat.reads("/unsubscribe News")
    await chat.reads("/subscribe News")
    text = await chat.reads("/unsubscribe Sports")
    assert "‘Sports’" in text
    assert "구독 중: News" in text
    assert await chat.topics() == {"news"}
