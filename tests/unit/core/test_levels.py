"""How loudly a post is announced."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.levels import LevelRule, graded
from bot.core.post import Level
from tests.builders import a_post

BREAKING = Level.BREAKING


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        (LevelRule(level=BREAKING, title_prefix="[속보]"), {"title": "[속보] 비가 옵니다"}),
        (LevelRule(level=BREAKING, category="news"), {"categories": ("News",)}),
        (LevelRule(level=BREAKING, tag="Urgent"), {"tags": ("urgent",)}),
        (LevelRule(level=BREAKING, image="*breakingnews*"), {"image": "https://newsdao.kr/newsdao_BreakingNews.jpg"}),
    ],
)
def test_rule(rule: LevelRule, fields: dict[str, Any]) -> None:
    """A rule that matches gives its level, whatever the case of the words."""
    assert graded(a_post(**fields), [rule]).level is BREAKING


def test_every_condition() -> None:
    """All conditions of a rule must hold."""
    rule = LevelRule(level=BREAKING, category="News", title_prefix="[속보]")
    assert graded(a_post(title="제목", categories=("News",)), [rule]).level is Level.NORMAL


def test_first_rule() -> None:
    """The first rule that matches decides."""
    rules = [LevelRule(level=Level.SILENT, category="News"), LevelRule(level=BREAKING, category="News")]
    assert graded(a_post(), rules).level is Level.SILENT


def test_declared() -> None:
    """What a post declares itself beats every rule."""
    rules = [LevelRule(level=BREAKING, category="News")]
    assert graded(a_post(declared=Level.SILENT), rules).level is Level.SILENT


def test_no_rule() -> None:
    """Without a rule that matches a post is normal."""
    assert graded(a_post(), []).level is Level.NORMAL
