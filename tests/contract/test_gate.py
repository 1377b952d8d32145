"""Posts that wait: for their hour, for their page, for the operator, and corrections for the next save."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.core.event import Corrected, Outcome, Published, Retracted
from bot.core.patience import Patience
from bot.core.post import Level
from bot.core.sighting import Authority
from bot.store.store import open_store
from tests.builders import a_channel, a_post
from tests.contract.conftest import UNHURRIED
from tests.contract.steps import claim, settle, subscribe, walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.core.delivery import Delivery
    from bot.core.event import Event
    from bot.store.store import Store

PATIENT = Patience(page=dict.fromkeys(Level, 60.0), correction=3600.0)


@pytest_asyncio.fixture
async def patient(store: Store, url: str) -> AsyncIterator[Store]:
    """Give the same store, opened by a bot that waits for pages and for the saves after a correction."""
    prefix = store.connection.prefix
    async with open_store(url, Path(), "patient", UNHURRIED, patience=PATIENT, prefix=prefix) as opened:
        yield opened


def soon(seconds: float = 3600) -> datetime:
    """Return a moment to come."""
    return datetime.now(UTC) + timedelta(seconds=seconds)


async def record(store: Store, *events: Event, source: str = "site") -> Sequence[Outcome]:
    """Record events as a watcher does."""
    return await store.ledger.record(source, events)


async def reached(store: Store) -> list[Delivery]:
    """Begin what is due, walk it, and return what is claimed."""
    await store.gate.due()
    await walk(store)
    return await claim(store)


async def wait_over(store: Store) -> None:
    """Let the hour of everything that waits come, as the clock would."""
    for key in ("waiting", "mends"):
        name = f"{store.connection.prefix}:{key}"
        for member in await store.connection.redis.zrange(name, 0, -1):
            await store.connection.redis.zadd(name, {member: 1})


async def test_embargo(store: Store) -> None:
    """A post under embargo is in nobody's chat and in no archive until its hour; then it is sent."""
    await subscribe(store, a_channel())
    assert await record(store, Published(a_post(embargo=soon()))) == [Outcome.WAITING]
    assert await reached(store) == []
    assert await store.archive.latest(5) == []
    await wait_over(store)
    (delivery,) = await reached(store)
    assert delivery.post_id == a_post().id
    assert len(await store.archive.latest(5)) == 1


async def test_embargo_comes_by_itself(store: Store) -> None:
    """Who waits at the gate is woken at the second, not a look later."""
    await record(store, Published(a_post(embargo=soon(0.3))))
    await store.gate.due()
    begun = asyncio.get_running_loop().time()
    while not await store.archive.latest(1):
        await store.gate.wait(10)
        await store.gate.due()
    assert asyncio.get_running_loop().time() - begun < 5


async def test_embargo_is_over_already(store: Store) -> None:
    """An embargo of the past keeps nothing back."""
    assert await record(store, Published(a_post(embargo=soon(-1)))) == [Outcome.PUBLISHED]


async def test_corrected_under_embargo(store: Store) -> None:
    """A correction before the hour is what is sent at it, once; a new hour counts instead of the old one."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post(embargo=soon())))
    later = a_post(title="새 제목", embargo=soon(7200))
    assert await record(store, Corrected(later)) == [Outcome.CORRECTED]
    assert await reached(store) == []
    assert await record(store, Corrected(a_post(title="맞는 제목"))) == [Outcome.CORRECTED]
    await wait_over(store)
    (delivery,) = await reached(store)
    assert delivery.want is not None
    assert delivery.want.title == "맞는 제목"


async def test_retracted_under_embargo(store: Store) -> None:
    """A post that is withdrawn before its hour is never sent; published again, it is."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post(embargo=soon())))
    await record(store, Retracted(a_post().key))
    await wait_over(store)
    assert await reached(store) == []
    assert await record(store, Published(a_post())) == [Outcome.PUBLISHED]
    assert len(await reached(store)) == 1


