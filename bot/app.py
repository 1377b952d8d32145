"""The composition root: builds everything, runs it in one TaskGroup, drains it; the one file that knows every name."""

from __future__ import annotations

import asyncio
import os
import uuid
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.channels.configured import configure
from bot.channels.rights import RightsByPlatform
from bot.console.application import application as console
from bot.console.entry import Lock
from bot.console.now import Situation
from bot.console.porter import Porter
from bot.core.delivery import Platform
from bot.core.errors import StoreError
from bot.editor.page.application import application as preview_page
from bot.inquiry.page import application as why_page
from bot.notices.admins import AdminChats
from bot.notices.keepers import Keepers
from bot.notices.lookout import Lookout
from bot.ops.metrics import Metrics
from bot.ops.web import serve
from bot.pipeline.digester import Digester
from bot.pipeline.fanout import FanOut
from bot.pipeline.gatekeeper import Gatekeeper
from bot.pipeline.indexer import Indexer
from bot.pipeline.roles import in_role, stay_alive
from bot.search.index import SearchIndex
from bot.site.pages import SitePages
from bot.store.codec import post_from_json
from bot.store.store import open_store
from bot.wiring import choices, watching
from bot.wiring.connecting import open_bureaus
from bot.wiring.reloading import Reloading, followers
from handlers.desk import CommandDesk
from handlers.registry import Resources

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence

    from bot.core.ports.readers import Desk, Rights, Search
    from bot.pipeline.watcher import Watcher
    from bot.store.store import Store
    from bot.wiring.bureau import Bureau
    from bot.wiring.reloading import Reload
    from config.settings import Settings

log = structlog.get_logger()
STORE_PAUSE = 0.5
GRACE = 4.0  # seconds that deliveries under way have to finish when the bot is told to stop


async def run(
    settings: Settings, stop: asyncio.Event, metrics: Metrics | None = None, reload: Reload | None = None
) -> None:
    """Run the bot until `stop` is set, then drain it; raises `StoreError` or `OSError` where it can't start.

    `metrics` have seen what was logged so far. With `reload` settings that change are taken over where they can be.
    """
    metrics, loaded, rules = metrics or Metrics(), settings, choices.level_rules(settings)
    async with AsyncExitStack() as stack:
        shown = {}
        if settings.is_sandboxed:
            from bot.wiring.trial import sandboxed  # noqa: PLC0415 - a fifth of all that is imported, and rarely needed

            settings, page = await stack.enter_async_context(sandboxed(settings))
            shown["/sandbox/"] = page
        if folders := choices.folders(settings):
            shown["/preview/"] = preview_page(folders, rules)
        holder = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        store = await stack.enter_async_context(
            open_store(
                settings.redis_url,
                settings.data_dir,
                holder,
                choices.pace(settings.pace),
                patience=choices.patience(settings.patience),
                corrections_noted=settings.correction_reply,
                calendar=choices.calendar(settings),
            )
        )
        shown["/why/"] = why_page(store)
        lock = _lock(settings)
        porter = Porter(lock, store.sessions, [*filter(lock.guards, shown), "/console"])
        admins = AdminChats(store.roster, choices.admin_chats(settings))
        bureaus = await open_bureaus(settings, store, stack)
        rights = RightsByPlatform({bureau.platform: bureau.rights for bureau in bureaus})
        sources = watching.open_sources(settings, store.replays)
        watchers = watching.watchers(settings, sources, store.ledger, rules)
        shown["/console/"] = console(store, porter, lambda: _situation(settings, bureaus, watchers))
        await stack.enter_async_context(
            serve(
                *settings.host_and_port,
                lambda: _reasons(store, bureaus, watchers),
                shown,
                watching.doors(sources) | {path: door for one in bureaus for path, door in one.doors.items()},
                metrics=lambda: _measured(metrics, store, bureaus, watchers),
                guards=[porter.middleware()],
            )
        )
        log.info("bot.started", site=str(settings.site), address=settings.http_address, sandbox="/sandbox/" in shown)
        pages = await stack.enter_async_context(SitePages())
        search = await stack.enter_async_context(SearchIndex(settings.data_dir, post_from_json))
        calendar = choices.calendar(settings)
        alone = {
            "gate": Gatekeeper(store.gate, pages).run,
            "digest": Digester(store.digests, calendar).run,
            "keepers": Keepers(
                store.kept, store.notices, roster=store.roster, rights=rights, archive=store.archive
            ).run,
        }
        loops: list[Callable[[], Coroutine[None, None, None]]] = [
            FanOut(store.broadcasts, [one.platform for one in bureaus], calendar).run,
            Indexer(store.changes, search, lambda: any(one.is_first_look for one in watchers)).run,
            *(partial(in_role, store.leases, role, loop) for role, loop in alone.items()),
            *(partial(one.watch, store.leases) for one in watchers),
        ]
        if settings.admin_chats:
            loops.append(_lookout(store, watchers, bureaus, admins).run)
        if reload:
            loops.append(Reloading(loaded, reload, followers(settings, store.roster, admins, watchers, rules)).run)
        desk = _desk(store, search, rights, admins, settings.time_zone)
        loops += [partial(one.listen, desk, store.leases) for one in bureaus]
        await _work(store, bureaus, loops, partial(_prepare, store, settings, admins), stop)
    log.info("bot.stopped")


