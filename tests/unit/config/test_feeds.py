"""Feeds and the bot's own address in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from config.load import load
from config.sources import FeedSettings
from tests.unit.config.conftest import mistakes

if TYPE_CHECKING:
    from pathlib import Path


def test_feed(file: Path) -> None:
    """A feed needs its address alone; a password in it counts as a secret, as it is written and as it is meant."""
    file.write_text('[[sources]]\nkind = "feed"\nurl = "https://u:p%40w@news.kr:8443/feed?a=b"\n', encoding="utf-8")
    settings = load()
    assert settings.sources == [FeedSettings(kind="feed", url="https://u:p%40w@news.kr:8443/feed?a=b")]
    assert settings.secrets == ("p%40w", "p@w")


@pytest.mark.parametrize(
    "url", ["", "news.kr/feed", "ftp://news.kr/", "https://", "http://[bad/", "http://a:99999/", "http://a b/"]
)
def test_address(url: str, file: Path) -> None:
    """An address that is none on the web is a mistake, with its line and without a word of what was written."""
    file.write_text(f'public_url = "{url}"\n[[sources]]\nkind = "feed"\nurl = "{url}"\n', encoding="utf-8")
    assert mistakes() == [
        f"{file}:1: public_url: must look like https://example.org/, with https:// or http:// before it.",
        f"{file}:4: sources[1].url: must look like https://example.org/, with https:// or http:// before it.",
    ]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("", "needs public_url, the address at which Telegram calls"),
        ('public_url = "http://bot.example.org"', "needs a public_url of https on one of the ports 80, 88, 443, 8443"),
        ('public_url = "https://bot.example.org:8080"', "needs a public_url of https on one of the ports"),
    ],
)
def test_webhook_without_address(lines: str, words: str, file: Path) -> None:
    """Telegram calls where its servers may, which is told with the line of the wish."""
    file.write_text(f"telegram_webhook = true\n{lines}\n", encoding="utf-8")
    (mistake,) = mistakes()
    assert mistake.startswith(f"{file}:1: telegram_webhook: {words}")


@pytest.mark.parametrize(
    "lines",
    [
        'public_url = "https://bot.example.org"',
        'public_url = "https://bot.example.org:8443/sokbo"',
        'public_url = "http://10.0.0.5:8080"\ntelegram_api_url = "http://localhost:8081"',
    ],
)
def test_webhook(lines: str, file: Path) -> None:
    """A server of one's own calls anywhere, Telegram's own on four ports; without a token nobody does."""
    file.write_text(f"telegram_webhook = true\n{lines}\n", encoding="utf-8")
    assert not load().hears_by_webhook
    file.write_text(f'telegram_webhook = true\ntelegram_token = "7:x"\n{lines}\n', encoding="utf-8")
    assert load().hears_by_webhook
