"""The clients of the plain ways: python-telegram-bot on its own HTTP client or on aiohttp, and aiohttp alone."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import aiohttp
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

if TYPE_CHECKING:
    from telegram.request import RequestData

LINK = "https://newsdao.kr/news/square/"
TEXT = (
    f'<a href="{LINK}"><b>시청 앞 광장, 주말마다 차 없는 거리로! 1</b></a>\n\n'
    "이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까? 시의 안내를 확인하세요.\n\n#News"
)
PICTURE = "https://newsdao.kr/assets/img/square.jpg"
RETRIES = 10
CONNECTIONS = 256
PATIENCE = 120.0  # a queue for connections; the library's own 1 s would count against it
Send = Callable[[int], Awaitable[Any]]


class Aiohttp(BaseRequest):
    """The shortest request class on aiohttp: what the library asks of one, and nothing else."""

    session: aiohttp.ClientSession
    read_timeout = 20.0

    async def initialize(self) -> None:
        """Make the connection pool."""
        self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS))

    async def shutdown(self) -> None:
        """Close the connection pool."""
        await self.session.close()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Send one request."""
        form = request_data.json_parameters if request_data else {}
        async with self.session.request(method, url, data=form) as response:
            return response.status, await response.read()


def library(url: str, token: str, *, limiter: AIORateLimiter | None = None, request: BaseRequest | None = None) -> Any:
    """Return the library's bot."""
    request = request or HTTPXRequest(connection_pool_size=CONNECTIONS, pool_timeout=PATIENCE, read_timeout=PATIENCE)
    return ExtBot(token, base_url=f"{url}/bot", request=request, rate_limiter=limiter)


def sender(bot: Any, *, is_paid: bool) -> Send:
    """Return how the library sends the text to one chat."""
    button = InlineKeyboardMarkup([[InlineKeyboardButton("기사 보기", url=LINK)]])
    preview = LinkPreviewOptions(url=PICTURE, prefer_large_media=True, show_above_text=True)

    async def send(chat: int) -> None:
        await bot.send_message(
            chat, TEXT, parse_mode="HTML", reply_markup=button, link_preview_options=preview,
            allow_paid_broadcast=is_paid or None,
        )  # fmt: skip

    return send


def bare(session: aiohttp.ClientSession, url: str, token: str) -> Send:
    """Return how aiohttp alone does."""
    button = {"inline_keyboard": [[{"text": "기사 보기", "url": LINK}]]}
    preview = {"url": PICTURE, "prefer_large_media": True, "show_above_text": True}
    message = {"text": TEXT, "parse_mode": "HTML", "reply_markup": button, "link_preview_options": preview}

    async def send(chat: int) -> None:
        body = json.dumps({"chat_id": chat, **message}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"}
        async with session.post(f"{url}/bot{token}/sendMessage", data=body, headers=headers) as answer:
            await answer.json()

    return send
