"""The troubles a visitor can cause, as the bot's side meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession
from telegram import Bot
from telegram.error import Forbidden, RetryAfter, TelegramError

from bot.sandbox.scene import DISCORD_NEWS, TELEGRAM_CHANNEL, TELEGRAM_PRIVATE
from tests.sandbox.page.conftest import done

if TYPE_CHECKING:
    from bot.sandbox.sandbox import Sandbox


async def test_all(visitor: ClientSession) -> None:
    """Every trouble that the page offers can be caused."""
    offered = (await (await done(visitor.get("state"))).json())["troubles"]
    for service, names in offered.items():
        for name in names:
            response = await done(visitor.post("trouble", json={"service": service, "trouble": name}))
            assert response.status == 200, (service, name)


@pytest.mark.parametrize("name", ["rate_limit", "server_error", "cut_before", "cut_after"])
@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")  # RetryAfter's future type
async def test_telegram_sends(visitor: ClientSession, sandbox: Sandbox, name: str) -> None:
    """The next three sends fail, the fourth succeeds; cut after accepting, the message is there all the same."""
    await done(visitor.post("trouble", json={"service": "telegram", "trouble": name}))
    async with Bot(sandbox.telegram.token, f"{sandbox.telegram.url}/bot") as bot:
        for _ in range(3):
            with pytest.raises(RetryAfter if name == "rate_limit" else TelegramError):
                await bot.send_message(TELEGRAM_CHANNEL, "x")
        await bot.send_message(TELEGRAM_CHANNEL, "x")
    assert len(sandbox.telegram.messages(TELEGRAM_CHANNEL)) == (4 if name == "cut_after" else 1)


async def test_block(visitor: ClientSession, sandbox: Sandbox) -> None:
    """A reader who blocks the bot cannot be written to until they unblock it."""
    async with Bot(sandbox.telegram.token, f"{sandbox.telegram.url}/bot") as bot:
        await done(visitor.post("trouble", json={"service": "telegram", "trouble": "block"}))
        with pytest.raises(Forbidden):
            await bot.send_message(TELEGRAM_PRIVATE, "x")
        await done(visitor.post("trouble", json={"service": "telegram", "trouble": "unblock"}))
        await bot.send_message(TELEGRAM_PRIVATE, "y")


@pytest.mark.parametrize(("name", "status"), [("rate_limit", 429), ("server_error", 500), ("deny", 403)])
async def test_discord_sends(visitor: ClientSession, sandbox: Sandbox, name: str, status: int) -> None:
    """Discord refuses with the status the trouble is named for; a 429 has the Via that discord.py looks for."""
    await done(visitor.post("trouble", json={"service": "discord", "trouble": name}))
    async with ClientSession(headers={"Authorization": f"Bot {sandbox.discord.token}"}) as bot:
        address = f"{sandbox.discord.url}/channels/{DISCORD_NEWS}/messages"
        response = await done(bot.post(address, json={"content": "x"}))
    assert response.status == status
    assert status != 429 or "Via" in response.headers
