"""A newcomer's first minute: no token, and the sandbox stands for both platforms."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.sandbox import scene
from tests.process.bot import ROOT

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom
    from tests.process.bot import BotProcess
    from tests.process.conftest import Starter

EXAMPLE = ROOT / "config/example.toml"
SAMPLE = "중앙도서관"


class Page:
    """The sandbox's page, as a browser asks for it."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._session = session

    async def press_publish(self) -> str:
        """Press the button; return the name of the post's file."""
        async with self._session.post(f"{self._url}publish", json={}) as answer:
            name: str = (await answer.json())["published"]
            return name

    async def chats(self) -> list[list[str]]:
        """Return what the three chats show that a newcomer's bot serves, each message as its raw text."""
        async with self._session.get(f"{self._url}state") as answer:
            services = (await answer.json())["services"]
        telegram, discord = (_messages(services[name]) for name in ("telegram", "discord"))
        return [
            telegram[str(scene.TELEGRAM_CHANNEL)],
            telegram[str(scene.TELEGRAM_PRIVATE)],
            discord[str(scene.DISCORD_NEWS)],
        ]

    async def until_each_has(self, count: int, bot: BotProcess) -> list[list[str]]:
        """Return the chats as soon as each shows so many messages."""
        async with asyncio.timeout(15):
            chats = await self.chats()
            while any(len(texts) != count for texts in chats):
                assert not bot.is_over, bot.output
                await asyncio.sleep(0.02)
                chats = await self.chats()
        return chats


async def test_first_minute(start: Starter, newsroom: Newsroom, variables: dict[str, str]) -> None:
    """The page's address is printed; its button leads to an alert in three chats; a restart repeats nothing."""
    no_token = {"TELEGRAM_TOKEN": "", "DISCORD_TOKEN": "", "CONFIG": str(EXAMPLE)}
    home = f"http://{variables['HTTP_ADDRESS']}/"
    async with aiohttp.ClientSession() as session:
        page = Page(f"{home}sandbox/", session)
        async with start(**no_token) as bot:
            await bot.says("delivery.done")
            assert f"Open {home} to see both chats." in bot.output
            async with session.get(home) as answer:
                assert (answer.status, answer.url.path) == (200, "/sandbox/")
            for texts in await page.until_each_has(1, bot):
                assert "지난 기사" in texts[0]
            name = await page.press_publish()
            assert (newsroom.posts / name).exists()
            before = await page.until_each_has(2, bot)
            assert all(SAMPLE in texts[1] for texts in before)
            async with session.get(f"{home}preview/changes") as shown, session.get(f"{home}sandbox/changes"):
                assert (shown.status, shown.content_type) == (200, "text/event-stream")
                # Browsers that stay do not delay the end.
                assert await bot.told_to_stop() == 0
            assert bot.relatives() == []
        async with start(**no_token) as bot:
            await bot.says("role.taken")
            assert await page.chats() == before
            newsroom.publish("b", "다음 기사")
            assert [texts[:2] for texts in await page.until_each_has(3, bot)] == before
            assert await bot.told_to_stop() == 0


def _messages(service: dict[str, Any]) -> dict[str, list[str]]:
    return {chat["id"]: [str(message) for message in chat["messages"]] for chat in service["chats"]}
