"""Each bad file is one problem with its place and its remedy, and harms nothing else."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from bot.core.post import Post
from bot.core.sighting import Problem
from bot.sources.jekyll import MOST_READ, open_post

from .reading import NOW, PATH, SITE, outcome, page, post_of, problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOMB = "\n".join(
    ["a: &a [x,x,x,x,x,x,x,x,x,x]"]
    + [f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
)
MERGES = "\n".join(
    ["a: &a {x: 1}"]
    + [f"{new}: &{new} {{<<: [{','.join([f'*{old}'] * 10)}]}}" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
)


@pytest.mark.parametrize(
    ("lines", "line", "hint"),
    [
        (["categories: [News]", "title: 속보: 콜론"], 3, "quotes"),
        (["title: [속보] 제목"], 2, "quotes"),
        (["title: 글", "excerpt: 'a", "b: c"], 3, "quotes"),
        (["title: 글", "\tcategories: News"], 3, "spaces"),
        (["title: !!python/object/apply:os.system [id]"], 2, ""),
        (["title: &a [*a]"], 2, "plainly"),
    ],
    ids=["colon", "bracket", "quote", "tab", "object", "itself"],
)
def test_broken_yaml(lines: list[str], line: int, hint: str) -> None:
    """Broken YAML names the line of the file, counted with the opening `---`, and what to do about it."""
    problem = problem_of(page(*lines))
    assert (problem.where, problem.line) == (PATH, line)
    assert hint in problem.remedy


@pytest.mark.parametrize("text", ["- a\n- b", "just words"])
def test_no_mapping(text: str) -> None:
    """Front matter that is a list or words, Jekyll cannot read; nor is it announced."""
    assert "key: value" in problem_of(page(text)).what


@pytest.mark.parametrize("bomb", [BOMB, MERGES], ids=["lists", "merges"])
def test_alias_bomb(bomb: str) -> None:
    """Aliases that would grow to billions of values are refused at once."""
    begun = time.monotonic()
    problem = problem_of(page("title: 글", bomb))
    assert time.monotonic() - begun < 1
    assert "aliases" in problem.what
    assert problem.line in range(3, 12)


@pytest.mark.parametrize("deep", ["[" * 60_000, "- " * 30_000, "? " * 30_000, "{a: " * 15_000, "a: " + "[" * 99])
def test_depth(deep: str) -> None:
    """Values nested so deep that the C loader would end the process are refused before it sees them."""
    assert problem_of(page(deep)).where == PATH


@pytest.mark.parametrize("number", ["9" * 5000, f"0x{'f' * 5000}", f"0b{'1' * 20_000}", ":".join(["59"] * 3000)])
def test_huge_number(number: str) -> None:
    """A number of five thousand digits is a problem of its post, no exception, however it is written."""
    assert "quotes" in problem_of(page(f"title: {number}")).remedy


@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "open"])
def test_huge_front_matter(*, is_closed: bool) -> None:
    """Five megabytes of front matter are never parsed."""
    text = "---\n" + "title: 길고 긴 글\n" * 300_000 + ("---\n" if is_closed else "")
    begun = time.monotonic()
    problem = problem_of(text.encode()[:MOST_READ])
    assert time.monotonic() - begun < 1
    assert "64 KiB" in problem.what


def test_unclosed() -> None:
    """Front matter that is never closed, Jekyll would show as text; the bot says so and waits."""
    problem = problem_of("---\ntitle: 글\n\n본문\n")
    assert (problem.line, problem.remedy) == (1, "End it with a line that says `---`.")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (page("title: 글").encode("utf-16"), "binary"),
        (page("title: 글").encode("cp949"), "UTF-8"),
        (page("title: 글").replace("\n", "\r").encode(), "lone CR"),
    ],
    ids=["empty", "blank", "picture", "utf-16", "cp949", "cr"],
)
def test_no_text(content: bytes, word: str) -> None:
    """A file that is empty, binary, in another encoding or with an old Mac's line ends is named as such."""
    assert word in problem_of(content).what


def test_encoding_line() -> None:
    """A stray byte is found on its line."""
    assert problem_of(page("title: 글").encode() + b"\xff").line == 6


