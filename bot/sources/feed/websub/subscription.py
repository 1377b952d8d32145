"""A subscription at a hub: when to ask for it, which questions of the hub to affirm, which calls to believe."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sources.feed.hub import Hub

LEASE = 10 * 86400  # seconds that we ask for; the hub decides
_RENEWED_AT = 0.8  # of a lease
_PATIENCE = 3600.0  # seconds until a hub that refused, or never came back to us, is asked again
_METHODS = frozenset(("sha1", "sha256", "sha384", "sha512"))


@dataclass(slots=True)
class Subscription:
    """Of one feed. Times are monotonic seconds; nothing of it outlives the process: a hub is simply asked anew."""

    hub: Hub | None = None
    is_active: bool = False
    is_denied: bool = False
    _secret: str = ""
    _due_at: float = 0.0

    def is_due(self, hub: Hub, now: float) -> bool:
        """Return whether the hub is to be asked: it is another one, or the lease comes to its end."""
        return hub != self.hub or now >= self._due_at

    def ask(self, hub: Hub, callback: str, now: float) -> Mapping[str, str]:
        """Return the form to send to the hub, which is then expected to ask back."""
        if hub != self.hub:  # the secret stays over a renewal: what is under way is still believed
            self.hub, self.is_active, self._secret = hub, False, secrets.token_hex(32)
        self._due_at, self.is_denied = now + _PATIENCE, False
        return {
            "hub.callback": callback,
            "hub.mode": "subscribe",
            "hub.topic": hub.topic,
            "hub.lease_seconds": str(LEASE),
            "hub.secret": self._secret,
        }

    def affirm(self, question: Mapping[str, str], now: float) -> bool:
        """Return whether the hub's question is about what we asked for; the lease begins with it."""
        if self.hub is None or question.get("hub.topic") != self.hub.topic:
            return False
        if question.get("hub.mode") == "denied":
            self.is_active, self.is_denied = False, True
            return True
        if question.get("hub.mode") != "subscribe" or not question.get("hub.challenge"):
            return False
        lease = question.get("hub.lease_seconds", "")
        seconds = int(lease) if lease.isascii() and lease.isdigit() and len(lease) < 10 else LEASE
        self.is_active, self.is_denied, self._due_at = True, False, now + max(60.0, seconds * _RENEWED_AT)
        return True

    def hear(self, signature: str) -> Hearing:
        """Return what listens to a call that says it is signed so: only the hub and we know the secret."""
        method, _, digits = signature.partition("=")
        is_known = bool(self._secret) and method in _METHODS
        return Hearing(hmac.new(self._secret.encode(), digestmod=method) if is_known else None, digits)


class Hearing:
    """Listens to a call as it comes in; what it carries is not kept, as whoever calls may not be the hub."""

    def __init__(self, digest: hmac.HMAC | None, digits: str) -> None:
        self._digest = digest
        self._digits = digits.strip().lower().encode("utf-8", "replace")

    def take(self, piece: bytes) -> None:
        """Take the next piece of the body."""
        if self._digest is not None:
            self._digest.update(piece)

    @property
    def is_genuine(self) -> bool:
        """Return whether the hub signed what was taken."""
        return self._digest is not None and hmac.compare_digest(self._digest.hexdigest().encode(), self._digits)
