"""Whether a webhook's call comes from who knows the secret, by the ways GitHub, GitLab, Gitea and Forgejo prove it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TOLERANCE: Final = 300.0  # seconds that a signed time may differ from ours


def is_genuine(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> bool:
    """Return whether the call is proven. The first proof that it offers decides: no other one makes up for it.

    `headers` are looked up without regard to case, `body` is as it came, `now` is in seconds since 1970.
    """
    for header, proves in _PROOFS.items():
        if header in headers:
            return proves(headers, body, secret, now)
    return False


def _same(given: str, right: str) -> bool:
    """Compare in a time that tells nothing."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), right.encode())


def _digest(body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _github(headers: Mapping[str, str], body: bytes, secret: str, _: float) -> bool:
    return _same(headers["X-Hub-Signature-256"], f"sha256={_digest(body, secret)}")


def _forgejo(headers: Mapping[str, str], body: bytes, secret: str, _: float) -> bool:
    return _same(headers["X-Forgejo-Signature"], _digest(body, secret))


def _gitea(headers: Mapping[str, str], body: bytes, secret: str, _: float) -> bool:
    return _same(headers["X-Gitea-Signature"], _digest(body, secret))


def _standard(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> bool:
    """Prove it as Standard Webhooks does, which GitLab follows: id and time are signed with the body."""
    name, sent_at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (sent_at.isascii() and sent_at.isdigit() and len(sent_at) < 12 and abs(now - int(sent_at)) <= TOLERANCE):
        return False
    signed = b".".join((name.encode("utf-8", "surrogateescape"), sent_at.encode(), body))
    right = base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest()).decode()
    # While a secret is being changed there is a signature by each of the two.
    return any(_same(given, f"v1,{right}") for given in headers["webhook-signature"].split())


def _key(secret: str) -> bytes:
    """Return the key that the secret stands for: after `whsec_` it is written in base64."""
    try:
        return (
            base64.b64decode(secret.removeprefix("whsec_"), validate=True)
            if secret.startswith("whsec_")
            else secret.encode()
        )
    except binascii.Error:
        return secret.encode()


def _gitlab(headers: Mapping[str, str], _body: bytes, secret: str, _: float) -> bool:
    """Prove it as GitLab's older way does: the secret itself comes along."""
    return _same(headers["X-Gitlab-Token"], secret)


_PROOFS: Final[Mapping[str, Callable[[Mapping[str, str], bytes, str, float], bool]]] = {
    "X-Hub-Signature-256": _github,
    "X-Forgejo-Signature": _forgejo,
    "X-Gitea-Signature": _gitea,
    "webhook-signature": _standard,
    "X-Gitlab-Token": _gitlab,
}
