"""Offences: requests that a platform holds against us, counted by all processes together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.store import Store

MINUTE = 60


async def minutes_old(store: Store, **ages: int) -> None:
    """Write counts that are so many minutes old by the store's clock, as a bot that ran then would have."""
    seconds, _ = await store.connection.redis.time()
    now = seconds // MINUTE
    key = f"{store.connection.prefix}:offences"
    await store.connection.redis.hset(
        key, mapping={str(now - int(age.removeprefix("m"))): n for age, n in ages.items()}
    )  # fmt: skip


async def test_shared(store: Store, other: Store) -> None:
    """What one process counts the others see, and looking counts nothing."""
    assert await store.offences.add(3, most=10) == (3, 0.0)
    assert await other.offences.add(2, most=10) == (5, 0.0)
    assert await store.offences.add(0, most=10) == (5, 0.0)


async def test_full(store: Store) -> None:
    """Once there are too many, it says how long until they are ten minutes old: a minute late, never early."""
    count, wait = await store.offences.add(10, most=10)
    assert count == 10
    assert 10 * MINUTE < wait <= 11 * MINUTE


async def test_oldest_go_first(store: Store) -> None:
    """The wait is only until enough of the oldest are forgotten."""
    await minutes_old(store, m9=4, m5=4, m1=4)
    for most, least in ((13, None), (12, 1), (9, 1), (8, 5), (4, 9)):
        count, wait = await store.offences.add(0, most=most)
        assert count == 12
        assert wait == 0.0 if least is None else least * MINUTE < wait <= (least + 1) * MINUTE


async def test_forgotten(store: Store) -> None:
    """What is more than ten minutes old counts no more, nor what a clock that was set back has in the future."""
    await minutes_old(store, m12=5_000, m11=5_000, m10=1, **{"m-30": 5_000})
    assert await store.offences.add(0, most=2) == (1, 0.0)
    assert await store.connection.redis.hlen(f"{store.connection.prefix}:offences") == 1


async def test_expiry(store: Store) -> None:
    """A bot that behaves leaves nothing behind in the store."""
    await store.offences.add(1, most=10)
    left = await store.connection.redis.ttl(f"{store.connection.prefix}:offences")
    assert 10 * MINUTE < left <= 11 * MINUTE
