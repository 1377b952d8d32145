"""The preview page in a real browser: the alert as it is written, in both chats, on a desk and on a phone."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import expect
from yarl import URL

from bot.core.levels import LevelRule
from bot.core.post import Level
from bot.editor.page.application import application
from tests.editor.editor import Editor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
PICTURE = Path(__file__).parent / "site/assets/market.png"
PHONE = {"width": 360, "height": 740}
RULES = (LevelRule(level=Level.BREAKING, title_prefix="[속보]"),)
GOOD = (
    "title: '[속보] 코스피 3,000 회복'",
    "excerpt: 외국인이 이틀째 사들이며 지수가 석 달 만에 3,000선을 되찾았습니다.",
    "categories: [경제]",
    "image: /assets/market.png",
)


class Writing:
    """A site, the page over it, and what its browsers complained of."""

    def __init__(self, editor: Editor, browser: Browser) -> None:
        self.editor = editor
        self.complaints: list[str] = []
        self._browser = browser
        self._port = 0

    async def start(self) -> None:
        """Serve the page, at the same port as before where it was served already."""
        app = web.Application()
        app.add_subapp("/preview/", application([self.editor.root], RULES))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop serving it."""
        await self._runner.cleanup()

    @asynccontextmanager
    async def visit(self, **context: Any) -> AsyncIterator[Page]:
        """Give the page, in Korean on a desk unless told otherwise."""
        options = {"viewport": {"width": 1440, "height": 900}, "locale": "ko-KR", "timezone_id": "Asia/Seoul"}
        opened = await self._browser.new_context(**(options | context))
        page = await opened.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda line: self.complaints.extend([line.text] if line.type == "error" else []))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda one: self.complaints.extend([one.url] if URL(one.url).host != "127.0.0.1" else []))
        await page.goto(f"http://127.0.0.1:{self._port}/preview/")
        await page.wait_for_selector(".online[data-live=true]")
        yield page
        await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def writing(chromium: Browser, tmp_path: Path) -> AsyncIterator[Writing]:
    """Give a site with one post, and the page over it; afterwards no browser may have complained."""
    editor = Editor(tmp_path)
    editor.write("assets/market.png", PICTURE.read_bytes())
    editor.post(*GOOD)
    writing = Writing(editor, chromium)
    await writing.start()
    try:
        yield writing
        assert writing.complaints == []
    finally:
        await writing.stop()


async def test_shown(writing: Writing) -> None:
    """The newest file is there at once, drawn as the chats draw it, with its picture, lengths and level."""
    async with writing.visit() as page:
        await expect(page.locator(".sentence")).to_have_text("발행하면 뜻한 대로 바로 나갑니다.")
        for chat in ("#telegram", "#discord"):
            await expect(page.locator(chat)).to_contain_text("코스피 3,000 회복")
            await expect(page.locator(f"{chat} .lengths")).to_contain_text("/ 4096")
            drawn = page.locator(f"{chat} img.picture")
            await expect(drawn).to_be_visible()
            assert await drawn.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        await expect(page.locator(".facts")).to_contain_text("속보 · rule 1 of the settings")
        await expect(page.locator("#telegram .key")).to_have_text("기사 보기")


async def test_live(writing: Writing) -> None:
    """What is saved is shown without a touch: another title, a mistake with its line, a new draft, the file's end."""
    async with writing.visit() as page:
        await expect(page.locator("#telegram .log")).to_contain_text("코스피")
        file = writing.editor.post("title: 코스닥도 오름세", *GOOD[1:])
        for chat in ("#telegram", "#discord"):
            await expect(page.locator(f"{chat} .log")).to_contain_text("코스닥도 오름세")
        writing.editor.post(*GOOD, "alert: loud")
        await expect(page.locator(".remarks li")).to_contain_text("6행")
        await expect(page.locator(".sentence")).to_have_text("오류 1개. 알림이 나가지 않습니다.")
        await expect(page.locator("#discord .log")).to_have_text("알림이 없습니다.")
        writing.editor.post("title: 초안입니다", *GOOD[1:], path="_drafts/초안.md")
        await expect(page.locator(".path")).to_have_text("_drafts/초안.md")
        await expect(page.locator(".files [aria-current]")).to_contain_text("초안.md")
        (writing.editor.root / "_drafts/초안.md").unlink()
        await expect(page.locator(".path")).to_have_text(str(file.relative_to(writing.editor.root)))


async def test_chosen(writing: Writing) -> None:
    """A chosen file stays while another is saved, after a reload too, until the last one saved is followed again."""
    writing.editor.post("title: 다른 글", *GOOD[1:], path="_posts/2026-11-21-다른.md")
    async with writing.visit() as page:
        await page.locator(".files li button", has_text="첫눈.md").click()
        await expect(page.locator("#telegram .log")).to_contain_text("코스피")
        writing.editor.post("title: 다른 글, 고침", *GOOD[1:], path="_posts/2026-11-21-다른.md")
        await expect(page.locator(".files li").first).to_contain_text("다른.md")
        await page.reload()
        await expect(page.locator("#telegram .log")).to_contain_text("코스피")
        await page.locator(".follow").click()
        await expect(page.locator("#telegram .log")).to_contain_text("다른 글, 고침")


async def test_language(writing: Writing) -> None:
    """In English the page and the chats' own words are English."""
    async with writing.visit() as page:
        await page.get_by_role("button", name="English").click()
        await expect(page.locator(".sentence")).to_have_text("Goes out as meant, as soon as it is published.")
        await expect(page.locator("#telegram .key")).to_have_text("Read more")
        await expect(page.locator("#discord .dc-button")).to_have_text("Read more")


async def test_keyboard(writing: Writing) -> None:
    """Files are reached and chosen with the keyboard alone, and keep the focus when something is saved."""
    writing.editor.post("title: 다른 글", *GOOD[1:], path="_posts/2026-11-21-다른.md")
    async with writing.visit() as page:
        entry = page.locator(".files li button", has_text="첫눈.md")
        await entry.focus()
        await page.keyboard.press("Enter")
        await expect(entry).to_have_attribute("aria-current", "true")
        writing.editor.post("title: 고친 글", *GOOD[1:])
        await expect(page.locator("#telegram .log")).to_contain_text("고친 글")
        await expect(entry).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1000, 360])
async def test_every_screen(writing: Writing, scheme: str, width: int) -> None:
    """In both themes and at every width each text stands out, and nothing is wider than the screen."""
    writing.editor.post(*GOOD, "alrt: none", "date: 2026-11-20 20:00:00")
    look = {"color_scheme": scheme, "reduced_motion": "reduce", "viewport": {"width": width, "height": 800}}
    async with writing.visit(**look) as page:
        await expect(page.locator(".remarks li")).to_have_count(2)
        assert await page.evaluate(CONTRAST) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        for chat in ("#telegram", "#discord"):
            await page.locator(f"{chat} .lengths").scroll_into_view_if_needed()
            await expect(page.locator(f"{chat} .log")).to_contain_text("코스피")


async def test_reconnect(writing: Writing) -> None:
    """A page whose server went away says so, comes back by itself, and shows what was saved meanwhile."""
    async with writing.visit() as page:
        await writing.stop()
        await expect(page.locator(".online[data-live=false]")).to_be_visible()
        writing.complaints.clear()  # the browser's own, of the connection that was refused
        writing.editor.post("title: 끊긴 사이에", *GOOD[1:])
        await writing.start()
        await expect(page.locator("#telegram .log")).to_contain_text("끊긴 사이에", timeout=15_000)
        await expect(page.locator(".online[data-live=true]")).to_be_visible()
        writing.complaints.clear()
