"""Axe looks at every page of the console, in both languages, both themes, at a desk and on a telephone."""

from __future__ import annotations

import tarfile
from shutil import which
from subprocess import run
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.core.event import Published
from tests.browser.console_site import EVIL, TOKEN, console
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe
from tests.servers import BINARIES, a_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

    from bot.store.store import Store
    from tests.browser.console_site import Site

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIGN_IN = "/console/sign-in"
PATHS = (
    "/console/",
    "/console/posts",
    f"/console/post?id={EVIL.id}&done=hold",
    "/console/channels",
    "/console/channel?id=telegram:-2",
    "/console/held",
    "/console/uncertain",
    "/console/audit",
    f"/why/?post={EVIL.id}&channel=telegram:-1",
)
SIZES: list[Any] = [{"width": 1280, "height": 900}, {"width": 390, "height": 844}]
SCHEMES: list[Any] = ["light", "dark"]


@pytest_asyncio.fixture(loop_scope="session")
async def site() -> AsyncIterator[Site]:
    """Give a console that asks for a token, over a store with something of everything."""
    with a_server(next(one for one in BINARIES.values() if one)) as server:
        async with console(server, "0.0.0.0", TOKEN) as site:  # noqa: S104 - believed, not listened on
            await fill(site.store)
            yield site


async def fill(store: Store) -> None:
    """Put into the store what is sent, under way, held, uncertain and missed."""
    await subscribe(store, a_channel("-1", title="속보 알림"), a_channel("-2"))
    await publish(store, a_post("sent"))
    for delivery in await claim(store):
        await settle(store, delivery)
    await publish(store, EVIL)
    for delivery in await claim(store):
        await store.outbox.postpone(delivery, 0.0, "no answer in time", uncertain=True)
    for delivery in await claim(store):
        await store.outbox.hold(delivery, "may have been delivered")
    await publish(store, a_post("under way"))
    await store.ledger.record("site", [Published(a_post("held"), held="many at once")])
    await store.roster.suspend(a_channel("-2"), "Forbidden: bot was kicked")


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give axe's script, fetched for this run alone."""
    folder, npm = tmp_path_factory.mktemp("axe"), which("npm")
    if npm is None:
        pytest.skip("no npm on this machine: install it to have axe look at the console")
    fetched = run([npm, "pack", "--silent", "axe-core@4"], cwd=folder, check=False, capture_output=True, timeout=120)  # noqa: S603 - npm
    if fetched.returncode:
        pytest.skip(f"axe can't be fetched: {fetched.stderr.decode()[:200]}")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_axe(chromium: Browser, site: Site, axe: str, language: str) -> None:
    """Axe finds no fault that is serious or critical on any page, the one that asks for the token included."""
    context = await chromium.new_context(locale=language)
    page = await context.new_page()
    await page.goto(f"{site.url}{SIGN_IN}")
    assert await faults(page, axe) == []
    await page.locator("input[type=password]").fill(TOKEN)
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(f"{site.url}/console/")
    for path in PATHS:
        await page.goto(f"{site.url}{path}" + (f"&lang={language}" if "/why/" in path else ""))
        await expect(page.locator("html")).to_have_attribute("lang", language)
        assert await faults(page, axe) == [], path
    await context.close()


async def faults(page: Page, axe: str) -> list[str]:
    """Return what axe finds that is serious or critical, in any theme and at any width."""
    await page.evaluate(axe)
    found: list[str] = []
    for size in SIZES:
        await page.set_viewport_size(size)
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for fault in await page.evaluate(
                "async () => (await axe.run({ resultTypes: ['violations'] })).violations"
                ".filter((one) => ['serious', 'critical'].includes(one.impact))"
                ".map((one) => `${one.id}: ${one.nodes[0].html}`)"
            ):
                found.append(f"{size['width']} {scheme}: {fault}")  # noqa: PERF401 - each look is waited for
    return found
