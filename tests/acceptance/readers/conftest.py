"""One running bot for a module's tests, and newcomers for each of them: nobody's allowance is used up by another."""

from __future__ import annotations

from asyncio import Queue
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.core.delivery import Platform
from config.settings import Settings
from tests.acceptance.conftest import free_port, running
from tests.acceptance.newsroom import HASTE, Newsroom
from tests.acceptance.readers.visitor import OnDiscord, OnTelegram
from tests.acceptance.town import GENERAL, GROUP, GUILD, a_town, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.acceptance.readers.visitor import Visitor
    from tests.acceptance.town import Town

_LOCALES = {"ko": "ko", "en": "en-US"}


@dataclass(slots=True)
class Reading:
    """A platform with the bot on it, where people come to try it."""

    town: Town
    newsroom: Newsroom
    settings: Settings
    platform: Platform = Platform.TELEGRAM
    watching: ExitStack = field(default_factory=ExitStack)
    numbers: Iterator[int] = field(default_factory=lambda: count(7001))

    def newcomer(self, language: str = "ko") -> Visitor:
        """Return somebody who has just opened their private chat with the bot."""
        user = next(self.numbers)
        if self.platform is Platform.TELEGRAM:
            self.town.telegram.add_private(user, f"독자 {user}", language)
            return self._visitor(user, user)
        self.town.discord.add_member(user, GUILD, f"독자 {user}", locale=_LOCALES[language])
        return self._visitor(user, self.town.discord.add_private(user))

    def group(self) -> tuple[Visitor, Visitor]:
        """Return who manages a chat that others read too, and one of these others."""
        manager, member, chat = next(self.numbers), next(self.numbers), next(self.numbers)
        if self.platform is Platform.TELEGRAM:
            self.town.telegram.add_private(manager, "관리자")
            self.town.telegram.add_private(member, "이웃")
            self.town.telegram.add_group(-chat, f"동네 {chat}", [manager])
            self.town.telegram.add_member(-chat, member)
            return self._visitor(manager, -chat), self._visitor(member, -chat)
        self.town.discord.add_text(chat, GUILD, f"동네-{chat}")
        self.town.discord.add_member(manager, GUILD, "관리자", may_manage=True)
        self.town.discord.add_member(member, GUILD, "이웃")
        return self._visitor(manager, chat), self._visitor(member, chat)

    def operator(self) -> Visitor:
        """Return somebody who may decide in the admin chat."""
        user = next(self.numbers)
        if self.platform is Platform.TELEGRAM:
            self.town.telegram.add_private(user, "편집")
            self.town.telegram.add_member(GROUP, user)
            return self._visitor(user, GROUP)
        self.town.discord.add_member(user, GUILD, "편집", may_manage=True)
        return self._visitor(user, GENERAL)

    def _visitor(self, user: int, chat: int) -> Visitor:
        is_telegram = self.platform is Platform.TELEGRAM
        service = self.town.telegram if is_telegram else self.town.discord
        queue: Queue[dict[str, Any]] = Queue()
        self.watching.enter_context(service.changes.watch(queue))
        return (OnTelegram if is_telegram else OnDiscord)(self.town, user, chat, queue)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot_running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Reading]:
    """Give the bot on both platforms, with a newsroom that has published before."""
    folder = tmp_path_factory.mktemp("readers")
    newsroom = Newsroom(folder / "site")
    for number in range(1, 13):
        category = ("News", "Tech", "Sports")[number % 3]
        newsroom.put(f"old-{number:02}", f"---\ntitle: 지난 기사 {number}\ncategories: [{category}]\n---\n반딧불이\n")
    newsroom.put("old-breaking", "---\ntitle: '[속보] 지난 큰일'\ncategories: [News]\n---\n본문\n")
    async with a_town() as town:
        settings = Settings.model_validate(
            {
                "telegram_token": town.telegram.token,
                "telegram_api_url": town.telegram.url,
                "discord_token": town.discord.token,
                "discord_api_url": town.discord.url,
                "discord_gateway_url": town.discord.gateway_url,
                "site": newsroom.folder,
                "data_dir": folder / "data",
                "http_address": f"127.0.0.1:{free_port()}",
                "admin_chats": [
                    {"platform": "telegram", "address": GROUP},
                    {"platform": "discord", "address": GENERAL},
                ],
                **HASTE,
                "pace": {"telegram_private_seconds": 0, "telegram_group_per_minute": 60_000},
                "levels": [{"level": "breaking", "title_prefix": "[속보]"}],
            }
        )
        async with running(settings):
            await until(lambda: bool(town.discord.state()["commands"]))
            yield Reading(town, newsroom, settings)


@pytest.fixture(params=list(Platform), ids=str)
def reading(bot_running: Reading, request: pytest.FixtureRequest) -> Iterator[Reading]:
    """Give each platform in turn."""
    bot_running.platform = request.param
    with bot_running.watching:
        yield bot_running
