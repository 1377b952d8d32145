"""Notices: what the admin chats are told, once, whoever tells it and how often, and ahead of what readers get."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.delivery import Kind, Lane, Platform
from bot.core.event import Published
from bot.core.formatter import alert_of
from bot.core.notice import Matter, Notice
from bot.core.reconciler import ResendPolicy, Step, next_step
from bot.store import outbox
from bot.store.codec import post_from_json, post_to_json
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, is_never_silent, publish, settle, subscribe

if TYPE_CHECKING:
    from bot.core.delivery import Delivery
    from bot.store.store import Store

DESK = a_channel("-9", kind=Kind.BROADCAST, wishes=None)
OTHER = a_channel("9", Platform.DISCORD, wishes=None)
HELD = Notice(matter=Matter.HELD, why="too many", count=7, titles=("하나", "둘"))
UNREADABLE = Notice(matter=Matter.SOURCE, about="뉴스", why="503")
READABLE = Notice(matter=Matter.SOURCE, about="뉴스", is_over=True)


FIRST = {"matter", "about", "name", "why", "count", "titles", "is_over", "missed"}  # that a notice had
MATTERS = {"held", "uncertain", "source", "gone", "platform", "channel", "kept", "store", "room"}


async def told(store: Store) -> list[Notice]:
    """Deliver what is due on Telegram, and return the notices among it in their order."""
    notices = []
    while claimed := await claim(store):
        for delivery in claimed:
            notices.append(notice_of(delivery))
            await settle(store, delivery)
    return notices


def notice_of(delivery: Delivery) -> Notice:
    """Return the notice that a delivery carries."""
    assert delivery.want is not None
    notice = alert_of(delivery.want).notice
    assert notice is not None
    return notice


async def test_told(store: Store) -> None:
    """A notice reaches every admin chat, whole, and none of the channels that get alerts."""
    await subscribe(store, DESK, OTHER, a_channel())
    assert await store.notices.tell(HELD, [DESK, OTHER])
    (delivery,) = await claim(store)
    assert (delivery.channel.id, notice_of(delivery), delivery.lane) == (DESK.id, HELD, Lane.REPLY)
    (other,) = await claim(store, platform=Platform.DISCORD)
    assert notice_of(other) == HELD
    assert await store.archive.latest(5) == []


async def test_once(store: Store, other: Store) -> None:
    """What was told is not told again, by nobody; its end is told once; then it may begin anew."""
    await subscribe(store, DESK)
    assert await store.notices.tell(UNREADABLE, [DESK])
    assert not await store.notices.tell(UNREADABLE, [DESK])
    assert not await other.notices.tell(UNREADABLE, [DESK])
    assert await other.notices.tell(READABLE, [DESK])
    assert not await store.notices.tell(READABLE, [DESK])
    assert await store.notices.tell(UNREADABLE, [DESK])
    assert [notice.is_over for notice in await told(store)] == [False, True, False]


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("is_dropped", [False, True])
def test_earlier_version(matter: Matter, is_dropped: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A bot of an earlier version, which shares the store while all are replaced, can read what it claims."""
    notice = Notice(matter=matter, about="뉴스", titles=("하나",), is_over=is_dropped, is_dropped=is_dropped)
    text = post_to_json(replace(a_post(), notice=notice))
    read = json.loads(text)["notice"]
    assert (read.keys(), read["matter"] in MATTERS) == (FIRST, True)
    assert post_from_json(text).notice == notice


def test_later_version() -> None:
    """Of a notice that a later version tells, what this one does not know is left out."""
    record = json.loads(post_to_json(replace(a_post(), notice=UNREADABLE)))
    record["notice"]["mood"] = "calm"
    record["noticed"] = {"matter": "weather", "is_loud": True}
    assert post_from_json(json.dumps(record)).notice == UNREADABLE


async def test_unknown(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a version unknown to this bot has written ends no claim and holds up nothing; once it is known, it comes."""
    monkeypatch.setattr(outbox, "STRANGE", 0.2)
    await subscribe(store, a_channel("-9"), a_channel("-1"))
    await store.notices.tell(HELD, [a_channel("-9")])
    (name,) = [key async for key in store.connection.redis.scan_iter(f"{store.connection.prefix}:post:notice-*")]
    record = await store.connection.redis.hget(name, "json")
    await store.connection.redis.hset(name, "json", record.replace('"matter":"held"', '"matter":"weather"'))
    await publish(store, a_post())
    assert [one.channel.id for one in await claim(store)] == ["telegram:-1"]
    (other,) = await claim(store)
    assert (other.channel.id, other.want) == ("telegram:-9", a_post())
    await settle(store, other)
    await store.connection.redis.hset(name, "json", record)
    while not (claimed := await claim(store)):
        await store.outbox.wait(Platform.TELEGRAM, 0.1)
    assert notice_of(claimed[0]) == HELD


async def test_end_alone(store: Store) -> None:
    """Nothing is told of the end of what nobody was told of."""
    assert not await store.notices.tell(READABLE, [DESK])


async def test_more(store: Store) -> None:
    """More than were told of are news; fewer are not, but what comes on top of those is."""
    await subscribe(store, DESK)
    counts = [2, 7, 7, 3, 4]
    notices = [Notice(matter=Matter.HELD, count=count) for count in counts]
    assert [await store.notices.tell(one, [DESK]) for one in notices] == [True, True, False, False, True]


async def test_overtakes(store: Store) -> None:
    """A notice waits for breaking news, and not behind the rest of a broadcast; alerts to its own chat wait for it."""
    await subscribe(store, a_channel("-9"), a_channel("-1"))
    await publish(store, a_post())
    await store.notices.tell(HELD, [DESK])
    claimed = await claim(store)
    assert [one.channel.id for one in claimed] == ["telegram:-9", "telegram:-1"]
    assert notice_of(claimed[0]) == HELD


@pytest.mark.parametrize("is_idempotent", [True, False])
async def test_killed_while_sending(store: Store, other: Store, is_idempotent: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A notice whose arrival nobody knows is sent again: operators rather read it twice than never."""
    await subscribe(store, DESK)
    await store.notices.tell(HELD, [DESK])
    assert len(await claim(store)) == 1
    await is_never_silent(store)
    assert await other.outbox.take_back(Platform.TELEGRAM, []) == 1
    (again,) = await claim(other)
    assert again.uncertain
    assert next_step(again, ResendPolicy(frozenset()), is_idempotent=is_idempotent) is Step.SEND


async def test_held_first(store: Store) -> None:
    """The first held posts are read without the others."""
    posts = [a_post(name, minutes=minutes) for minutes, name in enumerate("cab")]
    for post in posts:
        await publish_held(store, post.key)
    assert await store.held.count() == 3
    assert len(await store.held.first(2)) == 2
    assert [one.post.key for one in await store.held.first(9)] == [one.post.key for one in await store.held.all()]


async def publish_held(store: Store, key: str) -> None:
    """Record a post that the brake holds."""
    await store.ledger.record("site", [Published(a_post(key), held="too many")])
