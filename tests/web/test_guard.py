"""No answer from the web leads into the network."""

from __future__ import annotations

from socket import AF_INET, AF_UNSPEC, AddressFamily

import pytest
from aiohttp import ClientConnectorError, ClientSession, ClientTimeout, TCPConnector, web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.web.guard import Barred, Guard, is_private, open_session
from tests.sources.feed.press import serving

PUBLIC = "93.184.215.14"


class Names(AbstractResolver):
    """Resolves names by a table."""

    def __init__(self, **addresses: str) -> None:
        self.addresses = {name.replace("_", "."): address for name, address in addresses.items()}

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_UNSPEC) -> list[ResolveResult]:
        """Return the one address of the name."""
        del family
        address = self.addresses[host]
        return [{"hostname": host, "host": address, "port": port, "family": AF_INET, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        """Need nothing."""


def a_session(home: str) -> ClientSession:
    """Return a guarded session."""
    return open_session(home, timeout=ClientTimeout(5), user_agent="test")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),  # noqa: S104
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "224.0.0.1", "ff02::1", "255.255.255.255"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:a9fe:a9fe"),
    ],
)
def test_private(address: str) -> None:
    """Addresses that the public network does not reach are known, in IPv6 clothes too."""
    assert is_private(address)


@pytest.mark.parametrize("host", [PUBLIC, "2606:2800:21f:cb07::1", "::ffff:93.184.215.14", "news.kr", "localhost", ""])
def test_not_private(host: str) -> None:
    """A public address is not barred, and a name is looked at when it is resolved."""
    assert not is_private(host)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "::1"])
async def test_names(address: str) -> None:
    """A name that stands for an address inside is barred."""
    guard = Guard("news.kr", Names(news_kr=PUBLIC, evil_kr=address))
    assert [one["host"] for one in await guard.resolve("news.kr", 80)] == [PUBLIC]
    with pytest.raises(Barred, match=r"evil\.kr lies inside the network"):
        await guard.resolve("evil.kr", 80)


async def test_home_inside() -> None:
    """Where the host in the settings lies inside, so may those that it leads to."""
    guard = Guard("feed.intranet", Names(feed_intranet="10.0.0.7", cdn_intranet="10.0.0.8"))
    with pytest.raises(Barred):
        await guard.resolve("cdn.intranet")
    await guard.resolve("feed.intranet")
    assert [one["host"] for one in await guard.resolve("cdn.intranet")] == ["10.0.0.8"]


async def test_of_the_machine() -> None:
    """Where the settings’ host lies inside, it leads to no address at which a cloud tells a machine its secrets."""
    guard = Guard("feed.intranet", Names(feed_intranet="10.0.0.7", evil_intranet="169.254.169.254"))
    await guard.resolve("feed.intranet")
    with pytest.raises(Barred):
        await guard.resolve("evil.intranet")


async def test_home_rebound() -> None:
    """Where the settings’ host was outside, its name may not come to mean something inside: its owner could roam."""
    names = Names(news_kr=PUBLIC, other_intranet="10.0.0.8")
    guard = Guard("news.kr", names)
    await guard.resolve("news.kr")
    names.addresses["news.kr"] = "127.0.0.1"
    with pytest.raises(Barred, match=r"news\.kr lies inside the network \(127\.0\.0\.1\).*restart the bot"):
        await guard.resolve("news.kr")
    with pytest.raises(Barred):
        await guard.resolve("other.intranet")
    names.addresses["news.kr"] = PUBLIC
    assert [one["host"] for one in await guard.resolve("news.kr")] == [PUBLIC]


async def test_addresses_in_urls() -> None:
    """An address that stands in the URL itself is barred before anything is sent."""
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_get("/", answer)
    async with serving(app) as url, a_session("news.kr") as session:
        with pytest.raises(Barred):
            await session.get(url)
        with pytest.raises(Barred):
            await session.get(url.replace("127.0.0.1", "[::ffff:127.0.0.1]"))
        with pytest.raises((Barred, ClientConnectorError)):
            await session.get(url.replace("127.0.0.1", "localhost"))
    assert asked == []


class FromOutside(AbstractResolver):
    """Finds the home on loopback, as if that were outside, and leaves every other name to a guard."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_UNSPEC) -> list[ResolveResult]:
        """Return the address of a name."""
        here = Names(news_kr="127.0.0.1")
        return await (here if host == "news.kr" else self._guard).resolve(host, port, family)

    async def close(self) -> None:
        """Need nothing."""


@pytest.mark.parametrize("to", ["127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "evil.kr"])
async def test_redirect_inside(to: str) -> None:
    """A redirect from outside to an address or a name inside is not followed."""
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=302, headers={"Location": f"http://{to}:{request.url.port}/inside"})

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    guard = Guard("news.kr", Names(evil_kr="127.0.0.1"))
    connector = TCPConnector(resolver=FromOutside(guard))
    async with serving(app) as url, ClientSession(connector=connector, middlewares=(guard,)) as session:
        with pytest.raises(Barred):
            await session.get(url.replace("127.0.0.1", "news.kr"))
    assert asked == ["/"]


async def test_redirect_from_inside() -> None:
    """A redirect from inside may lead inside: intranets have servers beside each other."""

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/":
            raise web.HTTPFound(str(request.url.with_host("127.0.0.2").with_path("/other")))
        return web.Response(text=request.host)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    async with serving(app, "0.0.0.0") as url, a_session("127.0.0.1") as session:  # noqa: S104 - loopback has many
        answered = await session.get(url.replace("0.0.0.0", "127.0.0.1"))  # noqa: S104
        assert (await answered.text()).startswith("127.0.0.2:")
