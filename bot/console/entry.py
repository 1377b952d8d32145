"""Who may see the pages: decided from where the bot listens, whether a token is set, and how somebody asks."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.ops.naming import is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


class Entry(StrEnum):
    """How somebody who asks is treated."""

    OPEN = "open"
    SIGNED_IN_ONLY = "signed_in_only"
    NEEDS_TOKEN = "needs_token"  # noqa: S105 - no secret: one is to be set
    LOCAL_ONLY = "local_only"


@dataclass(frozen=True, slots=True)
class Lock:
    """What the pages are locked with: the host that is listened on, and the token, empty where none is set."""

    host: str
    token: str

    def entry(self, remote: str, headers: Mapping[str, str]) -> Entry:
        """Return how a request is treated that comes from the address `remote`.

        Without a token only this machine's own browser may enter: a name that leads here from outside (DNS rebinding)
        or a proxy would let in everybody.
        """
        if self.token:
            return Entry.SIGNED_IN_ONLY
        if not is_loopback(self.host):
            return Entry.NEEDS_TOKEN
        is_local = is_loopback(remote) and is_loopback(hostname(headers.get("Host", "")))
        return Entry.OPEN if is_local and not any(name in headers for name in FORWARDED) else Entry.LOCAL_ONLY

    def guards(self, path: str) -> bool:
        """Return whether the lock is before a page: not before the sandbox of a container without a token.

        That sends nothing to anybody and knows no secret, and is there for a newcomer's first minute.
        """
        return path != "/sandbox/" or bool(self.token) or is_loopback(self.host)

    def opens_to(self, given: str) -> bool:
        """Return whether this is the token; it takes as long whatever is given."""
        return bool(self.token) and hmac.compare_digest(_octets(given), self.token.encode())

    def mark_of(self, session: str) -> str:
        """Return what stands for a session in the store: with another token no session is known any more."""
        return hmac.digest(self.token.encode(), _octets(session), hashlib.sha256).hex()


def proof_of(session: str) -> str:
    """Return what each of a session's forms carries: another site can neither read nor guess it."""
    return hashlib.sha256(_octets(f"form {session}")).hexdigest()


def is_proven(session: str, given: str) -> bool:
    """Return whether a form is one of the session's own."""
    return hmac.compare_digest(proof_of(session).encode(), _octets(given))


def is_own_origin(headers: Mapping[str, str]) -> bool:
    """Return whether a page of ours sends this, as far as the browser says."""
    origin, site = headers.get("Origin"), headers.get("Sec-Fetch-Site", "same-origin")
    if site not in {"same-origin", "none"}:
        return False
    try:
        return origin is None or urlsplit(origin).netloc == headers.get("Host", "")
    except ValueError:
        return False


def hostname(host: str) -> str:
    """Return a Host header without its port, nothing where it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def counted_as(remote: str) -> str:
    """Return under what tries from an address are counted: of IPv6 the network, of which one machine has all."""
    try:
        address = ip_address(remote)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return address.exploded[:19]
    return str(address)


def _octets(given: str) -> bytes:
    """Return what somebody sent as bytes: a header may hold halves of a character, which UTF-8 alone would refuse."""
    return given.encode("utf-8", "surrogatepass")
