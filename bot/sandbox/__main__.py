"""`python -m bot.sandbox`: both services and the page as a process of their own."""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.sandbox.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAGE_PORT: Final = 8090
PATH: Final = "/sandbox/"
HOST: Final = "127.0.0.1"


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.sandbox",
        description="Imitate Telegram and Discord on loopback, and show both chats on a page. "
        "Prints one line of JSON with every address when ready.",
    )
    parser.add_argument("--telegram-port", type=int, default=0, help="0 takes a free one (default)")
    parser.add_argument("--discord-port", type=int, default=0, help="0 takes a free one (default)")
    parser.add_argument("--page-port", type=int, default=PAGE_PORT, help=f"{PAGE_PORT} unless told; 0 takes a free one")
    parser.add_argument("--data", type=Path, help="folder in which the chats are kept; without it nothing is")
    parser.add_argument("--site", type=Path, help="a Jekyll site's folder, whose pictures the page may show")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds every call takes")
    return parser.parse_args(argv)


def pictures_of(site: Path | None) -> Mapping[str, Path]:
    """Return the site's folder by its origin, which `url:` in its `_config.yml` says."""
    if site is None:
        return {}
    settings = site / "_config.yml"
    found = re.search(r"^url:\s*[\"']?(https?://[^\s\"'/]+)", settings.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ValueError(f"{settings}: there is no `url: https://...`. Add the address the site is published at.")
    return {found[1]: site}


async def run(asked: argparse.Namespace) -> None:
    """Serve until told to stop by SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    sandbox = Sandbox(asked.data, web=pictures_of(asked.site), latency=asked.latency)
    runner = page_runner(sandbox)
    try:
        await sandbox.start(HOST, telegram_port=asked.telegram_port, discord_port=asked.discord_port)
        await runner.setup()
        await web.TCPSite(runner, HOST, asked.page_port).start()
        print(json.dumps(addresses(sandbox, runner.addresses[0][1])), flush=True)  # noqa: T201 - what callers read
        await stopped.wait()
    finally:
        await runner.cleanup()
        await sandbox.stop()


def page_runner(sandbox: Sandbox) -> web.AppRunner:
    """Return a server for the page, which lives below the same path as in the bot."""
    app = web.Application()

    async def home(_request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(PATH)

    app.router.add_get("/", home)
    app.add_subapp(PATH, sandbox.page)
    return web.AppRunner(app, access_log=None, shutdown_timeout=2.0)


def addresses(sandbox: Sandbox, page_port: int) -> dict[str, str]:
    """Return where everything is, by the names the bot's settings have for it."""
    return {
        "TELEGRAM_API_URL": sandbox.telegram.url,
        "TELEGRAM_TOKEN": sandbox.telegram.token,
        "DISCORD_API_URL": sandbox.discord.url,
        "DISCORD_GATEWAY_URL": sandbox.discord.gateway_url,
        "DISCORD_TOKEN": sandbox.discord.token,
        "page": f"http://{HOST}:{page_port}{PATH}",
    }


def main() -> None:
    """Run, and say in one sentence what stands in the way."""
    try:
        asyncio.run(run(arguments()))
    except (OSError, ValueError) as error:
        sys.exit(f"The sandbox cannot start: {error}")


if __name__ == "__main__":
    main()