async def _work(
    store: Store,
    bureaus: Sequence[Bureau],
    loops: Sequence[Callable[[], Coroutine[None, None, None]]],
    prepare: Callable[[], Awaitable[None]],
    stop: asyncio.Event,
) -> None:
    """Run every loop; once told to stop, end those that bring in work, then let those that deliver finish."""
    async with asyncio.TaskGroup() as tasks:
        lasting = [tasks.create_task(store.wake.run()), tasks.create_task(stay_alive(store.leases))]
        if store.server:
            lasting.append(tasks.create_task(store.server.watch()))
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


async def _end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel tasks until all have ended: Python 3.11's `wait_for` may forget a cancellation."""
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.5)


def _desk(store: Store, search: Search, rights: Rights, admins: AdminChats, zone: str) -> Desk:
    return CommandDesk(
        Resources(
            archive=store.archive,
            search=search,
            bookmarks=store.bookmarks,
            roster=store.roster,
            held=store.held,
            history=store.history,
            greetings=store.greetings,
            rights=rights,
            is_admin_chat=admins.has,
            clock=lambda: datetime.now(UTC),
            zone=zone,
        )
    )


def _lock(settings: Settings) -> Lock:
    token = settings.console_token.get_secret_value() if settings.console_token else ""
    return Lock(settings.host_and_port[0], token)


def _situation(settings: Settings, bureaus: Sequence[Bureau], watchers: Sequence[Watcher]) -> Situation:
    """Return what the console says of this process."""
    rates = choices.pace(settings.pace).rates
    return Situation(
        platforms={one.platform: one.trouble for one in bureaus},
        sources={one.name: one.trouble for one in watchers},
        limits={one.platform: rates[one.platform].per_second for one in bureaus},
    )


def _lookout(store: Store, watchers: Sequence[Watcher], bureaus: Sequence[Bureau], admins: AdminChats) -> Lookout:
    return Lookout(
        store.notices,
        partial(admins.reached_by, [bureau.platform for bureau in bureaus]),
        [*watchers, *bureaus],
        held=store.held,
        uncertain=store.uncertain,
        roster=store.roster,
    )


async def _prepare(store: Store, settings: Settings, admins: AdminChats) -> None:
    """Bring the store into line with the settings, and take back what was left in flight."""
    await configure(store.roster, choices.channels(settings))
    await admins.enrol()
    await _recover(store)


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


async def _recover(store: Store) -> None:
    """Take back what a bot that was killed left in flight; on our own server there can be no other bot."""
    if store.is_embedded:
        await store.leases.inherit()
    for platform in Platform:
        if count := await store.outbox.take_back(platform, [], alone=store.is_embedded):
            log.warning("delivery.taken_back", platform=platform, count=count)
    if count := await store.uncertain.count():
        log.warning("delivery.uncertain", count=count, command="python -m bot uncertain")


async def _reasons(store: Store, bureaus: Sequence[Bureau], watchers: Sequence[Watcher]) -> list[str]:
    """Return why the bot can't do its work, if it can't."""
    troubles = _troubles(bureaus, watchers)
    try:
        await store.connection.ping()
    except StoreError as error:
        troubles["store"] = str(error)
    return [f"{part}: {trouble}" for part, trouble in troubles.items() if trouble]


def _troubles(bureaus: Sequence[Bureau], watchers: Sequence[Watcher]) -> dict[str, str]:
    """Return by part of the bot what is wrong there, nothing where nothing is."""
    return {
        **{str(bureau.platform): bureau.trouble for bureau in bureaus},
        **{f"source {watcher.name}": watcher.trouble for watcher in watchers},
    }


async def _measured(metrics: Metrics, store: Store, bureaus: Sequence[Bureau], watchers: Sequence[Watcher]) -> bytes:
    """Return all metrics, those that the store knows among them while it is there."""
    troubles = _troubles(bureaus, watchers)
    try:
        load = await store.tally.load()
    except StoreError as error:
        return metrics.text(None, {**troubles, "store": str(error)})
    return metrics.text(load, {**troubles, "store": ""})
