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
        f"{file}:1: public_url: must look like https://example.org/feed.xml.",
        f"{file}:4: sources[1].url: must look like https://example.org/feed.xml.",
    ]