async def test_page(patient: Store) -> None:
    """A post waits for its page: it is asked for again and again, and announced with what was found."""
    await subscribe(patient, a_channel())
    assert await record(patient, Published(a_post())) == [Outcome.WAITING]
    (waiting,) = await patient.gate.due()
    assert (waiting.post, waiting.patience, waiting.asked) == (a_post(), 60.0, 0)
    await patient.gate.ask_again(a_post().id, 0.0)
    (again,) = await patient.gate.due()
    assert again.asked == 1
    await patient.gate.announce(a_post().id, has_page=True)
    (delivery,) = await reached(patient)
    assert delivery.want == a_post()


async def test_page_asker_gone(patient: Store) -> None:
    """A page that somebody asks for is not asked for by others as well; should they be gone, it comes again."""
    await record(patient, Published(a_post()))
    assert len(await patient.gate.due()) == 1
    assert await patient.gate.due() == []
    await wait_over(patient)
    assert len(await patient.gate.due()) == 1


async def test_page_missing(patient: Store) -> None:
    """A post without a page is sent so that nobody fetches a preview, until a correction finds the page."""
    await subscribe(patient, a_channel())
    await record(patient, Published(a_post(title='"has_page":true')))
    await patient.gate.due()
    await patient.gate.announce(a_post().id, has_page=False)
    (delivery,) = await reached(patient)
    assert delivery.want is not None
    assert not delivery.want.has_page
    assert delivery.want.title == '"has_page":true'


async def test_announced_once(patient: Store) -> None:
    """Two that both found the page announce it once, and nothing that was withdrawn meanwhile."""
    await subscribe(patient, a_channel())
    await record(patient, Published(a_post()), Published(a_post("b")))
    await patient.gate.due()
    await record(patient, Retracted("b"))
    for post_id in (a_post().id, a_post().id, a_post("b").id):
        await patient.gate.announce(post_id, has_page=True)
    assert [one.post_id for one in await reached(patient)] == [a_post().id]


async def test_feeds_have_their_pages(patient: Store) -> None:
    """What a feed tells of is out: its page is not asked for."""
    assert await patient.ledger.record("feed", [Published(a_post())], authority=Authority.FEED) == [Outcome.PUBLISHED]


async def test_corrections_are_gathered(patient: Store, store: Store) -> None:
    """A correction waits for the saves that follow it; then messages are edited once, to the last of them."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post()))
    (delivery,) = await reached(store)
    await settle(store, delivery)
    for title in ("새 제목", "더 새 제목"):
        assert await record(patient, Corrected(a_post(title=title))) == [Outcome.CORRECTED]
    assert await reached(patient) == []
    await wait_over(patient)
    (edit,) = await reached(patient)
    assert edit.want is not None
    assert edit.want.title == "더 새 제목"
    await settle(patient, edit)
    assert await reached(patient) == []


async def test_correction_taken_back(patient: Store, store: Store) -> None:
    """A correction that is taken back before it reached anybody edits nothing."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post()))
    (delivery,) = await reached(store)
    await settle(store, delivery)
    await record(patient, Corrected(a_post(title="새 제목")), Corrected(a_post()))
    await wait_over(patient)
    assert await reached(patient) == []


async def test_corrected_while_sending(patient: Store, store: Store) -> None:
    """A correction during the send does not edit at once either: it comes with the others, and does come."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post()))
    (delivery,) = await reached(store)
    await record(patient, Corrected(a_post(title="새 제목")))
    await settle(store, delivery)
    assert await reached(store) == []
    await wait_over(store)
    assert len(await reached(store)) == 1


async def test_corrected_and_renamed(patient: Store, store: Store) -> None:
    """A post that gets another name before its correction is shown is marked as corrected all the same."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post()))
    (delivery,) = await reached(store)
    await settle(store, delivery)
    corrected = a_post(title='"corrected":null', corrected_at=datetime.now(UTC))
    await record(patient, Corrected(corrected))
    await record(patient, Corrected(replace(corrected, key="moved", corrected_at=None), was=corrected.key))
    await wait_over(patient)
    (edit,) = await reached(patient)
    assert edit.want == replace(corrected, key="moved")


