"""A browser that takes pictures as WebP, and puts several of them side by side."""

from __future__ import annotations

import base64
from contextlib import asynccontextmanager
from dataclasses import dataclass
from shutil import which
from typing import TYPE_CHECKING, Any, Final

from playwright.async_api import async_playwright

from tests.pictures import NAMES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from playwright.async_api import Browser, Page

QUALITY: Final = 0.85  # of WebP: letters stay clear, and no picture weighs more than 300 kB
GAP: Final = 24  # pixels between pictures that stand side by side
GROUND: Final = "#8c8c94"
AS_WEBP: Final = """async ([url, quality]) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality });
  const reader = new FileReader();
  return new Promise((resolve) => { reader.onload = () => resolve(reader.result); reader.readAsDataURL(blob); });
}"""


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes pictures into a folder."""

    browser: Browser
    folder: Path

    @asynccontextmanager
    async def page(self, width: int, height: int, **context: Any) -> AsyncIterator[Page]:
        """Give a page of this size, by Seoul's clock and without movement."""
        size = {"width": width, "height": height}
        opened = await self.browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            timezone_id="Asia/Seoul",
            reduced_motion="reduce",
            **context,
        )
        try:
            yield await opened.new_page()
        finally:
            await opened.close()

    async def shoot(self, page: Page, name: str) -> None:
        """Keep what the page shows as the picture of this name."""
        await page.mouse.move(0, 0)  # or what it stands on would look different
        await self.keep(await page.screenshot(), name)

    async def side_by_side(self, shots: Sequence[bytes], name: str) -> None:
        """Keep several PNG pictures as one."""
        images = "".join(f'<img src="{_url(one)}">' for one in shots)
        async with self.page(100, 100) as page:
            style = f"margin: 0; display: inline-flex; gap: {GAP}px; background: {GROUND}"
            await page.set_content(f'<body style="{style}">{images}</body>')
            await self.keep(await page.locator("body").screenshot(), name)

    async def keep(self, shot: bytes, name: str) -> None:
        """Keep a PNG picture as WebP, which the browser makes of it."""
        assert name in NAMES, name
        async with self.page(100, 100) as page:
            made: str = await page.evaluate(AS_WEBP, [_url(shot), QUALITY])
        (self.folder / f"{name}.webp").write_bytes(base64.b64decode(made.partition(",")[2]))


def _url(shot: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(shot).decode()}"


@asynccontextmanager
async def a_camera(folder: Path) -> AsyncIterator[Camera]:
    """Give a camera with the system's Chromium where there is one, else with the one that playwright brought."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        yield Camera(browser, folder)
        await browser.close()
