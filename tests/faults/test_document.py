"""The page about faults says what the tests prove, and the table has every answer we know."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.faults.document import DOCUMENT, document
from tests.faults.rows import rows

DISCORD_CODES = """
    10003 10004 10008 10015 20016 20022 30007 40001 40003 50001 50007 50008 50013 50035 160002 220001
"""


def test_page() -> None:
    """The page is what the tables make of it: `python -m tests.faults.document` writes it anew."""
    assert DOCUMENT.read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("name", ["telegram", "discord", "platforms"])
def test_once(name: str) -> None:
    """Nothing is in a table twice."""
    assert [what for what, times in Counter(row.what for row in rows(name)).items() if times > 1] == []


def test_telegram_complete() -> None:
    """The table has each of the 69 answers that the Bot API server is known to give."""
    assert len([row for row in rows("telegram") if isinstance(row.body, dict) and "error_code" in row.body]) >= 69


def test_discord_complete() -> None:
    """The table has each of Discord's codes that concern a bot which sends."""
    known = {row.body.get("code") for row in rows("discord") if isinstance(row.body, dict)}
    assert {int(code) for code in DISCORD_CODES.split()} - known == set()
