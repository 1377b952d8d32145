"""Keeps requests outside: no answer from the web may lead the bot to an address inside the operator's network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import AF_UNSPEC, AddressFamily
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientSession, ClientTimeout, DefaultResolver, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver

if TYPE_CHECKING:
    from aiohttp import ClientHandlerType, ClientRequest, ClientResponse
    from aiohttp.abc import ResolveResult

# An IPv4 address in IPv6 clothes: what a NAT64 gateway would reach for us.
_NAT64 = IPv6Network("64:ff9b::/96")


class Barred(ClientError):
    """An address inside the network, to which only the settings may lead."""


class Guard(AbstractResolver):
    """Bars addresses inside the network, unless the host that the settings name lies inside itself, as first seen.

    A resolver and a middleware: aiohttp asks the one for names and the other before each request, redirects included,
    and an address that was checked is the one that is connected to.
    """

    def __init__(self, home: str, resolver: AbstractResolver | None = None) -> None:
        self._home = home.lower()
        self._is_inside = True if is_private(self._home) else None  # None: its name was not looked up yet
        self._resolver = resolver

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        """Let a request pass whose host is a name, or an address that is not barred."""
        host = request.url.host or ""
        if is_private(host):
            self._bar(host, host)
        return await handler(request)

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_UNSPEC) -> list[ResolveResult]:
        """Return the addresses of a name; raises `Barred` where one of them is."""
        if self._resolver is None:
            self._resolver = DefaultResolver()
        found = await self._resolver.resolve(host, port, family)
        inside = [one["host"] for one in found if is_private(one["host"])]
        if self._is_inside is None and host.lower() == self._home:
            self._is_inside = bool(inside)
        for address in inside:
            self._bar(host, address)
        return found

    async def close(self) -> None:
        """Close the resolver behind it."""
        if self._resolver is not None:
            await self._resolver.close()

    def _bar(self, host: str, address: str) -> None:
        if self._is_inside and (host.lower() == self._home or not _is_of_the_machine(address)):
            return
        again = " any more; restart the bot if it was moved there" if host.lower() == self._home else ""
        raise Barred(f"{host} lies inside the network ({address}), and nothing outside may lead there{again}")


def open_session(home: str, *, timeout: ClientTimeout, user_agent: str) -> ClientSession:
    """Return a session for what begins at the host `home`: guarded, without cookies, and with no proxy."""
    guard = Guard(home)
    return ClientSession(
        connector=TCPConnector(resolver=guard, force_close=True),
        middlewares=(guard,),
        cookie_jar=DummyCookieJar(),
        timeout=timeout,
        headers={"User-Agent": user_agent},
    )


def is_private(host: str) -> bool:
    """Return whether the host is an address that the public network does not reach; a name is none."""
    try:
        address = _unwrapped(ip_address(host))
    except ValueError:
        return False
    return not address.is_global or address.is_multicast


def _is_of_the_machine(address: str) -> bool:
    """Return whether the address is one at which a cloud tells each of its machines its secrets."""
    return _unwrapped(ip_address(address)).is_link_local


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 address stands for, if it stands for one."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address
