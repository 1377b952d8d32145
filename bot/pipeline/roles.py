"""Work that one process at a time may do: it holds a lease while it works."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from bot.core.errors import StoreError
from bot.pipeline.uninterrupted import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.ports.sending import Leases

log = structlog.get_logger()
BEAT = 2.0
AGAIN = (
    0.5  # seconds until a process that could not say that it lives tries again: others wait for it before they judge
)


async def in_role(
    leases: Leases, role: str, work: Callable[[], Awaitable[None]], stand_by: Callable[[], None] = lambda: None
) -> None:
    """Do `work` for as long as this process holds the role, again and again; return when the work itself is over.

    `stand_by` is called while another process holds it.
    """
    while True:
        if not await _has(leases, role):
            stand_by()
            await leases.wait(role, BEAT)
            continue
        log.info("role.taken", role=role)
        try:
            if await _is_done_while_held(leases, role, work):
                return
        finally:
            await uninterrupted(_give_up(leases, role), on_cancel=lambda: None)
        log.warning("role.lost", role=role)


async def stay_alive(leases: Leases) -> None:
    """Say again and again that this process lives; say aloud when others may have taken it for gone."""
    has_lived = False
    while True:
        was_away = has_lived and not leases.is_alive
        try:
            await leases.beat()
        except StoreError as error:
            log.warning("store.unreachable", why=str(error))
            await asyncio.sleep(AGAIN)
            continue
        if was_away:
            log.warning("bot.was_away", longer_than=leases.lifetime)
        has_lived = True
        await asyncio.sleep(BEAT)


async def _is_done_while_held(leases: Leases, role: str, work: Callable[[], Awaitable[None]]) -> bool:
    """Work until done (True) or until the lease is lost (False)."""
    async with asyncio.TaskGroup() as tasks:
        working = tasks.create_task(_run(work))
        keeping = tasks.create_task(_keep(leases, role))
        await asyncio.wait({working, keeping}, return_when=asyncio.FIRST_COMPLETED)
        is_done = working.done()
        working.cancel()
        keeping.cancel()
    return is_done


async def _run(work: Callable[[], Awaitable[None]]) -> None:
    await work()


async def _keep(leases: Leases, role: str) -> None:
    """Renew the lease; return when it is another's, or when it has run out while the store was away."""
    ends = time.monotonic() + leases.lifetime
    while (left := ends - time.monotonic()) > 0:
        await asyncio.sleep(min(BEAT, left))
        started = time.monotonic()
        try:
            async with asyncio.timeout(ends - started):
                if not await leases.hold(role):
                    return
        except (StoreError, TimeoutError):
            continue
        ends = started + leases.lifetime


async def _give_up(leases: Leases, role: str) -> None:
    with suppress(StoreError):  # the lease ends by itself
        await leases.release(role)


async def _has(leases: Leases, role: str) -> bool:
    try:
        return await leases.hold(role)
    except StoreError as error:
        log.warning("store.unreachable", role=role, why=str(error))
        return False
