"""Notes: short replies to the messages of a post that becomes breaking, or whose editor says what was corrected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest_asyncio

from bot.core.delivery import TOMBSTONE, Lane, Platform, Receipt
from bot.core.event import Corrected, Published, Retracted
from bot.core.patience import Patience
from bot.core.post import Level, Note, Post
from bot.core.reconciler import ResendPolicy, Step, next_step
from bot.store.store import open_store
from tests.builders import a_channel, a_post
from tests.contract.conftest import UNHURRIED
from tests.contract.steps import claim, publish, settle, subscribe, walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.delivery import Delivery
    from bot.store.store import Store

POST = a_post()
RAISED = Corrected(a_post(title="큰일", declared=Level.BREAKING, level=Level.BREAKING), is_raised=True)
SENTENCE = "이름을 바로잡았습니다."


@pytest_asyncio.fixture
async def noting(store: Store, url: str) -> AsyncIterator[Store]:
    """Give the same store, opened by a bot that tells corrections in notes."""
    prefix = store.connection.prefix
    async with open_store(url, Path(), "noting", UNHURRIED, corrections_noted=True, prefix=prefix) as opened:
        yield opened


@pytest_asyncio.fixture
async def gathering(store: Store, url: str) -> AsyncIterator[Store]:
    """Give the same store, opened by a bot that does so once no save has followed for an hour."""
    patience, prefix = Patience(page={}, correction=3600.0), store.connection.prefix
    async with open_store(
        url, Path(), "gathering", UNHURRIED, patience=patience, corrections_noted=True, prefix=prefix
    ) as opened:
        yield opened


def corrected(**changes: Any) -> Corrected:
    """Return a correction of the post."""
    return Corrected(a_post(**({"title": "새 제목"} | changes)))


async def shown(store: Store, *channels: str, post: Post = POST) -> None:
    """Let each of these channels show the post, as its message `m` and its own address."""
    await subscribe(store, *(a_channel(address) for address in channels))
    await publish(store, post)
    for delivery in await claim(store):
        await settle(store, delivery, f"m{delivery.channel.address}")


async def told(store: Store, *events: Corrected | Retracted | Published) -> list[Delivery]:
    """Record events and return every delivery that comes of them, one after another, each settled."""
    await store.ledger.record("site", events)
    await walk(store)
    return await carried_out(store)


async def carried_out(store: Store) -> list[Delivery]:
    """Claim and settle until nothing is due."""
    done: list[Delivery] = []
    while claimed := await claim(store):
        for delivery in claimed:
            await settle(store, delivery, delivery.have.message_id if delivery.have else f"n{len(done)}")
            done.append(delivery)
    return done


def notes(deliveries: list[Delivery]) -> list[Delivery]:
    """Return those that are notes."""
    return [one for one in deliveries if one.want is not None and one.want.note]


async def test_raised(store: Store) -> None:
    """A post that becomes breaking is edited where it is shown, and then each of those messages gets a reply."""
    await shown(store, "-1", "-2")
    first, second, *following = await told(store, RAISED)
    assert {first.have, second.have} == {Receipt("m-1", POST.fingerprint), Receipt("m-2", POST.fingerprint)}
    assert [(one.channel.address, one.reply_to, one.lane) for one in following] == [
        ("-1", "m-1", Lane.BREAKING),
        ("-2", "m-2", Lane.BREAKING),
    ]
    assert all(one.want and (one.want.note, one.want.title) == (Note.RAISED, "큰일") for one in following)


async def test_raised_once(store: Store) -> None:
    """It is told once for ever: not again after a while as a normal post, nor when the event is recorded again."""
    await shown(store, "-1")
    assert len(notes(await told(store, RAISED, RAISED))) == 1
    again = replace(RAISED, post=replace(RAISED.post, title="더 큰일"))
    assert notes(await told(store, corrected(), again)) == []


async def test_raised_before_it_was_sent(store: Store) -> None:
    """Who has not got the post yet gets it as breaking, and no note."""
    await subscribe(store, a_channel())
    await store.ledger.record("site", [Published(POST)])
    (delivery,) = await told(store, RAISED)
    assert delivery.want == RAISED.post
    assert delivery.have is None


async def test_raised_while_sending(store: Store) -> None:
    """Only who was sent the post as it was before gets a note, also where others just got it as breaking."""
    await subscribe(store, a_channel("-1"), a_channel("-2"))
    await publish(store, POST)
    (before,) = await claim(store, 1)
    await settle(store, before)
    await store.ledger.record("site", [RAISED])
    (fresh,) = await claim(store)
    await settle(store, fresh)
    assert fresh.want == RAISED.post
    await walk(store)
    assert [one.channel for one in notes(await carried_out(store))] == [before.channel]


async def test_raised_only_to_breaking(store: Store) -> None:
    """A post that is announced after all, as a normal one, is no breaking news."""
    await shown(store, "-1")
    await told(store, corrected(declared=Level.NONE, level=Level.NONE))
    assert notes(await told(store, replace(corrected(declared=Level.NORMAL), is_raised=True))) == []


async def test_comes_after_the_edit(store: Store) -> None:
    """A note never overtakes the edit of its message, though that was due before, in the lane of corrections."""
    await shown(store, "-1")
    await store.ledger.record("site", [corrected()])
    await walk(store)
    edit, note = await told(store, RAISED)
    assert edit.want == RAISED.post
    assert note.want
    assert note.want.note


async def test_waits_for_the_edit(store: Store) -> None:
    """Where the edit is put off, so is the note."""
    await shown(store, "-1")
    await store.ledger.record("site", [RAISED])
    await walk(store)
    (edit,) = await claim(store)
    await store.outbox.postpone(edit, 0.0, "no answer")
    (again,) = await claim(store)
    assert again.post_id == POST.id
    await settle(store, again, "m-1")
    assert len(notes(await claim(store))) == 1


async def test_message_gone(store: Store) -> None:
    """Without a message there is nothing to reply to: where none was taken, or it is not known whether one is there."""
    await subscribe(store, a_channel("-1"), a_channel("-2"))
    await publish(store, POST)
    refused, held = await claim(store)
    await store.outbox.abandon(refused, "no")
    await store.outbox.hold(held, "perhaps")
    assert notes(await told(store, RAISED)) == []


async def test_message_shown_again(store: Store) -> None:
    """A message that says that the post was withdrawn shows it again before anything replies to it."""
    await subscribe(store, a_channel())
    await publish(store, POST)
    (withdrawn,) = await claim(store)
    await store.outbox.settle(withdrawn, Receipt("m", TOMBSTONE))
    edit, note = await told(store, RAISED)
    assert (edit.have, note.reply_to) == (Receipt("m", TOMBSTONE), "m")


async def test_unsubscribed(store: Store) -> None:
    """A channel that unsubscribed has its message edited, and gets nothing new."""
    await shown(store, "-1")
    await subscribe(store, a_channel("-1", wishes=None))
    assert [one.have is not None for one in await told(store, RAISED)] == [True]


async def test_correction(noting: Store) -> None:
    """What an editor says about a correction is told in a reply, after the edit, in the lane of corrections."""
    await shown(noting, "-1")
    edit, note = await told(noting, corrected(correction=SENTENCE))
    assert edit.have
    assert (note.lane, note.reply_to) == (Lane.CORRECTION, "m-1")
    assert note.want
    assert (note.want.note, note.want.correction) == (Note.CORRECTED, SENTENCE)


async def test_correction_not_asked_for(store: Store) -> None:
    """Unless the settings wish for it, a correction edits and says nothing more."""
    await shown(store, "-1")
    assert notes(await told(store, corrected(correction=SENTENCE))) == []


async def test_sentence_is_told_once(noting: Store) -> None:
    """Each sentence is told once: not at the next correction, and not after another one in between."""
    await shown(noting, "-1")
    for sentence, title, count in ((SENTENCE, "가", 1), (SENTENCE, "나", 0), ("날짜도.", "다", 1), (SENTENCE, "라", 0)):
        assert len(notes(await told(noting, corrected(title=title, correction=sentence)))) == count


async def test_sentence_from_the_start(noting: Store) -> None:
    """A sentence that the post was announced with is no news at its next correction."""
    await shown(noting, "-1", post=a_post(correction=SENTENCE))
    assert notes(await told(noting, corrected(correction=SENTENCE))) == []


async def test_gathered(gathering: Store) -> None:
    """Saves that are gathered make one note, of what the last of them says."""
    await shown(gathering, "-1")
    for sentence in ("이름.", "이름과 날짜."):
        assert await told(gathering, corrected(title=sentence, correction=sentence)) == []
    await gathering.connection.redis.zadd(f"{gathering.connection.prefix}:mends", {POST.id: 1})
    await gathering.gate.due()
    await walk(gathering)
    (note,) = notes(await carried_out(gathering))
    assert note.want
    assert note.want.correction == "이름과 날짜."


async def test_withdrawn(store: Store) -> None:
    """A post takes its notes with it; restored, it stands alone, and does not become breaking a second time."""
    await shown(store, "-1")
    await told(store, RAISED)
    gone = await told(store, Retracted(POST.key))
    assert {(one.want, one.have and one.have.message_id) for one in gone} == {(None, "m-1"), (None, "n1")}
    assert [one.want for one in await told(store, Published(POST))] == [POST]
    assert notes(await told(store, RAISED)) == []


async def test_withdrawn_before_the_note(store: Store) -> None:
    """A note that was not sent yet is not sent for a post that is withdrawn."""
    await shown(store, "-1")
    await store.ledger.record("site", [RAISED])
    await walk(store)
    assert [one.want for one in await told(store, Retracted(POST.key))] == [None]


async def test_withdrawn_while_walking(store: Store) -> None:
    """A walk that had notes to give has none any more once the post is withdrawn."""
    await shown(store, "-1")
    await store.ledger.record("site", [RAISED])
    assert [one.want for one in await told(store, Retracted(POST.key))] == [None]


async def test_walk_begun_anew(noting: Store) -> None:
    """A correction that begins the walk anew takes along what it had to give; nobody gets anything twice."""
    await shown(noting, *(str(number) for number in range(10, 15)))
    await noting.ledger.record("site", [RAISED])
    page = await noting.broadcasts.page(2)
    assert page is not None
    while not page.broadcast.startswith("mend"):
        await noting.broadcasts.enqueue(page, [])
        page = await noting.broadcasts.page(2)
        assert page is not None
    await noting.broadcasts.enqueue(page, page.channels)
    following = replace(RAISED.post, title="바로잡은 큰일", correction=SENTENCE)
    given = notes(await told(noting, Corrected(following)))
    names = sorted((one.channel.address, one.want.note) for one in given if one.want and one.want.note)
    assert names == sorted((str(number), note) for number in range(10, 15) for note in Note)


async def test_killed_while_sending(store: Store, other: Store) -> None:
    """A note that was in flight at a crash is uncertain as any message is: its nonce stays, or the operator decides."""
    await shown(store, "-1")
    await store.ledger.record("site", [RAISED])
    await walk(store)
    (edit,) = await claim(store)
    await settle(store, edit, "m-1")
    (note,) = await claim(store)
    await other.outbox.take_back(Platform.TELEGRAM, [], alone=True)
    (again,) = await claim(other)
    assert (again.uncertain, again.nonce, again.reply_to) == (True, note.nonce, "m-1")
    assert next_step(again, ResendPolicy(), is_idempotent=False) is Step.SEND
    await other.outbox.hold(again, "perhaps")
    (held,) = await store.uncertain.all()
    assert await store.uncertain.resend(held)
    (sent,) = await claim(store)
    assert (sent.uncertain, sent.reply_to) == (False, "m-1")


async def test_no_post(noting: Store) -> None:
    """Notes are no posts: readers don't find them, the brake doesn't count them, no source knows them."""
    await shown(noting, "-1")
    await told(noting, RAISED, corrected(correction=SENTENCE))
    assert [post.id for post in await noting.archive.latest(9)] == [POST.id]
    assert await noting.ledger.lately("site", 600) == 1
    assert list(await noting.ledger.known("site") or ()) == [POST.key]
    assert await noting.archive.categories() == [("News", 1)]
