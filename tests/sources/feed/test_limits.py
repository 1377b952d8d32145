"""Feeds that are made to hurt: none costs more than its limit of size, time or memory."""

from __future__ import annotations

import asyncio
import tracemalloc
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

import brotli
import pytest
from aiohttp import web

from bot.sources.feed.fetching import MOST
from bot.sources.feed.reading.feed import NotAFeed
from bot.sources.feed.reading.reader import Reader
from tests.sources.feed.press import watching
from tests.sources.feed.samples import item, rss

if TYPE_CHECKING:
    from tests.sources.feed.press import Press

ENTITIES = "\n".join(f'<!ENTITY {after} "{f"&{before};" * 20}">' for before, after in pairwise("abcdefgh"))
BILLION_LAUGHS = f"""\
<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "하하하하하하하하하하">
{ENTITIES}]><rss version="2.0"><channel><title>t</title><item><title>&h;</title></item></channel></rss>
"""


async def test_too_large(press: Press) -> None:
    """A feed that says it is too large, or goes on and on, is given up."""

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" " * 2**16)

    press.play(endless)
    async with watching(f"{press.url}/feed.xml") as seen:
        assert seen.source.trouble == "it is larger than 10 MiB"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
async def test_bomb(press: Press, encoding: str) -> None:
    """A packed feed that grows a thousandfold is given up at the limit, before it takes up memory."""
    press.print(packed(MOST * 20, encoding), Content_Encoding=encoding)
    tracemalloc.start()
    try:
        async with watching(f"{press.url}/feed.xml") as seen:
            assert seen.source.trouble == "it is larger than 10 MiB"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * MOST


def packed(size: int, encoding: str) -> bytes:
    """Return so many packed spaces, piece by piece, so that the test itself takes up no memory."""
    pieces = (b" " * 2**20 for _ in range(size // 2**20))
    if encoding == "br":
        compressor = brotli.Compressor(quality=1)
        return b"".join(map(compressor.process, pieces)) + bytes(compressor.finish())
    packer = zlib.compressobj(wbits=31 if encoding == "gzip" else 15)
    return b"".join(map(packer.compress, pieces)) + packer.flush()


async def test_no_gzip(press: Press) -> None:
    """A feed that says it is packed and is not is a trouble."""
    press.print(b"plain", Content_Encoding="gzip")
    async with watching(f"{press.url}/feed.xml") as seen:
        assert "can't be unpacked" in seen.source.trouble


async def test_slow(press: Press) -> None:
    """A server that never comes to an end is left after the time there is."""

    async def slow(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.01)

    press.play(slow)
    async with watching(f"{press.url}/feed.xml", timeout=0.2) as seen:
        assert seen.source.trouble == "there was no whole answer in time"


async def test_laughs(press: Press) -> None:
    """Entities that stand for a billion of others cost nothing, and the bot reads on."""
    press.print(BILLION_LAUGHS)
    async with watching(f"{press.url}/feed.xml") as seen:
        press.print(rss(item("a")))
        await seen.clock.look()
        assert seen.titles == ["a"]
    assert all(len(post.title) < 4001 for sighting in seen.sightings for post in sighting.posts)


async def test_outside_entities(press: Press) -> None:
    """Nothing outside the feed is read in its name."""
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{press.url}/secret"><!ENTITY y SYSTEM "file:///etc/hostname">]>'
    press.print(rss(item("a", "x&x;y&y;")).replace("<rss", f"{entity}<rss"))
    async with watching(f"{press.url}/feed.xml") as seen:
        assert seen.titles[0].startswith("x")
    assert press.paths == ["/feed.xml"]


async def test_reading_takes_too_long() -> None:
    """A feed that takes too long to read is given up, and its process with it."""
    with pytest.raises(NotAFeed, match="more memory or time"):
        await Reader(seconds=0.001).read(rss().encode(), "", "http://news.kr/")


async def test_reading_takes_too_much() -> None:
    """What a parser stumbles over is the feed's trouble, in words."""
    with pytest.raises(NotAFeed):
        await Reader().read(b"<rss><item><title>&#99999999999;</title></item>", "", "http://news.kr/")


async def test_reads_on() -> None:
    """After a feed that could not be read the next one is."""
    reader = Reader()
    with pytest.raises(NotAFeed):
        await reader.read(b"no feed", "", "http://news.kr/")
    assert len((await reader.read(rss(item("a")).encode(), "", "http://news.kr/")).entries) == 1
