"""Who may knock: the proofs of each service, as its documents describe them."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

import pytest
from multidict import CIMultiDict

from bot.sources.git.signatures import TOLERANCE, is_genuine

if TYPE_CHECKING:
    from collections.abc import Mapping

SECRET = "It's a Secret to Everybody"
BODY = b"Hello, World!"
DIGEST = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"  # GitHub's own example
NOW = 1_795_000_000.0


def proven(headers: Mapping[str, str], body: bytes = BODY, secret: str = SECRET) -> bool:
    """Return whether the call is let in."""
    return is_genuine(CIMultiDict(headers), body, secret, NOW)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Hub-Signature-256", f"sha256={DIGEST}"),
        ("X-Gitea-Signature", DIGEST),
        ("X-Forgejo-Signature", DIGEST),
        ("X-Gitlab-Token", SECRET),
    ],
)
def test_proof(header: str, value: str) -> None:
    """Each service's proof holds for this secret and body; cut short, empty, or of other letters it does not."""
    assert proven({header: value})
    assert proven({header.lower(): value})
    assert not any(proven({header: wrong}) for wrong in (value[:-1], value + "0", "", "é\udcff", value.swapcase()))
    assert not proven({header: value}, secret="another secret of ours")
    assert proven({header: value}, b"Hello, World?") == (header == "X-Gitlab-Token")


def test_no_proof() -> None:
    """A call without a proof is not let in, and GitHub's old SHA-1 is none."""
    assert not proven({})
    assert not proven({"X-Hub-Signature": "sha1=" + hmac.new(SECRET.encode(), BODY, hashlib.sha1).hexdigest()})


def test_first_proof_decides() -> None:
    """A wrong proof is not made up for by a right one of another kind."""
    assert not proven({"X-Hub-Signature-256": "sha256=0", "X-Gitlab-Token": SECRET})


def signed(key: bytes, at: float = NOW, name: str = "msg_1") -> dict[str, str]:
    """Return the headers of Standard Webhooks, which GitLab's signing token makes."""
    right = hmac.new(key, f"{name}.{at:.0f}.".encode() + BODY, hashlib.sha256).digest()
    return {
        "webhook-id": name,
        "webhook-timestamp": f"{at:.0f}",
        "webhook-signature": f"v1,{base64.b64encode(right).decode()}",
    }


def test_standard_webhooks_example() -> None:
    """The example of that specification holds, but for its time."""
    headers = CIMultiDict(
        {
            "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp": "1614265330",
            "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        }
    )
    body, secret = b'{"test": 2432232314}', "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    assert is_genuine(headers, body, secret, 1614265330.0)
    assert not is_genuine(headers, body, secret, NOW)


def test_standard_webhooks() -> None:
    """Id, time and body are signed together; of several signatures one must hold, and the time be near ours."""
    key = b"0123456789abcdef0123456789abcdef"
    secret = "whsec_" + base64.b64encode(key).decode()
    assert proven(signed(key), secret=secret)
    assert proven(signed(SECRET.encode()), secret=SECRET)
    assert proven(signed(key) | {"webhook-signature": f"v1,AAAA {signed(key)['webhook-signature']}"}, secret=secret)
    assert not proven(signed(b"another"), secret=secret)
    for at in (NOW - TOLERANCE - 1, NOW + TOLERANCE + 1):
        assert not proven(signed(key, at), secret=secret)
    for change in (
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": f"{NOW + 1:.0f}"},
        {"webhook-timestamp": "²"},
        {"webhook-timestamp": ""},
    ):
        assert not proven(signed(key) | change, secret=secret)
    assert not proven(signed(key), secret="whsec_no base64 at all")
