"""A real bot with some hundreds of channels, that has sent stories and met troubles of each kind."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.core.pace import Pace
from bot.sandbox.discord import DiscordService
from bot.sandbox.faults import Failure, Fault
from bot.sandbox.telegram import TelegramService
from bot.store.store import open_store
from tests.acceptance.conftest import free_port
from tests.acceptance.newsroom import HASTE_IN_TOML
from tests.acceptance.town import NO_REST, until
from tests.pictures.stories import CONFIG, EARLIER, LATER, OF_OLD
from tests.process.bot import a_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.core.delivery import Channel
    from tests.pictures.stories import Story

NAMED: Final = {-1001: "뉴스다오 속보", -1002: "서울 소식", -1003: "부산 모임", -1004: "동네 게시판"}
KICKED: Final = {-1002: "bot was kicked from the channel chat", -1003: "bot is not a member of the channel chat"}
GUILD, ROOMS = 3000, {3001: "속보", 3002: "소식", 3003: "스포츠"}
# How many private chats wish for a category; the others wish for breaking news alone.
READERS: Final = {"Culture": 14, "Sports": 38, "Tech": 22, "Weather": 47, "Local": 9}
BREAKING_ALONE: Final = 260
FIRST: Final = 100_001
NO_PAUSE: Final = "[pace]\ntelegram_private_seconds = 0\ntelegram_group_per_minute = 60_000\n"


@asynccontextmanager
async def a_newsroom() -> AsyncIterator[tuple[Path, str]]:
    """Run a bot that has sent stories and met troubles; give its site's folder and the console's address."""
    telegram, discord = TelegramService(limits=NO_REST), DiscordService()
    furnish(telegram, discord)
    address = f"127.0.0.1:{free_port()}"
    with a_folder() as folder:
        async with a_failing_feed() as feed:
            await telegram.start()
            await discord.start()
            (folder / "sokbo.toml").write_text(settings(folder / "site", feed), encoding="utf-8")
            (folder / "site/_posts").mkdir(parents=True)
            (folder / "site/_config.yml").write_text(CONFIG, encoding="utf-8")
            (folder / "site/_posts/2026-11-01-draft.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
            variables = {
                "TELEGRAM_TOKEN": telegram.token,
                "TELEGRAM_API_URL": telegram.url,
                "DISCORD_TOKEN": discord.token,
                "DISCORD_API_URL": discord.url,
                "DISCORD_GATEWAY_URL": discord.gateway_url,
                "CONFIG": str(folder / "sokbo.toml"),
                "DATA_DIR": str(folder / "data"),
                "HTTP_ADDRESS": address,
                "TZ": "Asia/Seoul",
            }
            async with a_bot(folder / "log", variables, "run") as bot:
                await bot.says("source.baseline")
                await name_channels(folder / "data")
                await let_things_happen(telegram, folder / "site")
                yield folder / "site", f"http://{address}/console/"
                await bot.told_to_stop()
            await telegram.stop()
            await discord.stop()


@contextmanager
def a_folder() -> Iterator[Path]:
    """Give a new folder that has the same name each time, for the picture shows it."""
    folder = Path(gettempdir()) / "newsdao"
    folder.mkdir()
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def furnish(telegram: TelegramService, discord: DiscordService) -> None:
    """Let all the chats exist."""
    for chat, title in NAMED.items():
        telegram.add_channel(chat, title)
    for chat in range(FIRST, FIRST + sum(READERS.values()) + BREAKING_ALONE):
        telegram.add_private(chat, "독자")
    discord.add_guild(GUILD, "뉴스다오")
    for room, name in ROOMS.items():
        discord.add_text(room, GUILD, name)


def settings(site: Path, feed: str) -> str:
    """Return the settings: the sources, and who wishes for what."""
    wishes = [f'topics = ["{category}"]' for category, count in READERS.items() for _ in range(count)]
    wishes += [""] * BREAKING_ALONE
    chats = [f'platform = "telegram"\naddress = "{chat}"' for chat in NAMED]
    chats += [f'platform = "discord"\naddress = "{room}"' for room in ROOMS]
    chats += [
        f'platform = "telegram"\nkind = "private"\naddress = "{chat}"\nbreaking = true\n{wish}'
        for chat, wish in enumerate(wishes, FIRST)
    ]
    sources = f'[[sources]]\nkind = "directory"\nfolder = "{site}"\n'
    sources += f'[[sources]]\nkind = "feed"\nname = "wire"\nurl = "{feed}"\n'
    sources += f'[[sources]]\nkind = "push"\nname = "cms"\nsecret = "{"0" * 64}"\n'
    haste = HASTE_IN_TOML.replace("hours = 1000000", "hours = 24")
    levels = '[[levels]]\nlevel = "breaking"\ntitle_prefix = "[속보]"\n'
    return sources + levels + "".join(f"[[channels]]\n{one}\n" for one in chats) + haste + NO_PAUSE


@asynccontextmanager
async def a_failing_feed() -> AsyncIterator[str]:
    """Give the address of a feed whose server has had enough."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=503)

    app = web.Application()
    app.add_routes([web.get("/feed.xml", answer)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/feed.xml"
    await runner.cleanup()


async def name_channels(data: Path) -> None:
    """Let the channels have their titles, as if each had subscribed itself."""
    titles = {f"telegram:{chat}": title for chat, title in NAMED.items()}
    titles |= {f"discord:{room}": f"#{name}" for room, name in ROOMS.items()}
    async with open_store(f"unix://{data}/store/socket", data, "pictures", Pace({})) as store:
        for name, title in titles.items():
            await store.roster.change(name, partial(titled, title=title))


def titled(known: Channel | None, title: str) -> Channel | None:
    """Return the channel with this title."""
    return replace(known, title=title) if known else None


async def let_things_happen(telegram: TelegramService, site: Path) -> None:
    """Send the earlier stories; two channels have thrown the bot out, and one alert may have arrived or not."""
    for chat, why in KICKED.items():
        body: dict[str, Any] = {"ok": False, "error_code": 403, "description": f"Forbidden: {why}"}
        telegram.faults.add(Fault(Failure.ANSWER, "sendMessage", str(chat), times=99, status=403, body=body))
    telegram.faults.add(Fault(Failure.CUT_AFTER, "sendMessage", "-1004"))
    for story in EARLIER:
        sent = len(telegram.accepted)
        await publish(site, story)
        await until(lambda: len(telegram.accepted) >= sent + READERS[story.category] + 2, patience=30)  # noqa: B023
    for story in OF_OLD:
        story.write(site, "2026-10-02")
    await publish(site, LATER)


async def publish(site: Path, story: Story) -> None:
    """Publish a story of today."""
    await asyncio.to_thread(story.write, site, f"{datetime.now(ZoneInfo('Asia/Seoul')):%Y-%m-%d}")
