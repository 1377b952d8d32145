"""Everything Jekyll 4.3.1 computed for 76 files under 21 configurations, the reader computes as well."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.sources.jekyll import BuildStopped, Site, answers_of, read_document

from .reading import DATA, NOW

# The files' modification time while Jekyll ran: the date of a draft that has none.
CHANGED_AT = datetime.fromtimestamp(1_721_600_000, UTC)
FLAGS = {"--future": "future", "--drafts": "show_drafts", "--unpublished": "unpublished"}
LEFT_OUT = {
    ("_posts/2024-07-22-enc-cr.md", key): "a list that runs into `---` without a blank line is text to kramdown alone"
    for key in ("excerpt", "excerpt_text")
}


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


CONFIGS: dict[str, dict[str, Any]] = json.loads((DATA / "configs.json").read_text("utf-8"))
ABORTED: list[dict[str, str]] = json.loads((DATA / "build_aborted_by.json").read_text("utf-8"))
FILES = {post["path"]: b64decode(post["bytes_base64"]).decode() for post in _lines("posts.jsonl")}
EXPECTED = _lines("expected.jsonl")


def _site(config: str) -> Site:
    flags: dict[str, Any] = {FLAGS[flag]: True for flag in CONFIGS[config]["flags"]}
    return replace(Site.parse(CONFIGS[config]["yaml"]), **flags)


def _computed(site: Site, expected: dict[str, Any]) -> dict[str, Any]:
    """Return our answers; where Jekyll took the build's time for a date, that is our now."""
    now = datetime.fromisoformat(expected["date"]) if expected.get("date_is_build_time") else NOW
    document = read_document(expected["path"], FILES[expected["path"]], site, now=now, changed_at=CHANGED_AT)
    return (
        {**answers_of(document)}
        if document and document.is_published
        else {"path": expected["path"], "published": False}
    )


def _differences(site: Site, expected: dict[str, Any]) -> list[str]:
    computed = _computed(site, expected)
    path = expected["path"]
    return [
        f"{path}: {key} is {computed.get(key)!r}, to Jekyll {value!r}"
        for key, value in expected.items()
        if key not in {"config", "date_is_build_time"} and (path, key) not in LEFT_OUT and computed.get(key) != value
    ]


@pytest.mark.parametrize("config", CONFIGS)
def test_agrees(config: str) -> None:
    """Every post, draft and document of the configuration comes out as Jekyll had it, in every field."""
    site = _site(config)
    expected = [answer for answer in EXPECTED if answer["config"] == config]
    assert len(expected) == 74
    assert [difference for answer in expected for difference in _differences(site, answer)] == []


def test_compares_all_answers() -> None:
    """No answer of Jekyll's stays uncompared but the fields left out, each for its reason."""
    assert len(EXPECTED) == 1554
    assert {answer["config"] for answer in EXPECTED} == {*CONFIGS}
    assert all(path in FILES for path, _ in LEFT_OUT)
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("path", [entry["path"] for entry in ABORTED])
def test_stops_where_jekyll_stops(path: str) -> None:
    """A date that stops Jekyll's whole build is told in these words, with its line in the file."""
    with pytest.raises(BuildStopped, match="Jekyll stops the whole site's build") as stopped:
        read_document(path, FILES[path], _site("default"), now=NOW)
    assert stopped.value.problem.where == path
    assert stopped.value.problem.line == 7
