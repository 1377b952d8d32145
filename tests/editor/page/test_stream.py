"""What an open page is told: the newest files, and the preview of the chosen or last saved one, as it is saved."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.editor.editor import CONFIG, GOOD, NAME
from tests.editor.page.conftest import watching

if TYPE_CHECKING:
    from aiohttp import ClientSession

    from tests.editor.editor import Editor
    from tests.sandbox.page.events import Events

LATER = "_posts/2026-11-21-뒤.md"


async def preview(events: Events) -> dict[str, Any]:
    """Return the next preview."""
    while True:
        kind, content = await events.next()
        if kind == "preview":
            assert isinstance(content, dict)
            return content


async def test_first(visitor: ClientSession, editor: Editor) -> None:
    """A page is told of the newest files first, then of the last one saved, in full."""
    os.utime(editor.post(*GOOD), (1000, 1000))
    editor.post("title: 초안", path="_drafts/뒤.md")
    async with watching(visitor) as events:
        kind, content = await events.next()
        assert (kind, [one["path"] for one in content["files"]]) == ("files", ["_drafts/뒤.md", NAME])
        assert [one["is_post"] for one in content["files"]] == [False, True]
        told = await preview(events)
    assert (told["site"], told["path"], told["departure"]["state"]) == (0, "_drafts/뒤.md", "draft")
    assert told["telegram"]["message"]["text"].startswith("초안")


async def test_saved(visitor: ClientSession, editor: Editor, other: Editor) -> None:
    """Each save is told, whichever file of whichever site it is; one that goes leaves the one before it."""
    editor.post(*GOOD)
    async with watching(visitor) as events:
        await preview(events)
        editor.post("title: 고침", *GOOD[1:])
        assert (await preview(events))["title"] == "고침"
        editor.post("title: 새 글", *GOOD[1:], path=LATER)
        assert (await preview(events))["title"] == "새 글"
        file = other.post("title: 남의 글", *GOOD[1:])
        told = await preview(events)
        assert (told["site"], told["title"]) == (1, "남의 글")
        file.unlink()
        assert (await preview(events))["title"] == "새 글"


async def test_chosen(visitor: ClientSession, editor: Editor) -> None:
    """A chosen file is told of alone; when it goes, that is told, and when it is back as well."""
    file = editor.post(*GOOD)
    async with watching(visitor, site="0", path=NAME, lang="en") as events:
        told = await preview(events)
        assert told["telegram"]["message"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Read more"
        editor.post("title: 다른 글", *GOOD[1:], path=LATER)
        file.unlink()
        assert await preview(events) == {"site": 0, "path": NAME, "gone": True}
        editor.post(*GOOD)
        assert (await preview(events))["title"] == "첫눈이 내립니다"


@pytest.mark.parametrize("path", ["../secret.md", "/etc/passwd", "_config.yml", "secret.md", "_posts/../secret.md"])
async def test_nothing_else(visitor: ClientSession, editor: Editor, path: str) -> None:
    """No file but the sites' posts and drafts is ever shown."""
    editor.write("secret.md", "---\ntitle: secret\n---\n")
    editor.write("../secret.md", "---\ntitle: secret\n---\n")
    editor.post(*GOOD)
    async with watching(visitor, site="0", path=path) as events:
        assert await preview(events) == {"site": 0, "path": path, "gone": True}


@pytest.mark.parametrize(
    "query",
    [{"site": "7", "path": NAME}, {"site": "x", "path": NAME}, {"path": NAME}, {"site": "9" * 5000, "path": NAME}],
)
async def test_no_such_site(visitor: ClientSession, editor: Editor, query: dict[str, str]) -> None:
    """A file of a site that is not there is as if none were chosen."""
    editor.post("title: 글", path=LATER)
    async with watching(visitor, **query) as events:
        assert (await preview(events))["path"] == LATER


async def test_twin(visitor: ClientSession, editor: Editor) -> None:
    """A post that takes the address of the shown one is noticed at the next save."""
    editor.post(*GOOD)
    async with watching(visitor, site="0", path=NAME) as events:
        assert (await preview(events))["problems"] == []
        editor.post(*GOOD, path="_posts/2025-01-01-첫눈.md")
        while (kind := (await events.next())[0]) != "files":
            assert kind == "files"
        editor.post(*GOOD, "layout: post")
        assert "same address" in (await preview(events))["problems"][0]["what"]


async def test_broken_site(visitor: ClientSession, editor: Editor) -> None:
    """A `_config.yml` that breaks while the page is open is told with each save, until it is mended."""
    editor.post(*GOOD)
    async with watching(visitor, site="0", path=NAME) as events:
        await preview(events)
        editor.write("_config.yml", "url: [\n")
        for line in ("layout: a", "layout: bb"):
            editor.post(*GOOD, line)
            assert (await preview(events))["fault"].startswith("_config.yml:")
        editor.write("_config.yml", CONFIG)
        editor.post(*GOOD)
        assert (await preview(events))["title"] == "첫눈이 내립니다"


@pytest.mark.parametrize("path", ["", "changes", "static/js/main.js", "chats/css/telegram.css", "nowhere"])
async def test_policy(visitor: ClientSession, path: str) -> None:
    """Every answer forbids the browser to load anything from outside, errors too."""
    async with visitor.get(path) as response:
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")


async def test_pictures(visitor: ClientSession, editor: Editor, other: Editor) -> None:
    """Each site's pictures come from its folder, and nothing else of it."""
    editor.write("assets/a.png", b"first")
    other.write("assets/a.png", b"second")
    for host, expected in (("newsdao.kr", b"first"), ("other.kr", b"second")):
        async with visitor.get(f"web/{host}/assets/a.png") as response:
            assert await response.read() == expected
        async with visitor.get(f"web/{host}/_config.yml") as response:
            assert response.status == 404
