"""Long texts in little room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.text.packing import LONGEST, pack, unpack


@given(st.text())
def test_there_and_back(text: str) -> None:
    """A text comes back as it was, in letters that fit anywhere."""
    assert unpack(pack(text)) == text.encode("utf-8", "replace").decode()
    assert pack(text).isascii()


def test_bounded() -> None:
    """Of a text without end the beginning is kept."""
    assert unpack(pack("가" * 5 * LONGEST)) == "가" * LONGEST
