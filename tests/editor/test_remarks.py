"""Everything that may be wrong with a post is told with its line, and weighs what it should."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.editor.editor import GOOD, NAME

if TYPE_CHECKING:
    from tests.editor.editor import Editor

LONG = "아주 긴 말 " * 100
UNZONED = "date: 2026-11-20 20:00:00"
MOVED = f"5: warning: the {UNZONED.replace(':', '', 1)} is UTC to YAML: it means 2026-11-21 05:00 +0900, another day"


def test_nothing(editor: Editor) -> None:
    """A post in order has nothing said of it, and the command ends with 0."""
    file = editor.post(*GOOD)
    assert editor.record(file)["problems"] == []
    assert editor.preview(file).exit_code == 0


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (('title: "x',), "2: error: broken YAML"),
        (("title: x", "date: 2026-13-40"), "3: error: the date '2026-13-40' cannot be read: Jekyll stops the whole"),
        (('title: ""',), "2: error: the title is empty"),
        (("title: [a]",), "2: error: the title is a list"),
        ((*GOOD, "alert: loud"), "5: error: alert: loud is no level. Write one of breaking, normal, silent, none."),
        ((*GOOD, "embargo: soon"), "5: error: the embargo 'soon' is no date"),
        ((*GOOD, "alrt: breaking"), "5: error: `alrt:` says nothing to Jekyll or Sokbo. Is `alert:` meant?"),
        ((*GOOD[:2], "catagories: [A]"), "4: error: `catagories:` says nothing"),
        ((*GOOD, "publish: false"), "5: error: `publish:` says nothing to Jekyll or Sokbo. Is `published:` meant?"),
        ((*GOOD, "Date: 2026-11-20"), "5: error: `Date:` says nothing to Jekyll or Sokbo. Is `date:` meant?"),
        ((*GOOD, "image: /assets/no.jpg"), "5: error: the site's folder has no picture assets/no.jpg"),
        ((*GOOD, "image: /assets/no.svg"), "5: error: no chat shows a picture like no.svg"),
        ((*GOOD, f"permalink: /{'a' * 2100}/"), " error: the link is none that a chat takes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_errors(lines: tuple[str, ...], expected: str, editor: Editor) -> None:
    """What prevents an alert or changes it ends the command with 1."""
    file = editor.post(*lines)
    result = editor.preview(file)
    assert f"{file}:{expected}" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("lines", "body", "expected"),
    [
        ((f"title: {LONG}", *GOOD[1:]), "", "2: warning: the title is cut after 250 characters"),
        ((f"title: '{'[a]' * 80}'", *GOOD[1:]), "", "2: warning: Discord shows the title cut"),
        ((GOOD[0], f"excerpt: {LONG}"), "", "3: warning: the excerpt is cut after 500 characters"),
        ((GOOD[0],), LONG, " warning: the first paragraph, which stands for an excerpt, is cut after 500"),
        ((GOOD[0], "excerpt: 첫눈이 내립니다."), "", "3: warning: the excerpt only repeats the title"),
        ((GOOD[0], "excerpt: 첫눈이 내립니다. 밤새 옵니다."), "", "3: warning: the excerpt begins with the title"),
        ((GOOD[0],), "", " warning: has no excerpt"),
        (GOOD[1:], "", " warning: has no title, so it is made of the file's name: 첫눈"),
        ((*GOOD, UNZONED), "", MOVED),
        ((*GOOD, f"slug: {'눈' * 60}"), "", " warning: the link has 568 characters: Discord shows no button"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_warnings(lines: tuple[str, ...], body: str, expected: str, editor: Editor) -> None:
    """What an editor may not know is told, and ends the command with 0."""
    file = editor.post(*lines, body=body)
    result = editor.preview(file)
    assert f"{file}:{expected}" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "line",
    ["date: '2026-11-20 20:00:00'", "date: 2026-11-20 20:00:00 +0900", "date: 2026-11-20", "date: 2026-11-20 20:00"],
)
def test_dates_as_meant(line: str, editor: Editor) -> None:
    """A date that is by the site's clock, or names its offset, is no surprise."""
    assert editor.record(editor.post(*GOOD, line))["problems"] == []


