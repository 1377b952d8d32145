"""Questions for a page and its picture, asked of a server on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.site.pages import SitePages
from tests.acceptance.web import a_site_server
from tests.silence import silence

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.acceptance.web import SiteServer


@pytest.fixture
async def web() -> AsyncIterator[SiteServer]:
    """Give a site that is built but for its pictures."""
    async with a_site_server() as server:
        server.built.add("/a/")
        yield server


async def test_page_and_picture(web: SiteServer) -> None:
    """A page without its picture is not whole; one whose picture lies elsewhere is."""
    async with SitePages() as pages:
        assert "HTTP 404" in await pages.missing(f"{web.url}/b/", None)
        assert "HTTP 404" in await pages.missing(f"{web.url}/a/", f"{web.url}/a.png")
        assert await pages.missing(f"{web.url}/a/", "http://192.0.2.1/a.png") == ""


@pytest.mark.parametrize("image", ["http://[oops/a.png", "http://a.kr:port/a.png", "//", "a.png"])
async def test_picture_that_is_no_address(web: SiteServer, image: str) -> None:
    """Whatever an editor writes for a picture, the page is found, and the bot goes on."""
    async with SitePages() as pages:
        assert await pages.missing(f"{web.url}/a/", image) == ""


@pytest.mark.parametrize("status", [400, 403, 405, 500, 501])
async def test_head_refused(web: SiteServer, status: int) -> None:
    """A server that does not like HEAD is asked by GET."""
    web.to_head = status
    async with SitePages() as pages:
        assert await pages.missing(f"{web.url}/a/", None) == ""


async def test_slow_site() -> None:
    """A site that takes a call and never answers is given up in time, however many questions there are."""
    async with silence() as port, SitePages(patience=0.2) as pages:
        link = f"http://127.0.0.1:{port}/a/"
        assert await pages.missing(link, None) == f"{link}: no answer in 0.2 s"


async def test_inside_the_network(web: SiteServer) -> None:
    """The operator's own site may lie inside the network; what was pushed leads nowhere there, by name or number."""
    name = web.url.replace("127.0.0.1", "localhost")
    async with SitePages() as pages:
        for url in (web.url, name):
            assert await pages.missing(f"{url}/a/", None, is_own=False) == ""
        assert web.asked == []
        assert await pages.missing(f"{web.url}/a/", None, is_own=True) == ""
    assert web.asked
