"""What the page keeps in and what it keeps out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from yarl import URL

from tests.sandbox.page.conftest import PICTURE, done

if TYPE_CHECKING:
    from pathlib import Path

    from aiohttp import ClientSession


@pytest.mark.parametrize("path", ["", "state", "static/js/main.js", "static/css/page.css", "nowhere"])
async def test_policy(visitor: ClientSession, path: str) -> None:
    """Every answer forbids the browser to load anything from outside, errors too."""
    response = await done(visitor.get(path))
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_page(visitor: ClientSession) -> None:
    """The page itself carries no script or style in its markup, which its policy would refuse."""
    response = await done(visitor.get(""))
    text = await response.text()
    assert response.status == 200
    assert "<style" not in text
    assert text.count("<script") == text.count("<script src=") + text.count('<script type="module" src=')


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_other_origin(visitor: ClientSession, origin: str) -> None:
    """Another site's page may not act through a visitor's browser."""
    response = await done(visitor.post("publish", json={}, headers={"Origin": origin}))
    assert response.status == 403


async def test_own_origin(visitor: ClientSession) -> None:
    """The page itself may, whose requests carry its origin."""
    origin = str((await done(visitor.get(""))).url.origin())
    response = await done(visitor.post("publish", json={}, headers={"Origin": origin}))
    assert response.status == 200


async def test_forms(visitor: ClientSession) -> None:
    """A form, which browsers send anywhere without asking, is refused."""
    response = await done(visitor.post("publish", data={"a": "b"}))
    assert response.status == 415


async def test_picture(visitor: ClientSession) -> None:
    """A picture below the site's folder is shown under the site's host."""
    response = await done(visitor.get("web/newsdao.kr/assets/시장.png"))
    assert (response.content_type, await response.read()) == ("image/png", PICTURE)


@pytest.mark.parametrize(
    "path",
    [
        "web/newsdao.kr/_config.yml",
        "web/newsdao.kr/assets",
        "web/newsdao.kr/assets/none.png",
        "web/elsewhere.example/assets/%EC%8B%9C%EC%9E%A5.png",
        "web/newsdao.kr/%2e%2e/secret.png",
        "web/newsdao.kr/assets/..%2f..%2fsecret.png",
        "web/newsdao.kr//etc/secret.png",
        "web/newsdao.kr/link.png",
        "web/newsdao.kr/%00.png",
    ],
)
async def test_no_picture(visitor: ClientSession, site: Path, path: str) -> None:
    """Nothing else is: no other kind of file, no other host, and no way out of the folder."""
    secret = site.parent / "secret.png"
    secret.write_bytes(PICTURE)
    (site / "link.png").symlink_to(secret)
    page = (await done(visitor.get(""))).url
    response = await done(visitor.get(URL(f"{page}{path}", encoded=True)))
    assert response.status == 404
