"""What is said of the settings alone, before anything is looked at."""

from __future__ import annotations

import pytest

from bot.checkup import Finding, _pushes
from config.settings import Settings

ALONE = ", by programs on this machine alone: lead a proxy there, or set HTTP_ADDRESS"


@pytest.mark.parametrize(
    ("host", "words"),
    [("127.0.0.1", ALONE), ("127.0.0.2", ALONE), ("localhost", ALONE), ("[::1]", ALONE), ("0.0.0.0", ""), ("[::]", "")],  # noqa: S104
)
def test_pushes(host: str, words: str) -> None:
    """Each push source has its address, with a word where nobody outside of this machine would reach it."""
    secret = "0123456789abcdef"
    sources = [{"kind": "push", "secret": secret}, {"kind": "push", "secret": secret, "name": "cms"}, {"folder": "a"}]
    settings = Settings.model_validate({"sources": sources, "http_address": f"{host}:8080"})
    assert [str(finding) for finding in _pushes(settings)] == [
        f"ok    push: posts for push are taken at /publish of {host}:8080{words}",
        f"ok    push: posts for cms are taken at /publish/cms of {host}:8080{words}",
    ]


def test_no_pushes() -> None:
    """Without a push source there is nothing to say."""
    assert list(_pushes(Settings())) == []


def test_one_line() -> None:
    """What is said of a file is one line that steers no terminal, whatever the file is called."""
    assert str(Finding("site: a\x1b[2J\nok    b.md: 광장", is_good=False)) == "WRONG site: a\\x1b[2J\\nok    b.md: 광장"
