"""A web server with a feed of many entries, to which new ones are added."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_HEAD = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>bench</title>'
_PARAGRAPH = (
    "<p>광장을 지나는 <b>버스</b> 다섯 노선은 주말 이틀 동안 <a href='/bus?a=1&amp;b=2'>옆 길</a>로 돌아갑니다. "
    "시는 두 달 뒤 <em>결과</em>를 알립니다.<br/><img src='/assets/img/{number}.jpg' alt='광장'/></p>"
)
_PARAGRAPHS = 12  # what a short news story has


class Press:
    """The feed; `served_at` is when its newest form was first asked for, in monotonic seconds."""

    def __init__(self, entries: int) -> None:
        self.url = ""
        self.served_at = 0.0
        self._entries = entries
        self._newest = entries

    def publish(self) -> None:
        """Add an entry at the top; the oldest leaves the feed."""
        self._newest += 1
        self.served_at = 0.0

    async def answer(self, _: web.Request) -> web.Response:
        """Serve the feed."""
        body = self._text().encode()
        self.served_at = self.served_at or time.monotonic()
        return web.Response(body=body, content_type="application/rss+xml", charset="utf-8")

    def _text(self) -> str:
        items = "".join(_item(number) for number in range(self._newest, self._newest - self._entries, -1))
        return f"{_HEAD}<link>https://newsdao.kr/</link>{items}</channel></rss>"


@asynccontextmanager
async def a_press(entries: int) -> AsyncIterator[Press]:
    """Serve a feed for as long as the block lasts."""
    press = Press(entries)
    app = web.Application()
    app.router.add_get("/feed.xml", press.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    press.url = f"http://127.0.0.1:{runner.addresses[0][1]}/feed.xml"
    try:
        yield press
    finally:
        await runner.cleanup()


def _item(number: int) -> str:
    text = _PARAGRAPH.format(number=number) * _PARAGRAPHS
    link = f"https://newsdao.kr/news/story-{number}/"
    return (
        f"<item><title>시청 앞 광장, 주말마다 차 없는 거리로! {number}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Fri, 20 Nov 2026 12:00:00 +0900</pubDate><category>News</category>"
        f"<description><![CDATA[{text}]]></description></item>"
    )