def test_cut_in_a_letter() -> None:
    """A body longer than what is read may end in the middle of a Korean letter."""
    content = page("title: 글", body="가" * MOST_READ).encode()
    for length in range(MOST_READ, MOST_READ + 3):
        assert post_of(content[:length]).title == "글"


@pytest.mark.parametrize("line", ["title: [속보]", "title: {a: b}", "title: ''", "title: '<p></p>'"])
def test_no_title(line: str) -> None:
    """A title that is a list (`[속보]` without quotes), a mapping or nothing is a problem on its line."""
    problem = problem_of(page("categories: News", line))
    assert (problem.line, "title" in problem.what) == (3, True)


@pytest.mark.parametrize("date", ["not-a-date", "", "2026-13-01", "2026-11-32", "20:15", "2026년 11월 20일"])
def test_bad_date(date: str) -> None:
    """A date that Jekyll cannot read stops its whole build, and the editor is told so."""
    problem = problem_of(page("title: 글", f"date: {date}"))
    assert problem.line == 3
    assert "Jekyll stops the whole site's build" in problem.what


def test_bad_date_in_name() -> None:
    """A file's name with a month that does not exist stops Jekyll's build as well."""
    assert "whole site's build" in problem_of(page("title: 글"), "_posts/2026-13-01-글.md").what


def test_bad_categories() -> None:
    """Categories that are neither words nor a list cost Jekyll the whole front matter."""
    assert problem_of(page("title: 글", "categories: 7")).line == 3


def test_name_not_utf8() -> None:
    """A file's name in another encoding is a problem that can be printed."""
    name = os.fsdecode("_posts/2026-11-20-글.md".encode("cp949"))
    assert problem_of(page("title: 글"), name).where.encode()


@pytest.mark.parametrize(
    "body",
    ["{%" * 60_000, "{{" * 60_000, "**a" * 40_000, "[" * 120_000, "<" * 120_000, "<p " * 40_000, "![" * 60_000,
     "<script" * 20_000, "<!--" * 30_000, "- " * 60_000, "> " * 60_000, "a\n" * 60_000, "`" * 120_000, "*_" * 60_000,
     "&" * 120_000, "<div>" * 30_000, "{: " * 40_000, "{% comment %}" * 9_000, "|" * 120_000, " \n" * 60_000 + "a"],
    ids=lambda body: body[:8].strip(),
)  # fmt: skip
def test_hostile_body(body: str) -> None:
    """A body made to keep a parser busy takes no longer than any other."""
    begun = time.monotonic()
    assert isinstance(outcome(page("title: 글", body=body)), Post)
    assert time.monotonic() - begun < 5


def test_unreadable(tmp_path: Path) -> None:
    """What cannot be opened as a file is a problem, and the next post still comes."""
    posts = tmp_path / "_posts"
    posts.mkdir()
    os.mkfifo(posts / "2026-11-20-pipe.md")
    (posts / "2026-11-20-folder.md").mkdir()
    (posts / "2026-11-20-loop.md").symlink_to("2026-11-20-loop.md")
    (posts / "2026-11-20-outside.md").symlink_to("/etc/hostname")
    (posts / "2026-11-20-good.md").write_text(page("title: 글"))
    for name in ("pipe", "folder", "loop", "outside"):
        found = open_post(tmp_path, f"_posts/2026-11-20-{name}.md", SITE, now=NOW)
        assert isinstance(found, Problem), name
        assert found.remedy
    assert isinstance(open_post(tmp_path, "_posts/2026-11-20-good.md", SITE, now=NOW), Post)
    assert open_post(tmp_path, "_posts/2026-11-20-gone.md", SITE, now=NOW) is None


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Be nobody for a while where the tests run as root, whom no permission stops."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    yield
    os.seteuid(before)


def test_forbidden(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A file that the bot may not read is a problem that says whose permission is missing."""
    post = tmp_path / "_posts" / "2026-11-20-a.md"
    post.parent.mkdir()
    post.write_text(page("title: 글"))
    post.chmod(0)
    request.getfixturevalue("ordinary_user")
    found = open_post(tmp_path, "_posts/2026-11-20-a.md", SITE, now=NOW)
    assert isinstance(found, Problem)
    assert "chmod" in found.remedy
