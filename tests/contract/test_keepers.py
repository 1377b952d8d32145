"""The keeper of a channel is told once that the bot is shut out, and once that it is back, whoever looks how often."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.channels.membership import take_note
from bot.core.delivery import Channel, Kind, Language, Platform, Wishes
from bot.core.errors import Unavailable
from bot.core.event import Published
from bot.core.notice import Matter
from bot.notices import keepers
from bot.notices.keepers import Keepers
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, subscribe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.core.delivery import Delivery
    from bot.core.notice import Notice
    from bot.core.readers.conversation import Asker
    from bot.store.store import Store

GROUP = a_channel("-5", kind=Kind.GROUP, title="동네", keeper="7", language=Language.EN)
WHY = "the bot lacks the right to post messages"


class OneChat:
    """Rights on a platform where every keeper has a private chat, unless they have `left`."""

    left = False

    async def manages(self, asker: Asker, channel: Channel) -> bool:
        """Return that they do."""
        return bool(asker and channel)

    async def lacking(self, channel: Channel) -> Sequence[str]:
        """Return one permission."""
        return ("can_post_messages",) if channel else ()

    async def writes(self, channel: Channel) -> bool:
        """Return that nothing arrives."""
        assert channel
        return False

    async def unheard(self, channel: Channel) -> Sequence[str]:
        """Return nothing."""
        assert channel
        return ()

    async def find(self, reference: str, asker: Asker) -> Channel | None:
        """Return nothing."""
        assert reference
        assert asker
        return None

    async def private(self, asker: Asker) -> Channel | None:
        """Return the chat whose address is the asker's number."""
        return None if self.left else Channel(platform=Platform.TELEGRAM, address=asker.user, kind=Kind.PRIVATE)


@asynccontextmanager
async def looked(store: Store, rights: OneChat | None = None) -> AsyncIterator[None]:
    """Let two processes look until nothing is to be looked at."""
    async with asyncio.TaskGroup() as tasks:
        given = rights or OneChat()
        looking = [
            tasks.create_task(
                Keepers(store.kept, store.notices, roster=store.roster, rights=given, archive=store.archive).run()
            )
            for _ in range(2)
        ]
        async with asyncio.timeout(15):
            while await store.kept.written(-60.0):
                await store.connection.ping()  # which lets the others go on
        yield
        for task in looking:
            task.cancel()


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let things stand for no time before they are told: here nothing blinks."""
    monkeypatch.setattr(keepers, "SETTLED", 0.0)
    monkeypatch.setattr(keepers, "BEAT", 0.01)


async def told(store: Store) -> list[Notice]:
    """Return the notices that are due to the keeper, in their order."""
    notices = []
    while claimed := await claim(store):
        for delivery in claimed:
            notices.append(notice_of(delivery))
            await store.outbox.abandon(delivery, "seen")
    return notices


def notice_of(delivery: Delivery) -> Notice:
    """Return the notice that a delivery carries to the keeper."""
    assert delivery.channel.id == "telegram:7"
    assert delivery.want is not None
    assert delivery.want.notice is not None
    return delivery.want.notice


async def test_shut_out_and_back(store: Store) -> None:
    """Shut out, the keeper reads which permission is missing; back, that it is so, and how many stories were missed."""
    await subscribe(store, GROUP)
    await take_note(store.roster, GROUP, False, WHY)  # noqa: FBT003 - as its callers do
    async with looked(store):
        (notice,) = await told(store)
    assert (notice.matter, notice.name, notice.why, notice.titles) == (
        Matter.KEPT, "동네", WHY, ("can_post_messages",),
    )  # fmt: skip
    known = await store.roster.get(GROUP.id)
    assert known is not None
    assert known.suspended_at is not None
    later = a_post("new", published_at=known.suspended_at.replace(year=known.suspended_at.year + 1))
    await store.ledger.record("site", [Published(a_post("old")), Published(later)])
    await take_note(store.roster, GROUP, True, "")  # noqa: FBT003 - the same
    async with looked(store):
        (notice,) = await told(store)
    assert (notice.is_over, notice.missed) == (True, 1)


async def test_once(store: Store) -> None:
    """A channel that refuses again and again, as alerts try it, is told of once; one without a keeper never."""
    await subscribe(store, GROUP, a_channel("-6", kind=Kind.GROUP))
    for _ in range(3):
        await store.roster.suspend(GROUP, WHY)
        await store.roster.suspend(a_channel("-6"), WHY)
        async with looked(store):
            pass
    assert len(await told(store)) == 1


async def test_blink(store: Store) -> None:
    """What is over before anybody looked is told to nobody."""
    await subscribe(store, GROUP)
    await store.roster.suspend(GROUP, WHY)
    await store.roster.put(GROUP)
    async with looked(store):
        assert await told(store) == []


async def test_unreachable(store: Store) -> None:
    """A keeper who takes nothing from the bot, or has blocked it, is not written to, and not looked for again."""
    await subscribe(store, GROUP)
    await store.roster.suspend(GROUP, WHY)
    rights = OneChat()
    rights.left = True
    async with looked(store, rights):
        assert await told(store) == []
    chat = Channel(platform=Platform.TELEGRAM, address="7", kind=Kind.PRIVATE, suspended="the reader blocked the bot")
    await subscribe(store, chat, replace(GROUP, suspended=WHY))
    async with looked(store):
        assert await told(store) == []


async def test_written_meanwhile(store: Store) -> None:
    """What is written while it is looked at is looked at again."""
    await subscribe(store, GROUP)
    ((channel_id, mark),) = await store.kept.written(-60.0)
    await store.kept.heed(channel_id, mark - 1)
    assert await store.kept.written(-60.0) == [(channel_id, mark)]
    await store.kept.heed(channel_id, mark)
    assert await store.kept.written(-60.0) == []


async def test_greeted(store: Store, other: Store) -> None:
    """A greeting is said once for a while, whichever process says it."""
    assert [await one.greetings.begin(GROUP) for one in (store, other, store)] == [True, False, False]


class DeafDiscord(OneChat):
    """Rights where one platform can't be asked."""

    async def private(self, asker: Asker) -> Channel | None:
        """Raise for Discord, as while its gateway is away."""
        if asker.channel.platform is Platform.DISCORD:
            raise Unavailable("away", sent_maybe=False)
        return await super().private(asker)


async def test_other_platform_away(store: Store) -> None:
    """Keepers on one platform are told though another one can't be asked, and whom it concerns there is kept."""
    away = Channel(platform=Platform.DISCORD, address="9", kind=Kind.GROUP, keeper="8", wishes=Wishes())
    await subscribe(store, away, GROUP)
    await store.roster.suspend(away, WHY)
    await store.roster.suspend(GROUP, WHY)
    async with asyncio.TaskGroup() as tasks, asyncio.timeout(15):
        given = DeafDiscord()
        looking = tasks.create_task(
            Keepers(store.kept, store.notices, roster=store.roster, rights=given, archive=store.archive).run()
        )
        while [one for one, _ in await store.kept.written(-60.0)] != [away.id]:
            await store.connection.ping()
        looking.cancel()
    assert len(await told(store)) == 1
