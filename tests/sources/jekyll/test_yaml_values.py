"""Values are made of YAML the short way, and are those that PyYAML makes."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.jekyll import safe_yaml
from bot.sources.jekyll.faults import Faulty

KEYS = st.sampled_from((
    "title", "제목", "1", "1.0", "true", "yes", "~", '"k"', "[a]", "{b: c}", "<<", "=", "? complex", ".nan", "07-7",
))  # fmt: skip
VALUES = st.sampled_from((
    "a", "", "~", "null", "yes", "No", "on", "1", "+1", "0x1f", "017", "0b11", "1_000", "1:20", "1e3", "1.5", "5.", "-",
    "9" * 400, ".inf", "-.Inf", ".nan", ".5", "=", "<<", "2026-11-20", "2026-11-20 09:00:00", "2026-11-20T09:00:00Z",
    "2026-11-20 09:00:00 +0900", "12:30:45", '"1"', "'~'", "[a, [1, {y: ~}]]", "{x: 1}", "{<<: {x: 1}}", "[속보] 제목",
    "!!str 1", '!!int "3"', "!!int x", "!!bool x", "!!set {a, b}", "!!binary aGk=", "!!map [a]", "!!seq a", "!x y",
    "!!timestamp x", "!!python/none x", "|\n  text", ">\n  folded\n  text", "'open", "{a", "@x", "%y", "0x", "- x",
))  # fmt: skip


def outcome(text: str, load: object) -> str:
    """Return what comes of the text, in words that tell 1 from 1.0 and true."""
    assert callable(load)
    try:
        return repr(load(text))
    except (Faulty, yaml.YAMLError, ValueError, KeyError):
        return "an error"


@given(st.lists(st.tuples(KEYS, VALUES), max_size=5), st.lists(VALUES, max_size=3))
def test_as_pyyaml(lines: list[tuple[str, str]], items: list[str]) -> None:
    """Whatever stands in it, a document means what it means to PyYAML, or is as wrong."""
    text = "\n".join([*(f"{key}: {value}" for key, value in lines), "list:", *(f"  - {item}" for item in items)])
    theirs = outcome(text, lambda text: yaml.load(text, Loader=safe_yaml._Loader))  # noqa: S506 - it is a SafeLoader
    assert outcome(text, lambda text: safe_yaml.load(text, "post.md")) == theirs


def test_no_such_boolean() -> None:
    """A word that is tagged as what it is not is the file's problem, and nobody else's."""
    with pytest.raises(Faulty, match=r"post\.md.*broken YAML"):
        safe_yaml.load("draft: !!bool maybe", "post.md")
