"""The adapter as the app starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.platforms.telegram.api import Api
from bot.platforms.telegram.connection import connect
from bot.platforms.telegram.request import AiohttpRequest
from tests.platforms.telegram.conftest import TOKEN

if TYPE_CHECKING:
    from bot.platforms.telegram.connection import TelegramConnection
    from bot.sandbox.telegram import TelegramService


async def test_verify(connection: TelegramConnection) -> None:
    """A start-up check gives the bot's name."""
    assert await connection.verify() == "@sokbo_bot"


async def test_address_with_slash(telegram: TelegramService) -> None:
    """A server's address works with a slash at its end as well."""
    async with connect(TOKEN, api_url=telegram.url + "/") as connection:
        assert await connection.verify() == "@sokbo_bot"


def test_official_server() -> None:
    """Without another address, Telegram's own server is asked."""
    requests = AiohttpRequest(), AiohttpRequest()
    api = Api(TOKEN, url=None, request=requests[0], get_updates_request=requests[1])
    assert api.base_url == f"https://api.telegram.org/bot{TOKEN}"


async def test_library(telegram: TelegramService) -> None:
    """Whatever else of the library is used goes over the same connections."""
    requests = AiohttpRequest(), AiohttpRequest()
    async with Api(TOKEN, url=telegram.url, request=requests[0], get_updates_request=requests[1]) as api:
        assert (await api.get_me()).username == "sokbo_bot"
