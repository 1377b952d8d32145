"""A console served over a store of its own, with troubles of every kind."""

from __future__ import annotations

import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from bot.console.application import application
from bot.console.entry import Lock
from bot.console.now import Situation, Watched
from bot.console.porter import Porter
from bot.core.delivery import Platform
from bot.core.pace import Pace, Rate
from bot.inquiry.page import application as why_page
from bot.ops.web import application as served
from bot.store.store import open_store
from tests.builders import a_post

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.store.store import Store

TOKEN = "correct-horse-battery"
EVIL = a_post("evil", title="<img src=x onerror=alert(1)> “예산안”")


@dataclass
class Site:
    """A console over a store, and where it is."""

    store: Store
    url: str


@asynccontextmanager
async def console(server: str, host: str = "127.0.0.1", token: str = "") -> AsyncIterator[Site]:
    """Serve a console that believes to listen at `host`."""
    async with open_store(
        server, Path(), "me", Pace({one: Rate(100_000) for one in Platform}), prefix=f"{{{uuid.uuid4().hex}}}"
    ) as store:
        porter = Porter(Lock(host, token), store.sessions, ["/why/", "/console"])
        situation = Situation(
            platforms={Platform.TELEGRAM: "", Platform.DISCORD: "401 <Unauthorized>"},
            sources={
                "site": Watched(looked_at=datetime.now(UTC) - timedelta(minutes=5), unreadable=2),
                "feed": Watched(trouble="503 <Service Unavailable>"),
                "wire": Watched(is_standby=True),
            },
            limits={Platform.TELEGRAM: 30, Platform.DISCORD: 50},
        )

        async def stands() -> Situation:
            return situation

        async def is_ready() -> list[str]:
            return []

        pages = {"/why/": why_page(store), "/console/": application(store, porter, stands)}

        runner = web.AppRunner(served(is_ready, pages, {}, guards=[porter.middleware()]), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield Site(store, f"http://127.0.0.1:{runner.addresses[0][1]}")
        finally:
            await runner.cleanup()