async def test_clock_set_back(patient: Store, store: Store) -> None:
    """When the store's clock is set back, pages and corrections wait no longer for it; an hour is an hour."""
    await record(store, Published(a_post("corrected")))
    await record(patient, Corrected(a_post("corrected", title="새 제목")), Published(a_post()))
    await record(patient, Published(a_post("e", embargo=soon())))
    await patient.gate.due()
    redis, prefix, day = store.connection.redis, store.connection.prefix, 86_400_000
    await redis.hincrbyfloat(f"{prefix}:pulse", "gate", day)
    await redis.hincrbyfloat(f"{prefix}:post:{a_post().id}", "since", day)
    before = await _dues(store)
    await redis.zadd(f"{prefix}:mends", {a_post("corrected").id: day}, incr=True)
    await redis.zadd(f"{prefix}:waiting", {a_post().id: day}, incr=True)
    await patient.gate.due()
    assert await _dues(store) == pytest.approx(before, abs=5000)
    await patient.gate.ask_again(a_post().id, 0.0)
    (waiting,) = await patient.gate.due()
    assert waiting.waited < 60


async def _dues(store: Store) -> list[float]:
    """Return when each post that waits is due, in milliseconds."""
    prefix, redis = store.connection.prefix, store.connection.redis
    waits = [await redis.zrange(f"{prefix}:{key}", 0, -1, withscores=True) for key in ("mends", "waiting")]
    return [score for wait in waits for _, score in sorted(wait)]


async def test_held(store: Store) -> None:
    """A held post is sent to nobody until the operator releases it."""
    await subscribe(store, a_channel())
    assert await record(store, Published(a_post(), held="too many")) == [Outcome.HELD]
    assert await reached(store) == []
    (held,) = await store.held.all()
    assert (held.post, held.why) == (a_post(), "too many")
    assert await store.held.release(a_post().id)
    assert len(await reached(store)) == 1
    assert not await store.held.release(a_post().id)
    assert await store.held.count() == 0


async def test_held_dropped(store: Store) -> None:
    """A held post that is dropped can be read, and is never sent, nor are its corrections."""
    await subscribe(store, a_channel())
    await record(store, Published(a_post(), held="too many"))
    assert await store.held.drop(a_post().id)
    assert await record(store, Corrected(a_post(title="새 제목"))) == [Outcome.CORRECTED]
    assert await reached(store) == []
    assert [post.title for post in await store.archive.latest(5)] == ["새 제목"]


async def test_held_and_gone(store: Store) -> None:
    """A held post that its source withdraws is nobody's business any more; corrected, it is held still."""
    await record(store, Published(a_post(), held="too many"), Published(a_post("b"), held="too many"))
    await record(store, Retracted("b"), Corrected(a_post(title="새 제목")))
    assert [held.post.title for held in await store.held.all()] == ["새 제목"]


async def test_lately(store: Store) -> None:
    """The brake counts what a source published lately, held ones too, and not what was there already."""
    post = a_post()
    await record(store, Published(post), Published(a_post("b"), held="x"), Published(a_post("c", level=Level.NONE)))
    await record(store, Corrected(replace(post, title="새 제목")), Retracted("b"))
    assert await store.ledger.lately("site", 600) == 2
    assert await store.ledger.lately("site", 0) == 0
    assert await store.ledger.lately("other", 600) == 0


async def test_known_links(store: Store) -> None:
    """A post is known by its link however that is written, whatever source showed it."""
    await record(store, Published(a_post(link="https://newsdao.kr/%EB%8B%A4/")))
    links = ["http://www.newsdao.kr/다?utm_source=x#top", "https://newsdao.kr/a/"]
    posts = [a_post("other", link=link) for link in links]
    assert await store.ledger.are_known("feed", posts) == [True, False]
    await record(store, Published(a_post("h", link=links[1]), held="x"), Retracted("h"), Retracted(a_post().key))
    assert await store.ledger.are_known("feed", posts) == [True, False], (
        "what was announced once is known, what never was is not"
    )
    assert await store.ledger.are_known("feed", []) == []
