"""Whether Discord holds what was asked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.platforms.discord.likeness import holds


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ({"title": "a", "type": "rich"}, {"title": "a"}),
        ({"title": "a"}, {"title": " a\n", "footer": None}),
        ({"default_member_permissions": "32"}, {"default_member_permissions": 32}),
        ([{"url": "u", "width": 4}], [{"url": "u"}]),
        ({}, {"options": [], "required": False}),
    ],
)
def test_like(whole: Any, part: Any) -> None:
    """What Discord adds, and how it writes nothing, makes no difference."""
    assert holds(whole, part)


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ({"title": "a"}, {"title": "b"}),
        ({"title": "a", "footer": {"text": "old"}}, {"title": "a", "footer": None}),
        ({}, {"title": "a"}),
        ([{"url": "u"}, {"url": "v"}], [{"url": "u"}]),
        (None, {"title": "a"}),
        (None, [1]),
    ],
)
def test_unlike(whole: Any, part: Any) -> None:
    """What was asked and is not there, and what is there and was not asked, does."""
    assert not holds(whole, part)
