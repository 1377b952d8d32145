"""What the console says while the store is away."""

from __future__ import annotations

from pathlib import Path

from aiohttp import ClientSession, web

from bot.console.application import application
from bot.console.entry import Lock
from bot.console.now import Situation
from bot.console.porter import Porter
from bot.core.pace import Pace
from bot.ops.web import application as served
from bot.store.store import open_store
from tests.servers import BINARIES, a_server

FULL = "the disk of /srv/sokbo/store is full"


async def test_reason() -> None:
    """Every page says why the store is away, as whoever runs its server knows it, and not that nobody answers."""

    async def stands() -> Situation:
        return Situation(platforms={}, sources={}, limits={}, store=FULL)

    async def is_ready() -> list[str]:
        return []

    with a_server(next(one for one in BINARIES.values() if one)) as url:
        async with open_store(url, Path(), "me", Pace({})) as store:
            porter = Porter(Lock("127.0.0.1", ""), store.sessions, ["/console"])
            pages = {"/console/": application(store, porter, stands)}
            runner = web.AppRunner(served(is_ready, pages, {}, guards=[porter.middleware()]))
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            try:
                await store.connection.redis.shutdown(nosave=True)
                async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as session:
                    for path in ("/console/", "/console/posts", "/console/held"):
                        async with session.get(path) as answer:
                            assert answer.status == 503
                            assert FULL in await answer.text()
            finally:
                await runner.cleanup()
