"""Quiet hours, mutes and digests in both chats: what comes when, with a sound or without, and what stays true."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import structlog

from bot.core.delivery import Platform
from bot.core.hours import AT_ANY_HOUR, Digest, Hours, Quiet
from bot.core.pace import Pace, Rate
from bot.core.post import Level
from bot.core.reconciler import ResendPolicy
from bot.core.schedule.calendar import Calendar
from bot.pipeline.courier import Courier
from bot.platforms.telegram.connection import connect as connect_telegram
from bot.store.attached import attach_store
from bot.store.keys import Keys
from bot.store.store import open_store
from tests.acceptance.conftest import running
from tests.acceptance.town import CHANNEL, JIMIN, NEWS, until
from tests.builders import a_channel, a_post
from tests.contract.steps import publish, subscribe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store.store import Store
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town

CHANNELS = (f"telegram:{CHANNEL}", f"telegram:{JIMIN}", f"discord:{NEWS}")
SEOUL = ZoneInfo("Asia/Seoul")
DAILY = Hours(digest=Digest(18))


def quiet_now(*, is_held: bool = False) -> Quiet:
    """Return quiet hours around now, by a clock in Seoul."""
    now = datetime.now(SEOUL)
    return Quiet((now - timedelta(hours=2)).time(), (now + timedelta(hours=2)).time(), is_held)


@asynccontextmanager
async def living_by(settings: Settings, hours: Hours) -> AsyncIterator[Store]:
    """Run the bot with every channel living by these hours, and give its store."""
    async with running(settings), attach_store(settings.redis_url, settings.data_dir) as store:
        for name in CHANNELS:
            channel = await store.roster.get(name)
            assert channel
            await store.roster.put(replace(channel, hours=hours))
        yield store


async def gathered(store: Store, count: int) -> None:
    """Return when so many stories are gathered for every channel."""
    keys, redis = Keys(store.connection.prefix), store.connection.redis
    counts = dict.fromkeys(CHANNELS, 0)
    while set(counts.values()) != {count}:
        counts = {name: await redis.zcard(keys.digest(name)) for name in CHANNELS}


async def falls_due(store: Store) -> None:
    """Let the hour of every digest be over, as time would."""
    past = (datetime.now(UTC) - timedelta(hours=3)).timestamp() * 1000
    await store.connection.redis.zadd(Keys(store.connection.prefix).digests, dict.fromkeys(CHANNELS, past), xx=True)


def everywhere(town: Town) -> list[list[str]]:
    """Return what each chat shows."""
    return [town.on_telegram(CHANNEL), town.on_telegram(JIMIN), town.on_discord(NEWS)]


def all_show(town: Town, count: int, *words: str) -> bool:
    """Return whether every chat shows so many messages, and in the last of them each of the words."""
    return all(len(texts) == count and all(word in texts[-1] for word in words) for texts in everywhere(town))


def sounds(town: Town) -> list[bool]:
    """Return of the last message of each chat whether it made a sound."""
    sent = [call for call in town.telegram.calls if call.name == "sendMessage"]
    last = [[call for call in sent if call.chat == str(chat)][-1] for chat in (CHANNEL, JIMIN)]
    return [not call.body["disable_notification"] for call in last] + [town.discord.messages(NEWS)[-1]["flags"] == 0]


async def test_digest(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Stories come in one message at the hour, grouped, aloud; it follows their corrections and withdrawals."""
    async with living_by(settings, DAILY) as store:
        newsroom.publish("a", "광장이 열립니다")
        newsroom.publish("b", "버스가 돌아갑니다")
        await gathered(store, 2)
        assert everywhere(town) == [[], [], []]
        await falls_due(store)
        await until(lambda: all_show(town, 1, "기사 2건", "News", "광장이 열", "버스가"), lambda: everywhere(town))
        assert sounds(town) == [True, True, True]
        newsroom.publish("a", "광장이 닫힙니다")
        await until(lambda: all_show(town, 1, "광장이 닫", "버스가"), lambda: everywhere(town))
        newsroom.withdraw("b")
        await until(lambda: all_show(town, 1, "기사 1건", "광장이 닫"), lambda: everywhere(town))
        assert not any("버스" in text for texts in everywhere(town) for text in texts)
        newsroom.withdraw("a")
        await until(lambda: everywhere(town) == [[], [], []], lambda: everywhere(town))


async def test_followed(newsroom: Newsroom, settings: Settings) -> None:
    """In the log a story’s id leads to the digest in which a channel gets it, and that one’s to its receipt."""
    with structlog.testing.capture_logs() as logs:
        async with living_by(settings, DAILY) as store:
            newsroom.publish("a", "광장이 열립니다")
            await gathered(store, 1)
            await falls_due(store)
            await until(lambda: len([one for one in logs if one["event"] == "delivery.done"]) == 3, lambda: logs)
    (story,) = [one["post"] for one in logs if one["event"] == "post.published"]
    compiled = {one["channel"]: one["post"] for one in logs if one["event"] == "digest.compiled" and story in one["of"]}
    assert compiled == {one["channel"]: one["post"] for one in logs if one["event"] == "delivery.done"}
    assert set(compiled) == set(CHANNELS)