@pytest.mark.parametrize(
    "line", ["author: a", "image_alt: a", "publisher: a", "images: [a]", "layout: post", "태그: a"]
)
def test_other_keys(line: str, editor: Editor) -> None:
    """Keys of themes and other tools are left alone."""
    assert editor.record(editor.post(*GOOD, line))["problems"] == []


def test_both_keys(editor: Editor) -> None:
    """A key that is nearly one of ours is left alone where ours is there too."""
    assert editor.record(editor.post(*GOOD, "titel: Untertitel"))["problems"] == []


def test_everything_at_once(editor: Editor) -> None:
    """One mistake does not hide the next: all are told, by line."""
    file = editor.post('title: ""', "alert: loud", "catagories: [A]", "date: 2026-11-20 20:00:00")
    assert [one["line"] for one in editor.record(file)["problems"]] == [2, 3, 4, 5]


def test_picture(editor: Editor) -> None:
    """A picture that is there is told with its weight; one above 5 MB is an error, one from elsewhere not looked at."""
    editor.write("assets/눈.jpg", b"x" * 2000)
    file = editor.post(*GOOD, "image: /assets/눈.jpg")
    assert editor.record(file)["picture"]["bytes"] == 2000
    assert "(2 kB)" in editor.preview(file).stdout
    with (editor.root / "assets/눈.jpg").open("r+b") as picture:
        picture.truncate(5_000_001)
    (problem,) = editor.record(file)["problems"]
    assert (problem["severity"], problem["line"]) == ("error", 5)
    assert "5.0 MB" in problem["what"]
    assert editor.record(editor.post(*GOOD, "image: https://elsewhere.org/a.jpg"))["problems"] == []


def test_picture_below_baseurl(editor: Editor) -> None:
    """A site below a path has its pictures in its folder all the same."""
    editor.write("_config.yml", "url: https://newsdao.kr\nbaseurl: /blog\n")
    editor.write("assets/a.jpg", b"x")
    assert editor.record(editor.post(*GOOD, "image: /assets/a.jpg"))["picture"]["bytes"] == 1


def test_decomposed_name(editor: Editor) -> None:
    """A name as a Mac writes it is told."""
    file = editor.post(*GOOD, path=unicodedata.normalize("NFD", NAME))
    (problem,) = editor.record(file)["problems"]
    assert problem["severity"] == "warning"
    assert "NFD" in problem["what"]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("_posts/2025-01-01-첫눈.md", ""),
        ("_posts/2025-01-01-다른.md", "slug: 첫눈"),
        ("a/_posts/2025-01-01-b.md", "permalink: /weather/첫눈/"),
    ],
)
def test_same_address(path: str, line: str, editor: Editor) -> None:
    """A post whose page another one would overwrite is told, whatever gives that one its address."""
    editor.post(*GOOD, *filter(None, [line]), path=path)
    file = editor.post(*GOOD)
    (problem,) = editor.record(file)["problems"]
    assert problem["what"].startswith(f"has the same address as {path}")
    assert problem["severity"] == "error"
    editor.post(*GOOD, "published: false", path=path)
    assert editor.record(file)["problems"] == []


def test_site_without_address(editor: Editor) -> None:
    """A site that says no url has no links: that is told where it is to be mended."""
    editor.write("_config.yml", "title: newsdao\n")
    (problem,) = editor.record(editor.post(*GOOD))["problems"]
    assert problem["where"] == "_config.yml"


def test_unreadable(editor: Editor) -> None:
    """A file that is no UTF-8 text is told with its line."""
    file = editor.write(NAME, "---\ntitle: 눈\n---\n".encode("euc-kr"))
    assert f"{file}:2: error: not UTF-8" in editor.preview(file).stdout
