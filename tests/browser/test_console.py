"""The console in a browser: who may enter, each action, the live page, keyboard, phone, languages, themes."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp import ClientSession, TCPConnector
from playwright.async_api import expect
from structlog.testing import capture_logs

from bot.console.entry import Lock
from bot.core.event import Published
from tests.browser.console_site import EVIL, TOKEN, console
from tests.builders import a_channel, a_post
from tests.contract.steps import claim, publish, settle, subscribe, walk
from tests.servers import BINARIES, a_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from playwright.async_api import Browser, Page

    from tests.browser.console_site import Site

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LOOKED_AT = """(is) => {
  Object.defineProperty(document, "hidden", { value: !is, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Give the URL of a running server."""
    with a_server(next(one for one in BINARIES.values() if one)) as url:
        yield url


@pytest_asyncio.fixture(loop_scope="session")
async def site(server: str) -> AsyncIterator[Site]:
    """Give a console that is open on this machine."""
    async with console(server) as site:
        yield site


@pytest_asyncio.fixture(loop_scope="session")
async def locked(server: str) -> AsyncIterator[Site]:
    """Give a console that asks for a token."""
    async with console(server, "0.0.0.0", TOKEN) as site:  # noqa: S104 - believed, not listened on
        yield site


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """Give an English desk, on which nothing may be complained about; asked for behind the site, it ends before."""
    said: list[str] = []
    context = await chromium.new_context(locale="en-GB")
    page = await context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    await context.close()
    assert [one for one in said if "401 (Unauth" not in one and "429 (Too" not in one] == []


async def test_signing_in(locked: Site, page: Page) -> None:
    """Who asks for a page is asked for the token, is led on with it, and is out again after signing out."""
    await page.goto(f"{locked.url}/why/?lang=en")
    await expect(page.locator("input[type=password]")).to_be_focused()
    await page.keyboard.type("wrong")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text("This is not the token.")
    await expect(page.locator("input[type=password]")).to_be_focused()
    await page.keyboard.type(TOKEN)
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(f"{locked.url}/why/?lang=en")
    (cookie,) = await page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["secure"]) == (True, "Strict", False)
    await page.goto(f"{locked.url}/console/")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_label("Token")).to_be_focused()
    await page.context.add_cookies([cookie])  # type: ignore[list-item]  # what was taken before is worth nothing now
    await page.goto(f"{locked.url}/console/posts")
    await expect(page.get_by_label("Token")).to_be_visible()
    assert {one.action for one in await locked.store.audit.last(5)} == {"sign_in", "sign_out"}


async def test_too_many_tries(locked: Site, page: Page) -> None:
    """After five tries not even the token opens, for a minute."""
    await page.goto(f"{locked.url}/console/")
    for _ in range(5):
        await page.get_by_label("Token").fill("wrong")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_have_text("This is not the token.")
        await page.goto(f"{locked.url}/console/")
    await page.get_by_label("Token").fill(TOKEN)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text("Too many tries. Try again in a minute.")


async def test_crowd(locked: Site) -> None:
    """However many ask at once, with a made-up session or the token, all are answered: few at once ask the store."""
    headers = ({"Cookie": "sokbo_session=made-up"}, {"Authorization": f"Bearer {TOKEN}"})
    async with ClientSession(locked.url, connector=TCPConnector(limit=0)) as web_client:

        async def status(path: str, given: dict[str, str]) -> int:
            async with web_client.get(path, headers=given, allow_redirects=False) as response:
                return response.status

        asked = [(path, given) for given in headers for path in ("/console/posts", "/why/") for _ in range(100)]
        async with asyncio.TaskGroup() as tasks:
            crowd = [tasks.create_task(status(path, given)) for path, given in asked]
    assert Counter(one.result() for one in crowd) == {401: 200, 200: 200}


async def test_closed(server: str) -> None:
    """Reached from elsewhere and without a token, pages say what to set, and health answers as ever."""
    async with console(server, "0.0.0.0") as site, ClientSession(site.url) as web_client:  # noqa: S104 - believed
        for path in ("/console/", "/why/", "/console/static/console.css", "/console"):
            async with web_client.get(path) as response:
                assert response.status == 403
                assert "CONSOLE_TOKEN" in await response.text()
        async with web_client.get("/healthz") as response:
            assert response.status == 200


async def test_local_only(site: Site) -> None:
    """Without a token, another name for this machine, a proxy and another site's page get nothing."""
    async with ClientSession(site.url) as web_client:
        for headers in ({"Host": "evil.example"}, {"X-Forwarded-For": "192.0.2.1"}, {"Host": "evil.example:80"}):
            async with web_client.get("/console/", headers=headers) as response:
                assert response.status == 403
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
            async with web_client.post("/console/do/retract", data={"post": "a"}, headers=headers) as response:
                assert response.status == 403
        async with web_client.post("/console/do/retract", data={"post": "a", "proof": "x"}) as response:
            assert response.status == 403
        async with web_client.get("/console/") as response:
            policy = response.headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in policy
            assert "unsafe-inline" not in policy
            assert response.headers["Cache-Control"] == "no-store"
    assert await site.store.audit.last(1) == []


async def test_bearer(locked: Site) -> None:
    """A program brings the token as a bearer; with another one it gets nothing."""
    async with ClientSession(locked.url) as web_client:
        for given, status in ((TOKEN, 200), ("wrong", 401)):
            async with web_client.get("/console/", headers={"Authorization": f"Bearer {given}"}) as response:
                assert response.status == status


async def test_bearer_follows(locked: Site) -> None:
    """A program that brings the token is told what goes out, too, for as long as it listens."""
    await subscribe(locked.store, a_channel("-1"))
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with (
        asyncio.timeout(20),
        ClientSession(locked.url, headers=headers) as web_client,
        web_client.get("/console/events?page=now") as response,
    ):
        lines = aiter(response.content)
        while b"event: now" not in await anext(lines):
            pass
        await publish(locked.store, a_post("new", title="Budget"))
        while b"Budget" not in await anext(lines):
            pass


async def test_bearer_guessed(locked: Site) -> None:
    """Who brought five wrong tokens is let in by the right one as late as by the form, in a minute; it is logged."""
    with capture_logs() as logged:
        async with ClientSession(locked.url) as web_client:
            for given, status in (*(("wrong", 401) for _ in range(5)), ("wrong", 429), (TOKEN, 429)):
                async with web_client.get("/console/", headers={"Authorization": f"Bearer {given}"}) as response:
                    assert response.status == status
    told = ["console.wrong_token"] * 5 + ["console.too_many_tries"]
    assert [(one["event"], one["address"]) for one in logged] == [(event, "127.0.0.1") for event in told]


@pytest.mark.parametrize(
    ("scheme", "expected"), [("https", True), ("https, http", True), ("http, https", ""), ("", "")]
)
async def test_secure_cookie(locked: Site, scheme: str, expected: object) -> None:
    """Behind a proxy that is reached by https, the session goes by https alone."""
    async with (
        ClientSession(locked.url, headers={"X-Forwarded-Proto": scheme}) as web_client,
        web_client.post("/console/sign-in", data={"token": TOKEN}, allow_redirects=False) as response,
    ):
        assert response.cookies["sokbo_session"]["secure"] == expected


async def test_live(site: Site, page: Page) -> None:
    """What is published is there by itself, with its bar, and its time once it has arrived."""
    await subscribe(site.store, a_channel("-1"), a_channel("-2"))
    await page.goto(f"{site.url}/console/")
    await expect(page.get_by_text("There are 2 problems.")).to_be_visible()
    await expect(page.get_by_text("401 <Unauthorized>")).to_be_visible()
    await expect(page.get_by_text("read 5 min ago · 2 posts can’t be read")).to_be_visible()
    await expect(page.get_by_text("503 <Service Unavailable>")).to_be_visible()
    await expect(page.get_by_text("another bot watches it")).to_be_visible()
    await expect(page.get_by_text("No story is going out right now.")).to_be_visible()
    await publish(site.store, EVIL)
    await expect(page.get_by_role("link", name=EVIL.title)).to_be_visible()
    await expect(page.get_by_text("0 of 2")).to_be_visible()
    await page.get_by_role("link", name=EVIL.title).focus()
    first, second = await claim(site.store)
    await settle(site.store, first)
    await expect(page.get_by_text("1 of 2")).to_be_visible()
    await expect(page.get_by_role("link", name=EVIL.title)).to_be_focused()
    await settle(site.store, second)
    await expect(page.get_by_text("No story is going out right now.")).to_be_visible()
    await expect(page.get_by_role("img", name="From publishing to the last channel")).to_be_visible()


async def test_many_tabs(chromium: Browser, site: Site) -> None:
    """More tabs than a browser has connections all open: those behind let go of theirs, and catch up when looked at."""
    context = await chromium.new_context(locale="en-GB")
    tabs = [await context.new_page() for _ in range(7)]
    for tab in tabs:
        await tab.goto(f"{site.url}/console/held")
        await tab.evaluate(LOOKED_AT, False)  # noqa: FBT003 - what the browser says
    await site.store.ledger.record("site", [Published(a_post("a"), held="many at once")])
    await tabs[0].evaluate(LOOKED_AT, True)  # noqa: FBT003
    await expect(tabs[0].get_by_role("navigation").get_by_text("1")).to_be_visible()
    await expect(tabs[1].get_by_text("Nothing is held.")).to_be_visible()
    await context.close()


async def test_withdrawn_by_keyboard(site: Site, page: Page) -> None:
    """A story is withdrawn after a second thought, sent again by hand, and both stand in the log."""
    await subscribe(site.store, a_channel("-1"))
    await publish(site.store, EVIL)
    await settle(site.store, (await claim(site.store))[0])
    await page.goto(f"{site.url}/console/posts")
    await page.get_by_role("link", name=EVIL.title).click()
    await page.get_by_text("Withdraw from all channels").first.focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_have_text("Withdrawn. Its messages go in a moment.")
    await walk(site.store)
    (delivery,) = await claim(site.store)
    assert delivery.want is None
    await settle(site.store, delivery)
    await page.get_by_text("Send now").first.click()
    await page.get_by_role("button", name="Send now").click()
    await expect(page.get_by_role("status")).to_have_text("It goes out now.")
    await walk(site.store)
    assert [one.want for one in await claim(site.store)] == [EVIL]
    await page.get_by_role("link", name="Log").click()
    await expect(page.get_by_role("row")).to_have_count(3)
    await expect(page.get_by_role("row").nth(1)).to_contain_text("127.0.0.1")


async def test_resent_and_replayed(site: Site, page: Page) -> None:
    """It goes again where it failed, and to one channel that is named, and is not sent twice to one that has it."""
    await subscribe(site.store, a_channel("-1"))
    await publish(site.store, EVIL)
    await site.store.outbox.abandon((await claim(site.store))[0], "refused")
    await page.goto(f"{site.url}/console/post?id={EVIL.id}")
    await page.get_by_role("button", name="Send again where it failed").click()
    await expect(page.get_by_role("status")).to_have_text("It is sent again where it failed.")
    await settle(site.store, (await claim(site.store))[0])
    await subscribe(site.store, a_channel("-2", title="새 채널"))
    for channel, told in (("새 채널", "It is sent to that channel."), ("telegram:-1", "The channel shows it already.")):
        await page.get_by_label("Channel").first.fill(channel)
        await page.get_by_role("button", name="Send to this channel").click()
        await expect(page.get_by_role("status")).to_have_text(told)
    assert [one.channel.address for one in await claim(site.store)] == ["-2"]


async def test_held(site: Site, page: Page) -> None:
    """What is held is released or dropped, and a second browser's click changes nothing."""
    await site.store.ledger.record("site", [Published(a_post(key), held="many at once") for key in ("a", "b", "c")])
    await page.goto(f"{site.url}/console/held")
    await expect(page.get_by_role("navigation").get_by_text("3")).to_be_visible()
    await page.get_by_role("button", name="Release").first.click()
    await expect(page.get_by_role("status")).to_have_text("Released.")
    await page.get_by_text("Tell nobody").first.click()
    await page.get_by_role("button", name="Tell nobody").first.click()
    await expect(page.get_by_role("status")).to_have_text("Nobody will be told.")
    (one,) = await site.store.held.all()
    await site.store.held.drop(one.post.id)
    await page.get_by_role("button", name="Release").click()
    await expect(page.get_by_role("status")).to_contain_text("Nothing was changed")


async def test_held_by_hand(site: Site, page: Page) -> None:
    """A story that goes out is held with one press, and its page then offers to release it."""
    await subscribe(site.store, a_channel("-1"))
    await publish(site.store, EVIL)
    await page.goto(f"{site.url}/console/post?id={EVIL.id}")
    await page.get_by_role("button", name="Hold").click()
    await expect(page.get_by_role("status")).to_contain_text("Nobody else gets it until it is released.")
    await expect(page.get_by_text("held by hand at the console")).to_be_visible()
    assert await claim(site.store) == []
    await page.get_by_role("button", name="Release").click()
    await expect(page.get_by_role("status")).to_contain_text("Released.")
    await walk(site.store)
    assert [one.post_id for one in await claim(site.store)] == [EVIL.id]


async def test_uncertain(site: Site, page: Page) -> None:
    """What may have arrived is sent again in one channel and given up in the other."""
    await subscribe(site.store, a_channel("-1"), a_channel("-2"))
    await publish(site.store, EVIL)
    for delivery in await claim(site.store):
        await site.store.outbox.postpone(delivery, 0.0, "no answer in time", uncertain=True)
    for delivery in await claim(site.store):
        await site.store.outbox.hold(delivery, "may have been delivered")
    await page.goto(f"{site.url}/console/uncertain")
    await page.get_by_role("button", name="Send again").first.click()
    await expect(page.get_by_role("status")).to_have_text("It is sent again.")
    await page.get_by_role("button", name="Give up").click()
    await expect(page.get_by_text("Nothing is uncertain.")).to_be_visible()
    assert len(await claim(site.store)) == 1


async def test_channel(site: Site, page: Page) -> None:
    """A suspended channel says why and what helps; turned on again, what it missed can be sent to it."""
    channel = a_channel("-1", title="속보 <알림>")
    await subscribe(site.store, channel)
    await site.store.roster.suspend(channel, "Forbidden: bot was kicked")
    known = await site.store.roster.get(channel.id)
    assert known is not None
    await site.store.roster.put(replace(known, suspended_at=EVIL.published_at))
    await publish(site.store, EVIL)
    await page.goto(f"{site.url}/console/channels")
    await page.get_by_role("link", name="속보 <알림>").click()
    await expect(page.get_by_text("Forbidden: bot was kicked")).to_be_visible()
    await expect(page.get_by_text("It missed 1 story")).to_be_visible()
    await page.get_by_role("button", name="Turn on again").click()
    await expect(page.get_by_role("status")).to_have_text("The channel is on again.")
    await page.get_by_role("button", name="Send to this channel").click()
    await expect(page.get_by_role("status")).to_have_text("It is sent to that channel.")
    assert [one.want for one in await claim(site.store)] == [EVIL]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("locale", "heading"), [("ko-KR", "지금"), ("en-GB", "Now")])
async def test_looks(chromium: Browser, site: Site, scheme: str, locale: str, heading: str) -> None:
    """Every page fits a phone, every text stands out from its ground, and all that is filled in has a name."""
    await subscribe(site.store, a_channel("-1", title="속보 알림"))
    await site.store.ledger.record("site", [Published(a_post("h"), held="many at once")])
    await publish(site.store, EVIL)
    await settle(site.store, (await claim(site.store))[0])
    context = await chromium.new_context(
        locale=locale,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": 360, "height": 740},
    )
    page = await context.new_page()
    for path in ("", "posts", f"post?id={EVIL.id}", "channels", "channel?id=telegram:-1", "held", "uncertain", "audit"):
        await page.goto(f"{site.url}/console/{path}")
        if not path:
            await expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert await page.evaluate(CONTRAST) == [], path
        unnamed = (
            "[...document.querySelectorAll('input:not([type=hidden])')].filter((one) => !one.labels.length).length"
        )
        assert await page.evaluate(unnamed) == 0, path
    await context.close()


async def test_stream_ends_with_its_session(locked: Site) -> None:
    """Who signed out elsewhere is told nothing more."""
    async with ClientSession(locked.url, cookie_jar=None) as web_client:
        session = "a-session-of-this-test"
        mark = Lock("", TOKEN).mark_of(session)
        await locked.store.sessions.begin(mark, "127.0.0.1")
        async with web_client.get("/console/events", headers={"Cookie": f"sokbo_session={session}"}) as response:
            assert response.status == 200
            await locked.store.sessions.end(mark)
            async with asyncio.timeout(30):
                await response.read()
