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

from bot import choices, watching
from bot.admins import AdminChats
from bot.bureau import Bureau, Connection
from bot.configured import configure
from bot.core.delivery import Lane, Platform
from bot.core.errors import StoreError
from bot.courier import Courier
from bot.digester import Digester
from bot.editor.page.application import application as preview_page
from bot.fanout import FanOut
from bot.gatekeeper import Gatekeeper
from bot.lookout import Lookout
from bot.membership import take_note
from bot.ops.metrics import Metrics
from bot.ops.web import serve
from bot.platforms.discord.connection import connect as connect_discord
from bot.platforms.telegram.connection import connect as connect_telegram
from bot.rights import RightsByPlatform
from bot.roles import in_role, stay_alive
from bot.site.pages import SitePages
from bot.store.store import open_store
from bot.turnstile import Turnstile
from handlers.commands import Resources
from handlers.desk import CommandDesk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from bot.core.calendar import Calendar
    from bot.core.pace import Stamps
    from bot.core.reader_ports import Desk
    from bot.store.store import Store
    from bot.watcher import Watcher
    from config.settings import Settings

log = structlog.get_logger()
STORE_PAUSE = 0.5
GRACE = 4.0  # seconds that deliveries under way have to finish when the bot is told to stop


async def run(settings: Settings, stop: asyncio.Event, metrics: Metrics | None = None) -> None:
    """Run the bot until `stop` is set, then drain it; raises `StoreError` or `OSError` where it can't start.

    `metrics` have seen what was logged so far.
    """
    metrics = metrics or Metrics()
    async with AsyncExitStack() as stack:
        shown = {}
        if settings.is_sandboxed:
            from bot.trial import sandboxed  # noqa: PLC0415 - a fifth of all that is imported, and rarely needed

            settings, page = await stack.enter_async_context(sandboxed(settings))
            shown["/sandbox/"] = page
        if folders := choices.folders(settings):
            shown["/preview/"] = preview_page(folders, choices.level_rules(settings))
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
        admins = AdminChats(store.roster, choices.admin_chats(settings))
        bureaus = await _open_bureaus(settings, store, stack)
        sources = watching.open_sources(settings, store.replays)
        watchers = watching.watchers(settings, sources, store.ledger)
        await stack.enter_async_context(
            serve(
                *settings.host_and_port,
                lambda: _reasons(store, bureaus, watchers),
                shown,
                watching.doors(sources),
                metrics=lambda: _measured(metrics, store, bureaus, watchers),
            )
        )
        log.info("bot.started", site=str(settings.site), address=settings.http_address, sandbox="/sandbox/" in shown)
        pages = await stack.enter_async_context(SitePages())
        await _work(
            store,
            bureaus,
            watchers,
            Gatekeeper(store.gate, pages),
            choices.calendar(settings),
            desk=_desk(store, bureaus, admins, settings.time_zone),
            lookout=_lookout(store, watchers, bureaus, admins) if settings.admin_chats else None,
            prepare=partial(_prepare, store, settings, admins),
            stop=stop,
        )
    log.info("bot.stopped")


async def _work(
    store: Store,
    bureaus: Sequence[Bureau],
    watchers: Sequence[Watcher],
    gatekeeper: Gatekeeper,
    calendar: Calendar,
    *,
    desk: Desk,
    lookout: Lookout | None,
    prepare: Callable[[], Awaitable[None]],
    stop: asyncio.Event,
) -> None:
    """Run every loop; once told to stop, end those that bring in work, then let those that deliver finish."""
    async with asyncio.TaskGroup() as tasks:
        lasting = [tasks.create_task(store.wake.run()), tasks.create_task(stay_alive(store.leases))]
        if store.server:
            lasting.append(tasks.create_task(store.server.watch()))
        await _through_outages(prepare, stop)
        bringing = [tasks.create_task(FanOut(store.broadcasts, [one.platform for one in bureaus], calendar).run())]
        digester = Digester(store.digests, calendar)
        bringing.append(tasks.create_task(in_role(store.leases, "digest", digester.run)))
        bringing.append(tasks.create_task(in_role(store.leases, "gate", gatekeeper.run)))
        bringing += [tasks.create_task(one.watch(store.leases)) for one in watchers]
        if lookout:
            bringing.append(tasks.create_task(lookout.run()))
        bringing += [tasks.create_task(one.listen(desk, store.leases)) for one in bureaus]
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


async def _open_bureaus(settings: Settings, store: Store, stack: AsyncExitStack) -> list[Bureau]:
    """Return a bureau for each platform whose token is set."""
    bureaus = []
    stamps = {platform: rate.stamps() for platform, rate in choices.pace(settings.pace).rates.items()}
    if settings.telegram_token:
        token = settings.telegram_token.get_secret_value()
        connection = connect_telegram(
            token,
            api_url=settings.telegram_api_url,
            turn=Turnstile(store.turns, stamps[Platform.TELEGRAM][Lane.REPLY]).turn,
            paid_levels=choices.paid_levels(settings.pace),
            on_membership=partial(take_note, store.roster),
            on_moved=store.roster.move,
            admin_chats=choices.admin_addresses(settings, Platform.TELEGRAM),
        )
        await stack.enter_async_context(connection)
        bureaus.append(_bureau(connection, store, settings, stamps[Platform.TELEGRAM]))
    if settings.discord_token:
        line = connect_discord(
            settings.discord_token.get_secret_value(),
            api_url=settings.discord_api_url,
            gateway_url=settings.discord_gateway_url,
            offences=store.offences,
            another=partial(Turnstile(store.turns, stamps[Platform.DISCORD][Lane.REPLY]).another, Platform.DISCORD),
            on_membership=partial(take_note, store.roster),
            has_admin_chat=bool(choices.admin_addresses(settings, Platform.DISCORD)),
        )
        await stack.enter_async_context(line)
        bureaus.append(_bureau(line, store, settings, stamps[Platform.DISCORD]))
    return bureaus


def _bureau(connection: Connection, store: Store, settings: Settings, stamps: Mapping[Lane, Stamps]) -> Bureau:
    courier = Courier(
        connection.messenger,
        outbox=store.outbox,
        addresses=store.roster,
        turns=store.turns,
        leases=store.leases,
        policy=choices.resend_policy(settings),
        calendar=choices.calendar(settings),
        stamps=stamps,
    )
    return Bureau(connection, store.outbox, courier)


def _desk(store: Store, bureaus: Sequence[Bureau], admins: AdminChats, zone: str) -> Desk:
    return CommandDesk(
        Resources(
            archive=store.archive,
            roster=store.roster,
            held=store.held,
            rights=RightsByPlatform({bureau.platform: bureau.rights for bureau in bureaus}),
            is_admin_chat=admins.has,
            clock=lambda: datetime.now(UTC),
            zone=zone,
        )
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
