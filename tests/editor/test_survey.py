"""`preview --site DIR --json` over whole sites: Jekyll's own answers, line by line, whatever the site's settings."""

from __future__ import annotations

import json
import os
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest

from tests.editor.editor import CONFIG, GOOD, NOW
from tests.sources.jekyll.reading import DATA
from tests.sources.jekyll.test_agreement import ABORTED, CONFIGS, EXPECTED, LEFT_OUT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editor.editor import Editor

FILES = {
    one["path"]: b64decode(one["bytes_base64"])
    for one in map(json.loads, (DATA / "posts.jsonl").read_text("utf-8").splitlines())
}
STOPPING = [one["path"] for one in ABORTED]
CHANGED_AT = 1_721_600_000


@pytest.mark.parametrize("config", CONFIGS)
def test_agrees(config: str, editor: Editor) -> None:
    """Every field of every post and draft is what Jekyll computed; what Jekyll left out is not said to be published."""
    write(editor, config)
    expected = [one for one in EXPECTED if one["config"] == config and not one["path"].startswith("_news/")]
    built_at = next(one["date"] for one in expected if one.get("date_is_build_time"))
    lines = editor.records("--site", editor.root, *CONFIGS[config]["flags"], now=built_at)
    said = {line["path"]: line for line in lines}
    assert len(lines) == len(said)
    assert said.keys() <= {one["path"] for one in expected}
    assert len(expected) == 71
    assert [wrong for one in expected for wrong in differences(one, said.get(one["path"], {"published": False}))] == []


def write(editor: Editor, config: str) -> None:
    """Write the site that Jekyll was given, with the times of its files."""
    editor.write("_config.yml", CONFIGS[config]["yaml"])
    for path, content in FILES.items():
        if path not in STOPPING:
            os.utime(editor.write(path, content), (CHANGED_AT, CHANGED_AT))


def differences(expected: dict[str, Any], said: dict[str, Any]) -> list[str]:
    """Return what a line says otherwise than Jekyll; of what is not published, only that."""
    path = expected["path"]
    keys = expected.keys() - {"config", "date_is_build_time"} if expected["published"] else {"published"}
    return [
        f"{path}: {key} is {said.get(key)!r}, to Jekyll {expected[key]!r}"
        for key in keys
        if (path, key) not in LEFT_OUT and said.get(key) != expected[key]
    ]


@pytest.mark.parametrize("path", STOPPING)
def test_stops_where_jekyll_stops(path: str, editor: Editor) -> None:
    """A date that stops Jekyll's whole build is told in these words, for the file and for the site."""
    editor.write("_config.yml", CONFIG)
    file = editor.write(path, FILES[path])
    result = editor.preview(file)
    assert result.exit_code == 1
    assert f"{file}:7: error: the date" in result.stdout
    assert "cannot be read: Jekyll stops the whole site's build" in result.stdout
    (line,) = editor.records("--site", editor.root)
    assert (line["path"], line["published"], line["url"]) == (path, False, None)
    assert "Jekyll stops the whole site's build" in line["problems"][0]["what"]


def test_levels_and_problems(editor: Editor) -> None:
    """Each line has the level and the problems; of two posts with one address, the second is told."""
    editor.post("title: '[속보] 눈'", *GOOD[1:], path="_posts/2026-11-19-눈.md")
    editor.post(*GOOD, "alrt: none", path="_posts/2026-11-20-눈.md")
    editor.post("title: [a]", path="_posts/2026-11-21-c.md")
    first, second, third = editor.records("--site", editor.root)
    assert [one["level"] for one in (first, second, third)] == ["breaking", "normal", None]
    assert first["problems"] == []
    address, key = second["problems"]
    assert "same address as _posts/2026-11-19-눈.md" in address["what"]
    assert (key["line"], key["severity"]) == (5, "error")
    assert "`alert:`" in key["remedy"]
    assert "the title is a list" in third["problems"][0]["what"]


@pytest.mark.parametrize(
    ("flag", "path", "line"),
    [
        ("--drafts", "_drafts/a.md", ""),
        ("--future", "_posts/2030-01-01-a.md", ""),
        ("--unpublished", "_posts/2026-01-01-a.md", "published: false"),
    ],
)
def test_flags(flag: str, path: str, line: str, editor: Editor) -> None:
    """Each flag publishes what it publishes in Jekyll; without it a draft has no line at all."""
    os.utime(editor.post(*GOOD, *filter(None, [line]), path=path), (CHANGED_AT, CHANGED_AT))  # a draft's date
    assert [one["published"] for one in editor.records("--site", editor.root)] == (
        [] if flag == "--drafts" else [False]
    )
    assert [one["published"] for one in editor.records("--site", editor.root, flag)] == [True]


def test_misnamed(editor: Editor) -> None:
    """A text among the posts whose name is no post's has a line, with the problem; hidden files have none."""
    editor.post(*GOOD, path="_posts/눈.md")
    editor.post(*GOOD, path="_posts/.2026-11-20-눈.md.swp")
    (line,) = editor.records("--site", editor.root)
    assert (line["path"], line["published"]) == ("_posts/눈.md", False)
    assert "no post's" in line["problems"][0]["what"]


def test_for_people(editor: Editor) -> None:
    """Without `--json` every remark is a line that an editor can open, and the site is counted at the end."""
    wrong = editor.post(*GOOD, "alrt: none")
    editor.post("title: 눈", "excerpt: 눈", "alert: breaking", path="_posts/2026-11-19-b.md")
    result = editor.preview("--site", editor.root)
    assert result.exit_code == 0
    assert f"{wrong}:5: error: `alrt:`" in result.stdout
    assert "2 posts and drafts, 2 published; 1 breaking, 1 normal, 0 silent, 0 none" in result.stdout
    assert "1 with errors, 1 with nothing but warnings" in result.stdout


def test_broken_site(editor: Editor) -> None:
    """A site whose settings cannot be read is told on standard error, and has no lines."""
    editor.write("_config.yml", "url: [\n")
    result = editor.preview("--site", editor.root, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "_config.yml:" in result.stderr


def test_odd_values(editor: Editor) -> None:
    """What only YAML knows, and a name that is no UTF-8, still make lines of JSON."""
    editor.post("title: !!binary aGk=", "tags: [.nan, 2026-01-01]", path="_posts/2026-11-20-a.md")
    name = os.fsencode(editor.root / "_posts") + b"/2026-11-21-\xff.md"
    with open(name, "wb") as file:  # noqa: PTH123 - a Path would have to be text
        file.write(b"---\ntitle: x\n---\n")
    lines = editor.records("--site", editor.root)
    assert [line["path"] for line in lines] == ["_posts/2026-11-20-a.md", "_posts/2026-11-21-\\udcff.md"]
    assert "not UTF-8" in lines[1]["problems"][0]["what"]


def test_files_of_a_repository(editor: Editor, tmp_path: Path) -> None:
    """A link that leads out of the site is told, and not followed."""
    outside = tmp_path / "secret.md"
    outside.write_text("---\ntitle: secret\n---\n", encoding="utf-8")
    editor.post(*GOOD)
    (editor.root / "_posts/2026-11-21-b.md").symlink_to(outside)
    lines = editor.records("--site", editor.root, now=NOW)
    assert "leads out of the site" in lines[1]["problems"][0]["what"]
    assert "secret" not in json.dumps(lines[1])
