"""Who may see the pages, and where a form may lead."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.console.asking import form_of, language_of
from bot.console.entry import Entry, Lock, counted_as, hostname, is_own_origin, is_proven, proof_of
from bot.console.plot import percentile, plot
from bot.console.porter import own_path
from bot.ops.naming import is_loopback

TOKEN = "correct-horse-battery"
LOCAL = {"Host": "localhost:8080"}


@pytest.mark.parametrize(
    ("host", "token", "remote", "headers", "expected"),
    [
        ("127.0.0.1", "", "127.0.0.1", LOCAL, Entry.OPEN),
        ("::1", "", "::1", {"Host": "[::1]:8080"}, Entry.OPEN),
        ("localhost", "", "127.0.0.1", {"Host": "127.0.0.1"}, Entry.OPEN),
        ("127.0.0.1", "", "127.0.0.1", {"Host": "bot.example.org"}, Entry.LOCAL_ONLY),
        ("127.0.0.1", "", "127.0.0.1", {"Host": "localhost.evil.example"}, Entry.LOCAL_ONLY),
        ("127.0.0.1", "", "127.0.0.1", {}, Entry.LOCAL_ONLY),
        ("127.0.0.1", "", "192.0.2.1", LOCAL, Entry.LOCAL_ONLY),
        ("127.0.0.1", "", "127.0.0.1", {**LOCAL, "X-Forwarded-For": "192.0.2.1"}, Entry.LOCAL_ONLY),
        ("0.0.0.0", "", "127.0.0.1", LOCAL, Entry.NEEDS_TOKEN),  # noqa: S104 - asked about
        ("::", "", "::1", LOCAL, Entry.NEEDS_TOKEN),
        ("bot.example.org", "", "127.0.0.1", LOCAL, Entry.NEEDS_TOKEN),
        ("127.0.0.1", TOKEN, "127.0.0.1", LOCAL, Entry.SIGNED_IN_ONLY),
        ("0.0.0.0", TOKEN, "192.0.2.1", {"Host": "bot.example.org"}, Entry.SIGNED_IN_ONLY),  # noqa: S104 - asked about
    ],
)
def test_entry(host: str, token: str, remote: str, headers: dict[str, str], expected: Entry) -> None:
    """Open without a token is only this machine to itself."""
    assert Lock(host, token).entry(remote, headers) is expected


def test_token() -> None:
    """The token opens, nothing else does, and where none is set not even nothing."""
    assert Lock("", TOKEN).opens_to(TOKEN)
    assert not any(Lock("", TOKEN).opens_to(given) for given in ("", TOKEN[:-1], f"{TOKEN}x", "비밀번호"))
    assert not Lock("", "").opens_to("")


def test_marks() -> None:
    """What stands in the store for a session depends on both, and forms prove only their own."""
    marks = {Lock("", token).mark_of(session) for token in (TOKEN, "another") for session in ("a", "b")}
    assert len(marks) == 4
    assert is_proven("a", proof_of("a"))
    assert not is_proven("a", proof_of("b"))
    assert not is_proven("a", "한")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        ({"Origin": "http://localhost:8080"}, True),
        ({"Origin": "https://localhost:8080", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "http://localhost:8081"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
    ],
)
def test_origin(headers: dict[str, str], expected: bool) -> None:  # noqa: FBT001 - a case's answer
    """A form is taken from a page of this very address, or from what is no browser."""
    assert is_own_origin({**LOCAL, **headers}) is expected


@pytest.mark.parametrize("given", ["\udcff", "토큰"])
def test_no_text(given: str) -> None:
    """Halves of characters, as a header may hold them, are a wrong token, session and proof and nothing worse."""
    lock = Lock("localhost", TOKEN)
    assert not lock.opens_to(given)
    assert not is_proven("session", given)
    assert lock.mark_of(given) != lock.mark_of("session")
    assert not is_own_origin({**LOCAL, "Origin": "http://["})


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("kind", "body"),
    [(f"{FORM}; charset=none-such", b"token=x"), (FORM, b"token=\xff\xfe"), ("multipart/form-data", b"token=x")],
    ids=["an unknown charset", "no UTF-8", "no boundary"],
)
async def test_no_form(kind: str, body: bytes) -> None:
    """A form that can't be read is the sender's mistake, not the bot's."""

    async def take(request: web.Request) -> web.Response:
        return web.json_response(await form_of(request))

    application = web.Application()
    application.router.add_post("/", take)
    async with TestClient(TestServer(application)) as client:
        async with client.post("/", data=body, headers={"Content-Type": kind}) as answer:
            assert answer.status == 400
        async with client.post("/", data={"token": "토큰"}) as answer:
            assert await answer.json() == {"token": "토큰"}


@pytest.mark.parametrize(
    ("wished", "expected"),
    [
        ("/why/?post=a", "/why/?post=a"),
        *(
            (one, "/console/")
            for one in ("", "//[", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb: c")
        ),
        *((one, "/console/") for one in ("javascript:alert(1)", "/\t/evil.example", "console")),
    ],
)
def test_own_path(wished: str, expected: str) -> None:
    """Signing in leads nowhere else."""
    assert own_path(wished) == expected


def test_counted_as() -> None:
    """An IPv6 network counts as one, and what is no address as one, too."""
    assert counted_as("2001:db8:1:2::1") == counted_as("2001:db8:1:2:ffff::9") != counted_as("2001:db8:1:3::1")
    assert counted_as("::ffff:192.0.2.1") == counted_as("192.0.2.1") == "192.0.2.1"
    assert counted_as("") == counted_as("x\r\ny") == "unknown"


def test_hosts() -> None:
    """A Host header that is none is nobody's."""
    assert [hostname(one) for one in ("a:1", "[::1]:1", "[", "", "@")] == ["a", "::1", "", "", ""]
    assert [is_loopback(one) for one in ("127.9.9.9", "localhost", "10.0.0.1", "", "127.0.0.1.example")] == [
        *(True, True),
        *(False, False, False),
    ]


@pytest.mark.parametrize(
    ("chosen", "kept", "accepted", "expected"),
    [
        ("en", "ko", "ko", "en"),
        ("", "ko", "en", "ko"),
        ("", "", "de, en;q=0.8, ko;q=0.9", "ko"),
        ("", "", "fr-FR,en-US;q=0.7", "en"),
        ("xx", "xx", "de", "ko"),
        ("", "", ";q=x,,;;", "ko"),
    ],
)
def test_language(chosen: str, kept: str, accepted: str, expected: str) -> None:
    """The one chosen wins, then the browser's first that is spoken here, then Korean."""
    assert language_of(chosen, kept, accepted) == expected


def test_percentile() -> None:
    """Percentiles are values that were measured."""
    assert [percentile([3.0, 1.0, 2.0], share) for share in (0.5, 0.95)] == [2.0, 3.0]
    assert percentile([7.0], 0.5) == 7.0


def test_plot() -> None:
    """Titles are text in the picture, whatever stands in them."""
    drawn = plot([("<script>", 0.0), ("b", 2.5)], "label", lambda value: f"{value} s")
    assert "<script>" not in drawn
    assert "p50 0.0 s · p95 2.5 s" in drawn


@pytest.mark.parametrize(
    ("lock", "is_guarded"),
    [(Lock("0.0.0.0", ""), False), (Lock("0.0.0.0", TOKEN), True), (Lock("127.0.0.1", ""), True)],  # noqa: S104 - asked about
)
def test_sandbox(lock: Lock, is_guarded: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A container without a token shows the sandbox, and no page besides."""
    assert lock.guards("/sandbox/") is is_guarded
    assert lock.guards("/preview/")
