"""Several bots of one newsroom, each a process of its own, on one server."""

from __future__ import annotations

import json
from bisect import bisect_left
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Self

from bot.sandbox.discord import DiscordService
from bot.sandbox.telegram import Limits, TelegramService
from tests.acceptance import town
from tests.acceptance.conftest import free_port
from tests.acceptance.newsroom import HASTE_IN_TOML, Newsroom
from tests.process.bot import a_bot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.process.bot import BotProcess

GUILD = 5000
PER_SECOND, DISCORD_PER_SECOND = 100, 50  # what the services allow
# With three bots, both services and other tests on few cores a message may be a tenth of a second late, so the bots are
# set a little lower; did they not share their pace, they would send three times the limit all the same.
PACE = "[pace]\ntelegram_per_second = 92\ndiscord_per_second = 46\n"
ROLES = ("watch", "gate", "digest", "keepers", "registrar", "listen:telegram", "listen:discord")
PATIENCE = 60.0  # seconds; on a busy machine three bots may take long for what is over in five
BOUND = 240  # seconds that a test may last
LATENCY = 0.03  # seconds; so that a bot that is killed has something in flight


class Services:
    """Both chat services with many chats: private ones on Telegram, text channels on Discord."""

    def __init__(self, chats: int, channels: int) -> None:
        self.chats = range(1001, 1001 + chats)
        self.channels = range(5001, 5001 + channels)
        self.telegram = TelegramService(limits=Limits(per_second=PER_SECOND), latency=LATENCY)
        self.discord = DiscordService(latency=LATENCY)
        for chat in self.chats:
            self.telegram.add_private(chat, f"Reader {chat}", "ko")
        self.discord.add_guild(GUILD, "뉴스다오")
        for channel in self.channels:
            self.discord.add_text(channel, GUILD, f"속보 {channel}")
        self.discord.add_member(self.chats[0], GUILD, "지민", may_manage=True)

    async def __aenter__(self) -> Self:
        """Start both."""
        await self.telegram.start()
        await self.discord.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop both."""
        await self.telegram.stop()
        await self.discord.stop()

    def answers_after(self, seconds: float) -> None:
        """Let Telegram take so long to answer from now on."""
        assert self.telegram._wire is not None
        self.telegram._wire._latency = seconds

    async def are_told(self) -> None:
        """Return when as many messages were accepted as there are chats; cheap to ask: both services wait meanwhile."""
        chats, channels = len(self.chats), len(self.channels)
        await until(lambda: len(self.telegram.accepted) >= chats and len(self.discord.accepted) >= channels)

    def on_telegram(self, word: str) -> list[int]:
        """Return how often each chat shows the word."""
        return [sum(word in one.get("text", "") for one in self.telegram.messages(chat)) for chat in self.chats]

    def on_discord(self, word: str) -> list[int]:
        """Return how often each channel shows the word."""
        return [sum(word in json.dumps(one, ensure_ascii=False) for one in self.discord.messages(channel))
                for channel in self.channels]  # fmt: skip

    def statuses(self) -> set[int]:
        """Return every status that any call was answered with."""
        return {call.status for service in (self.telegram, self.discord) for call in service.calls}


class Company:
    """Bots that share a server and a site; a data folder is named for all, and none may have a store there.

    `more` are tables of their settings.
    """

    def __init__(self, folder: Path, services: Services, url: str, *, more: str = "") -> None:
        self.newsroom = Newsroom(folder / "site")
        self.newsroom.publish("old", "지난 기사")
        self.data = folder / "data"
        self._folder = folder
        self._stack = AsyncExitStack()
        self._variables = _variables(folder, services, url, more) | {
            "SITE": str(self.newsroom.folder),
            "DATA_DIR": str(self.data),
        }
        self.bots: list[BotProcess] = []

    async def __aenter__(self) -> Self:
        """Start nothing yet."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Kill those that still run."""
        await self._stack.aclose()

    async def hire(self) -> BotProcess:
        """Start one more bot and return when it is at work on both platforms."""
        address = {"HTTP_ADDRESS": f"127.0.0.1:{free_port()}"}
        printed = self._folder / f"{len(self.bots)}.output"
        bot = await self._stack.enter_async_context(a_bot(printed, self._variables | address, "run"))
        self.bots.append(bot)
        await until(lambda: len(events(bot, "platform.connected")) == 2 or bot.is_over, lambda: bot.output)
        return bot

    async def hire_first(self) -> BotProcess:
        """Start the first bot and return when it has every role, and has looked at the site."""
        bot = await self.hire()
        await until(lambda: len(roles(bot)) == len(ROLES) and bool(events(bot, "source.baseline")), lambda: bot.output)
        return bot

    async def command(self, *words: str) -> str:
        """Give a command and return what it prints."""
        printed = self._folder / "command.output"
        printed.unlink(missing_ok=True)
        async with a_bot(printed, self._variables, *words) as command:
            assert await command.ends() == 0, command.output
            return command.output


async def until(is_so: Callable[[], bool], what: Callable[[], object] = lambda: "") -> None:
    """Return as soon as the claim holds, however busy the machine."""
    await town.until(is_so, what, PATIENCE)


def events(bot: BotProcess, name: str) -> list[dict[str, Any]]:
    """Return what the bot logged under a name."""
    lines = [json.loads(line) for line in bot.output.splitlines() if line.startswith("{") and line.endswith("}")]
    return [line for line in lines if line["event"] == name]


def roles(bot: BotProcess) -> list[str]:
    """Return the roles that the bot took, a watcher's without the folder it watches."""
    return sorted(_short(event["role"]) for event in events(bot, "role.taken"))


def largest_second(service: TelegramService | DiscordService) -> int:
    """Return the most messages that a service accepted within any second."""
    stamps = [one.at for one in service.accepted]
    return max((bisect_left(stamps, at + 1.0) - place for place, at in enumerate(stamps)), default=0)


def _short(role: str) -> str:
    return "watch" if role.startswith("watch:") else role


def _variables(folder: Path, services: Services, url: str, more: str) -> dict[str, str]:
    settings = folder / "sokbo.toml"
    named = [("telegram", chat, "private") for chat in services.chats]
    named += [("discord", channel, "broadcast") for channel in services.channels]
    tables = [f'[[channels]]\nplatform = "{one}"\naddress = "{at}"\nkind = "{kind}"\n' for one, at, kind in named]
    settings.write_text("".join([*tables, more, PACE, HASTE_IN_TOML]), encoding="utf-8")
    return {
        "CONFIG": str(settings),
        "TELEGRAM_TOKEN": services.telegram.token,
        "TELEGRAM_API_URL": services.telegram.url,
        "DISCORD_TOKEN": services.discord.token,
        "DISCORD_API_URL": services.discord.url,
        "DISCORD_GATEWAY_URL": services.discord.gateway_url,
        "REDIS_URL": url,
        "LOG_FORMAT": "json",
    }