async def test_down_at_the_hour(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Where no bot runs at the hour the digest comes once, as soon as one does, and not again at the next start."""
    async with living_by(settings, DAILY) as store:
        newsroom.publish("a", "광장이 열립니다")
        await gathered(store, 1)
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        await falls_due(store)
    for _ in range(2):
        async with running(settings):
            await until(lambda: all_show(town, 1, "광장이 열"), lambda: everywhere(town))
    assert [call.name for call in town.telegram.calls if call.name == "sendMessage"] == ["sendMessage"] * 2


async def test_quiet(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """In quiet hours stories come without a sound; breaking news has one, and what is corrected is edited."""
    async with living_by(settings, Hours(quiet=quiet_now())):
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: all_show(town, 1, "광장이 열"), lambda: everywhere(town))
        assert sounds(town) == [False, False, False]
        newsroom.publish("b", "[속보] 큰일")
        await until(lambda: all_show(town, 2, "큰일"), lambda: everywhere(town))
        assert sounds(town) == [True, True, True]
        newsroom.publish("b", "[속보] 더 큰일")
        await until(lambda: all_show(town, 2, "더 큰일"), lambda: everywhere(town))


async def test_quiet_for_all(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Where breaking news may not pass it is silent as well, and marked all the same."""
    async with living_by(settings, Hours(quiet=quiet_now(), breaking_passes=False)):
        newsroom.publish("b", "[속보] 큰일")
        await until(lambda: all_show(town, 1, "큰일", "🚨"), lambda: everywhere(town))
        assert sounds(town) == [False, False, False]


async def test_held(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Quiet hours that hold stories let them come in one message when they are over; breaking news does not wait."""
    async with living_by(settings, Hours(quiet=quiet_now(is_held=True))) as store:
        newsroom.publish("a", "광장이 열립니다")
        await gathered(store, 1)
        newsroom.publish("b", "[속보] 큰일")
        await until(lambda: all_show(town, 1, "큰일"), lambda: everywhere(town))
        newsroom.publish("c", "버스가 돌아갑니다")
        await gathered(store, 2)
        for name in CHANNELS:
            due = await store.digests.when(name)
            assert due
            assert due - timedelta(hours=2) <= datetime.now(UTC) < due
        await falls_due(store)
        await until(lambda: all_show(town, 2, "광장이 열", "버스가"), lambda: everywhere(town))
        assert sounds(town) == [False, False, False]  # whose hour it is, the quiet hours' own: they are not over yet


async def test_raised(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A story that becomes breaking while it waits goes out now, and is not told again in the digest."""
    async with living_by(settings, DAILY) as store:
        newsroom.publish("a", "광장이 열립니다")
        newsroom.publish("b", "버스가 돌아갑니다")
        await gathered(store, 2)
        newsroom.publish("a", "큰일", more="alert: breaking\n")
        await until(lambda: all_show(town, 1, "큰일"), lambda: everywhere(town))
        await falls_due(store)
        await until(lambda: all_show(town, 2, "기사 1건", "버스가"), lambda: everywhere(town))


async def test_muted(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A channel that is muted hears nothing until that is over, and then all of it at once."""
    end = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=8)
    async with living_by(settings, Hours(muted_until=end)) as store:
        newsroom.publish("a", "광장이 열립니다")
        newsroom.publish("b", "버스가 돌아갑니다")
        await gathered(store, 2)
        await falls_due(store)
        await gathered(store, 2)
        for name in CHANNELS:
            while await store.digests.when(name) != end:
                pass
        assert everywhere(town) == [[], [], []]
        for name in CHANNELS:
            channel = await store.roster.get(name)
            assert channel
            await store.roster.put(replace(channel, hours=AT_ANY_HOUR))
        await until(lambda: all_show(town, 1, "광장이 열", "버스가"), lambda: everywhere(town))
        newsroom.publish("c", "다음 기사")
        await until(lambda: all_show(town, 2, "다음"), lambda: everywhere(town))


async def test_mute_ends(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """When the moment comes that it is muted until, what waited comes by itself."""
    end = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=4)
    async with living_by(settings, Hours(muted_until=end)):
        newsroom.publish("a", "광장이 열립니다")
        await until(lambda: all_show(town, 1, "광장이 열"), lambda: everywhere(town))
    assert town.telegram.messages(CHANNEL)[0]["date"] >= end.timestamp()


@pytest.mark.parametrize(
    ("hours", "level", "shown"),
    [
        (DAILY, Level.NORMAL, None),
        (DAILY, Level.BREAKING, True),
        (Hours(quiet=quiet_now(is_held=True)), Level.NORMAL, None),
        (Hours(quiet=quiet_now()), Level.NORMAL, False),
        (AT_ANY_HOUR, Level.NORMAL, True),
        (AT_ANY_HOUR, Level.SILENT, False),
    ],
)
async def test_since_it_was_due(
    town: Town,
    tmp_path: Path,
    hours: Hours,
    level: Level,
    shown: bool | None,  # noqa: FBT001 - a parameter of the test
) -> None:
    """What was due before the hours came is gathered or silent all the same, when it is about to be sent."""
    rate = Rate(30)
    async with (
        open_store(None, tmp_path, "me", Pace(dict.fromkeys(Platform, rate))) as store,
        connect_telegram(town.telegram.token, api_url=town.telegram.url) as connection,
    ):
        channel = a_channel(str(CHANNEL))
        await subscribe(store, channel)
        await publish(store, a_post(title="광장이 열립니다", level=level))
        await store.roster.put(replace(channel, hours=hours))
        courier = Courier(
            connection.messenger,
            outbox=store.outbox,
            addresses=store.roster,
            turns=store.turns,
            leases=store.leases,
            policy=ResendPolicy(),
            stamps=rate.stamps(),
            calendar=Calendar(SEOUL),
        )
        await store.leases.beat()
        (delivery,) = await store.outbox.claim(Platform.TELEGRAM, 9)
        await courier.deliver(delivery)
        assert len(town.on_telegram()) == (shown is not None)
        assert (await store.digests.when(channel.id) is None) == (shown is not None)
        calls = [call for call in town.telegram.calls if call.name == "sendMessage"]
        assert [not call.body["disable_notification"] for call in calls] == ([] if shown is None else [shown])
        assert await store.outbox.claim(Platform.TELEGRAM, 9) == []
