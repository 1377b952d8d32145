"""Which addresses become links, and how they are written."""

from __future__ import annotations

import pytest

from bot.core.text.links import readable, safe_link


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "/news/",
            "javascript:alert(1)",
            "tg://user?id=1",
            "http://localhost/",
            "https://[::1]/",
            "https://a..kr/",
        ),
        *(
            "https://bank.kr@evil.kr/",
            "https://a.kr:99999/",
            "https:///x",
            "mailto:a@b.kr",
            "https://a.kr/" + "가" * 300,
        ),
    ],
)
def test_unsafe(url: str) -> None:
    """An address without a proper host, with a name before it, or too long for the platforms is no link."""
    assert safe_link(url) == ""


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://newsdao.kr/시청 앞/", "https://newsdao.kr/%EC%8B%9C%EC%B2%AD%20%EC%95%9E/"),
        ("https://a.kr/%EC%8B%9C?q=<b>&c='\"#x", "https://a.kr/%EC%8B%9C?q=%3Cb%3E&c=%27%22#x"),
        ("HTTPS://한국.kr:8080/x", "https://xn--3e0b707e.kr:8080/x"),
        ("https://a.kr/\ud800", "https://a.kr/?"),
    ],
)
def test_ascii(url: str, link: str) -> None:
    """A link is written in ASCII, with nothing in it that could end it early."""
    assert safe_link(url) == link


def test_readable() -> None:
    """Korean letters may stand as themselves; what else was escaped stays so."""
    assert readable(
        "https://a.kr/%EC%8B%9C-%20%3E%E2%80%AE%FF/"
    ) == "https://a.kr/%EC%8B%9C-%20%3E%E2%80%AE%FF/".replace("%EC%8B%9C", "시")
