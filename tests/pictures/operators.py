"""The pictures of the console, while a breaking story goes out."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Final

from playwright.async_api import expect

from tests.pictures.busy import a_newsroom, publish
from tests.pictures.stories import BREAKING

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.pictures.camera import Camera

PHONE: Final = (390, 1200)
A_THIRD: Final = re.compile(r"^(1[3-9]\d|[2-9]\d\d)$")  # of those whom the breaking story goes to, at least


async def console(camera: Camera) -> None:
    """Publish, let things go wrong, and show the pages while a breaking story goes out."""
    async with a_newsroom() as (folder, url), AsyncExitStack() as stack:
        phone_dark, phone_light, phone_english = [
            await stack.enter_async_context(camera.page(*PHONE, locale=locale, color_scheme=scheme))
            for locale, scheme in (("ko", "dark"), ("ko", "light"), ("en", "light"))
        ]
        desk = await stack.enter_async_context(camera.page(1280, 1340, locale="ko", color_scheme="light"))
        english = await stack.enter_async_context(camera.page(1280, 900, locale="en", color_scheme="dark"))
        await phone_light.goto(f"{url}channels")
        for page in (phone_dark, phone_english, desk):
            await page.goto(url)
        await publish(folder, BREAKING)
        bar = desk.get_by_role("progressbar", name=BREAKING.title)
        await expect(bar).to_have_attribute("value", A_THIRD, timeout=30_000)
        shots = [await page.screenshot() for page in (phone_dark, phone_light, phone_english)]
        await shown_whole(desk)
        await camera.shoot(desk, "console-ko-light")
        await english.goto(f"{url}posts")
        await english.get_by_role("link", name=BREAKING.title).click()
        await expect(english.locator(".numbers")).to_be_visible()
        await camera.shoot(english, "console-en-dark")
        await english.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        shots.append(await english.screenshot())
        await camera.side_by_side(shots, "console-phone")


async def shown_whole(page: Page) -> None:
    """Make the page's window as high as the page."""
    height: int = await page.evaluate("document.documentElement.scrollHeight")
    await page.set_viewport_size({"width": 1280, "height": height})
