"""The rota: bots agree, while the store is there, who tells that it is away, and tell once that it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.notice import Matter, Notice
from tests.builders import a_channel
from tests.contract.steps import subscribe
from tests.contract.test_notices import told

if TYPE_CHECKING:
    from bot.store.store import Store

DESK = a_channel("-9", wishes=None)
BACK = Notice(matter=Matter.STORE, is_over=True)


async def test_order(store: Store, other: Store) -> None:
    """Each bot has a place of its own, and all know the next absence by one name."""
    await store.rota.attend()
    turns = [await other.rota.attend(), await store.rota.attend(), await other.rota.attend()]
    assert {turn.absence for turn in turns} == {turns[0].absence}
    assert {turn.place for turn in turns} == {0, 1}
    assert turns[0] == turns[2] != turns[1]


async def test_gone(store: Store, other: Store) -> None:
    """A bot that was not heard of for as long as a sign of life lasts has no place any more."""
    await store.rota.attend()
    await other.rota.attend()
    clock, _ = await store.connection.redis.time()
    key = f"{store.connection.prefix}:rota"
    for holder in await store.connection.redis.zrange(key, 0, -1):
        await store.connection.redis.zadd(key, {holder: (clock - 1) * 1000})
    assert (await store.rota.attend()).place == (await store.rota.attend()).place == 0


async def test_back(store: Store, other: Store) -> None:
    """That the store is back is told once, whoever and how many knew it away; the next absence has another name."""
    await subscribe(store, DESK)
    absence = (await store.rota.attend()).absence
    assert [await one.rota.back(absence, [DESK]) for one in (store, other, store)] == [True, False, False]
    following = (await other.rota.attend()).absence
    assert following != absence
    assert not await store.rota.back(absence, [DESK])
    assert (await store.rota.attend()).absence == following
    assert await other.rota.back(following, [DESK])
    assert await told(store) == [BACK, BACK]


async def test_forgetful(store: Store, other: Store) -> None:
    """A store that comes back with nothing in it is told back all the same, once."""
    await subscribe(store, DESK)
    absence = (await store.rota.attend()).absence
    await store.connection.redis.delete(f"{store.connection.prefix}:absence")
    await other.rota.attend()
    assert [await one.rota.back(absence, [DESK]) for one in (store, other)] == [True, False]
