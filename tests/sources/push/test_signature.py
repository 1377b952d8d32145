"""Who may push, and what those are told who may not."""

from __future__ import annotations

import pytest

from bot.sources.push.failures import Failures
from bot.sources.push.signature import Unsigned, sign, signed

NOW = 1_795_000_000.0
BODY = b'{"title": "\xea\xb8\xb0\xec\x82\xac"}'
SECRETS = ["the one", "the one before"]


def _good(secret: str = SECRETS[0], at: float = NOW) -> tuple[str, str]:
    return str(int(at)), f"sha256={sign(secret, str(int(at)), BODY)}"


def test_known_answer() -> None:
    """The signature is plain HMAC-SHA256 over `timestamp.body`: this one was made with openssl."""
    assert sign("secret", "1795000000", b"{}") == "6b4c7e66d3b69c810f27c4aa67ee370757d4dfdabf1fbb338ea7cf6aba9e0494"


@pytest.mark.parametrize("secret", SECRETS)
def test_either_secret(secret: str) -> None:
    """Both secrets are good, so that one can be exchanged without a push being refused."""
    timestamp, signature = _good(secret)
    assert f"sha256={signed(timestamp, signature, BODY, SECRETS, NOW)}" == signature


def test_upper_case() -> None:
    """Hex digits may be capitals, and the request is the same one."""
    timestamp, signature = _good()
    shouted = f"sha256={signature.removeprefix('sha256=').upper()}"
    assert f"sha256={signed(timestamp, shouted, BODY, SECRETS, NOW)}" == signature


@pytest.mark.parametrize(
    ("timestamp", "signature"),
    [
        (_good()[0], "sha256=" + "0" * 64),
        (_good()[0], _good()[1].removeprefix("sha256=")),
        (_good()[0], _good("another secret")[1]),
        (_good(at=NOW + 1)[0], _good()[1]),
        (_good()[0], _good()[1] + " "),
        (_good()[0], "sha256=비밀"),
        (_good()[0], "sha256=\udcff"),
        (_good()[0], "sha512=" + "0" * 128),
    ],
)
def test_wrong(timestamp: str, signature: str) -> None:
    """Whatever is wrong about a signature, the answer is the same one, and tells nothing of secret or signature."""
    with pytest.raises(Unsigned, match=r"^the signature is not right: ") as caught:
        signed(timestamp, signature, BODY, SECRETS, NOW)
    expected = sign(SECRETS[0], timestamp, BODY)
    assert not any(part in str(caught.value) for part in (*SECRETS, expected, expected[:8]))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW - 400, "your clock is 400 s behind ours"),
        (NOW + 400, "your clock is 400 s ahead of ours"),
        (NOW * 1000, "X-Sokbo-Timestamp must be the time in seconds since 1970, such as 1795000000"),
    ],
)
def test_clock(at: float, words: str) -> None:
    """A clock that is wrong, or counts milliseconds, is told as that."""
    with pytest.raises(Unsigned, match=rf"^{words}"):
        signed(*_good(at=at), BODY, SECRETS, NOW)


@pytest.mark.parametrize("seconds", [-300, 300])
def test_within_the_window(seconds: float) -> None:
    """Five minutes to either side are good."""
    assert signed(*_good(at=NOW + seconds), BODY, SECRETS, NOW)


@pytest.mark.parametrize("timestamp", ["-5", "1e9", "٣", "1795000000.0", " 1795000000", "9" * 5000])
def test_no_timestamp(timestamp: str) -> None:
    """A timestamp that is no whole number of seconds is told as that, and never read."""
    with pytest.raises(Unsigned, match=r"^X-Sokbo-Timestamp must be"):
        signed(timestamp, "sha256=", BODY, SECRETS, NOW)


@pytest.mark.parametrize(("timestamp", "signature"), [("", ""), ("", _good()[1]), (_good()[0], "")])
def test_unsigned(timestamp: str, signature: str) -> None:
    """A request without one of the headers is told both."""
    with pytest.raises(Unsigned, match=r"X-Sokbo-Timestamp and X-Sokbo-Signature"):
        signed(timestamp, signature, BODY, SECRETS, NOW)


def test_failures() -> None:
    """An address may fail so often in a minute, and again when the first is a minute old; another may as well."""
    failures = Failures(most=3)
    assert [failures.add("a", at) for at in (0.0, 10.0, 20.0, 30.0, 59.0)] == [0.0, 0.0, 0.0, 30.0, 1.0]
    assert failures.add("b", 30.0) == 0.0
    assert [failures.add("a", at) for at in (60.0, 61.0)] == [0.0, 9.0]


def test_failures_are_forgotten() -> None:
    """However many addresses fail, only the latest are remembered."""
    failures = Failures(most=1, addresses=10)
    for number in range(1000):
        failures.add(str(number), 0.0)
    assert len(failures) == 10
    assert failures.add("999", 1.0) == 59.0
    assert failures.add("0", 1.0) == 0.0
