"""Runs every loop of the bot in one TaskGroup, and drains it when it is told to stop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.channels.configured import configure
from bot.core.delivery import Platform
from bot.core.errors import StoreError
from bot.pipeline.roles import stay_alive

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence

    from bot.core.delivery import Channel
    from bot.notices.admins import AdminChats
    from bot.store.store import Store
    from bot.wiring.bureau import Bureau

log = structlog.get_logger()
STORE_PAUSE = 0.5
GRACE = 4.0  # seconds that deliveries under way have to finish when the bot is told to stop


async def work(
    store: Store,
    bureaus: Sequence[Bureau],
    loops: Sequence[Callable[[], Coroutine[None, None, None]]],
    prepare: Callable[[], Awaitable[None]],
    stop: asyncio.Event,
    *,
    alarms: Sequence[Callable[[], Coroutine[None, None, None]]] = (),
) -> None:
    """Prepare, then run every loop until told to stop; end those that bring in work, let those that deliver finish.

    `alarms` run from the first moment to the last, also while the store is away and nothing can be prepared.
    """
    async with asyncio.TaskGroup() as tasks:
        lasting = [tasks.create_task(store.wake.run()), tasks.create_task(stay_alive(store.leases))]
        if store.server:
            lasting.append(tasks.create_task(store.server.watch()))
        lasting += [tasks.create_task(one()) for one in alarms]
        await _through_outages(prepare, stop)
        bringing = [tasks.create_task(loop()) for loop in loops]
        delivering = {tasks.create_task(one.deliver()) for one in bureaus}
        await stop.wait()
        log.info("bot.draining")
        for bureau in bureaus:
            bureau.drain()
        await _end(bringing)
        if delivering:
            await asyncio.wait(delivering, timeout=GRACE)
        await _end([*delivering, *lasting])


async def prepare(store: Store, named: Sequence[Channel], admins: AdminChats) -> None:
    """Bring the store into line with the settings, and take back what was left in flight."""
    await configure(store.roster, named)
    await admins.enrol()
    await _recover(store)


async def _recover(store: Store) -> None:
    """Take back what a bot that was killed left in flight; on our own server there can be no other bot."""
    if store.is_embedded:
        await store.leases.inherit()
    for platform in Platform:
        if count := await store.outbox.take_back(platform, [], alone=store.is_embedded):
            log.warning("delivery.taken_back", platform=platform, count=count)
    if count := await store.uncertain.count():
        log.warning("delivery.uncertain", count=count, command="python -m bot uncertain")


async def _through_outages(work: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
    """Do it until it is done or the bot is to stop: a store that was opened and fails now will be there again."""
    is_done = False
    while not is_done and not stop.is_set():
        try:
            await work()
            is_done = True
        except StoreError as error:
            log.warning("store.unreachable", why=str(error))
            await asyncio.sleep(STORE_PAUSE)


async def _end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel tasks until all have ended: Python 3.11's `wait_for` may forget a cancellation."""
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.5)
