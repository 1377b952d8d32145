"""The composition root: builds everything, runs it in one TaskGroup, drains it; the one file that knows every name."""

from __future__ import annotations

import os
import uuid
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.channels.names import Names
from bot.channels.registrar import Registrar
from bot.channels.rights import RightsByPlatform
from bot.console.application import application as console
from bot.console.entry import Lock
from bot.console.now import Situation, Watched
from bot.console.porter import Porter
from bot.editor.page.application import application as preview_page
from bot.inquiry.page import application as why_page
from bot.notices.admins import AdminChats
from bot.notices.alarm import Alarm
from bot.notices.herald import Herald
from bot.notices.keepers import Keepers
from bot.notices.lookout import Lookout
from bot.notices.room import Room
from bot.notices.slip import Slip
from bot.ops.metrics import Metrics
from bot.ops.web import serve
from bot.pipeline.digester import Digester
from bot.pipeline.fanout import FanOut
from bot.pipeline.gatekeeper import Gatekeeper
from bot.pipeline.indexer import Indexer
from bot.pipeline.roles import in_role
from bot.search.index import SearchIndex
from bot.site.pages import SitePages
from bot.store.codec import post_from_json
from bot.store.store import open_store
from bot.wiring import choices, watching
from bot.wiring.connecting import open_bureaus
from bot.wiring.reloading import Reloading, followers
from bot.wiring.running import prepare, work
from bot.wiring.standing import Standing
from handlers.desk import CommandDesk
from handlers.registry import Resources

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine

    from bot.core.ports.readers import Desk, Rights, Search
    from bot.store.embedded import EmbeddedServer
    from bot.store.store import Store
    from bot.wiring.reloading import Reload
    from config.settings import Settings

log = structlog.get_logger()


async def run(
    settings: Settings,
    stop: asyncio.Event,
    metrics: Metrics | None = None,
    reload: Reload | None = None,
    server: EmbeddedServer | None = None,
) -> None:
    """Run the bot until `stop` is set, then drain it; raises `StoreError` or `OSError` where it can't start.

    `metrics` have seen what was logged so far. With `reload` settings that change are taken over where they can be.
    A `server` is that of the embedded store, launched ahead.
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
                server=server,
            )
        )
        shown["/why/"] = why_page(store)
        lock = _lock(settings)
        porter = Porter(lock, store.sessions, [*filter(lock.guards, shown), "/console"])
        admins = AdminChats(store.roster, choices.admin_chats(settings))
        bureaus = await open_bureaus(settings, store, stack)
        rights = RightsByPlatform({bureau.platform: bureau.rights for bureau in bureaus})
        sources = watching.open_sources(settings, store.replays, await store.secret.word())
        watchers = watching.watchers(settings, sources, store.ledger, rules)
        room = Room(settings.data_dir) if store.is_embedded else None
        standing = Standing(store, bureaus, watchers, room)
        shown["/console/"] = console(store, porter, partial(_situation, settings, standing))
        await stack.enter_async_context(
            serve(
                *settings.host_and_port,
                standing.reasons,
                shown,
                watching.doors(sources) | {path: door for one in bureaus for path, door in one.doors.items()},
                metrics=lambda: standing.measured(metrics),
                guards=[porter.middleware()],
            )
        )
        log.info("bot.started", site=str(settings.site), address=settings.http_address, sandbox="/sandbox/" in shown)
        pages = await stack.enter_async_context(SitePages())
        search = await stack.enter_async_context(SearchIndex(settings.data_dir, post_from_json))
        calendar = choices.calendar(settings)
        names = Names(store.roster, rights, choices.named(settings))
        alone = {
            "gate": Gatekeeper(store.gate, pages).run,
            "digest": Digester(store.digests, calendar).run,
            "keepers": Keepers(
                store.kept, store.notices, roster=store.roster, rights=rights, archive=store.archive
            ).run,
            "registrar": Registrar(store.roster, rights, admins.all, names).run,
        }
        loops: list[Callable[[], Coroutine[None, None, None]]] = [
            FanOut(store.broadcasts, [one.platform for one in bureaus], calendar).run,
            Indexer(store.changes, search, lambda: any(one.is_first_look for one in watchers)).run,
            *(partial(in_role, store.leases, role, loop) for role, loop in alone.items()),
            *(partial(one.watch, store.leases) for one in watchers),
        ]
        alarms: list[Callable[[], Coroutine[None, None, None]]] = []
        if settings.admin_chats:
            loops.append(_lookout(store, standing, admins, names, rights).run)
            alarms.append(_alarm(store, standing, admins, Slip(settings.data_dir)).run)
        if reload:
            follow = followers(settings, store.roster, admins, names, watchers=watchers, rules=rules)
            loops.append(Reloading(loaded, reload, follow).run)
        desk = _desk(store, search, rights, admins, settings.time_zone)
        loops += [partial(one.listen, desk, store.leases) for one in bureaus]
        await work(
            store, bureaus, loops, partial(prepare, store, choices.channels(settings), admins), stop, alarms=alarms
        )
    log.info("bot.stopped")


def _desk(store: Store, search: Search, rights: Rights, admins: AdminChats, zone: str) -> Desk:
    return CommandDesk(
        Resources(
            archive=store.archive,
            search=search,
            bookmarks=store.bookmarks,
            roster=store.roster,
            held=store.held,
            audit=store.audit,
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


async def _situation(settings: Settings, standing: Standing) -> Situation:
    """Return what the console says of this process."""
    rates = choices.pace(settings.pace).rates
    return Situation(
        platforms={one.platform: one.trouble for one in standing.bureaus},
        sources={
            one.name: Watched(
                trouble=one.trouble,
                looked_at=one.looked_at,
                unreadable=len(one.problems),
                is_standby=one.is_standby,
            )
            for one in standing.watchers
        },
        limits={one.platform: rates[one.platform].per_second for one in standing.bureaus},
        store=await standing.store_trouble(),
    )


def _lookout(store: Store, standing: Standing, admins: AdminChats, names: Names, rights: Rights) -> Lookout:
    rooms = [standing.room] if standing.room else []
    return Lookout(
        store.notices,
        partial(admins.reached_by, [bureau.platform for bureau in standing.bureaus]),
        [*standing.watchers, *standing.bureaus, *rooms, names],
        held=store.held,
        uncertain=store.uncertain,
        roster=store.roster,
        rights=rights,
    )


def _alarm(store: Store, standing: Standing, admins: AdminChats, slip: Slip) -> Alarm:
    messengers = {one.platform: one.messenger for one in standing.bureaus}
    witnesses = {one.platform: one.witness for one in standing.bureaus if one.witness}
    return Alarm(standing.store_trouble, admins, Herald(messengers, witnesses), store.rota, slip)
