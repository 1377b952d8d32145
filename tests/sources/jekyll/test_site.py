"""A site's settings: what `_config.yml` says, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.sighting import Problem
from bot.sources.jekyll import Faulty, Site, answers_of, read_document

from .reading import CONFIG, NOW, PATH, SITE, outcome, page, post_of

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "_posts/2026-11-20-Example-Post.md"


def _url(config: str, path: str = EXAMPLE, *front_matter: str) -> str:
    document = read_document(path, page("title: t", *front_matter), Site.parse(config), now=NOW)
    assert document is not None
    return answers_of(document)["absolute_url"]


def test_load(tmp_path: Path) -> None:
    """The settings are read from the site's folder, with Jekyll's defaults where it says nothing."""
    (tmp_path / "_config.yml").write_text("\ufeff" + CONFIG + "exclude: [drafts]\nfuture: true\nmarkdown_ext: md,txt\n")
    site = Site.load(tmp_path)
    assert (site.title, site.url, site.permalink) == ("newsdao", "https://newsdao.kr", "/:categories/:title/")
    assert (str(site.zone), site.baseurl, site.future, site.excerpt_separator) == ("Asia/Seoul", "", True, "\n\n")
    assert {"drafts", "node_modules"} <= {*site.exclude}
    assert site.markdown_extensions == {"md", "txt"}
    assert site.problem is None


def test_yaml_extension(tmp_path: Path) -> None:
    """A `_config.yaml` does as well."""
    (tmp_path / "_config.yaml").write_text("url: https://newsdao.kr")
    assert Site.load(tmp_path).url == "https://newsdao.kr"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("title: a\nurl: b: c\n", 2, "broken YAML"),
        ("title: a\ntimezone: Asia/Seoull\n", 2, "timezone"),
        ("- a\n- b\n", 1, "key: value"),
        ("a: &a [1]\n" + "b: [" + "*a," * 30_000 + "]\n", 2, "aliases"),
    ],
)
def test_faulty(tmp_path: Path, text: str, line: int, word: str) -> None:
    """A broken `_config.yml` is refused with its line."""
    (tmp_path / "_config.yml").write_text(text)
    with pytest.raises(Faulty, match=word) as faulty:
        Site.load(tmp_path)
    assert (faulty.value.problem.where, faulty.value.problem.line) == ("_config.yml", line)


def test_unreadable(tmp_path: Path) -> None:
    """A missing folder and a file that is no text are named with their remedy."""
    with pytest.raises(Faulty, match="no such folder"):
        Site.load(tmp_path / "gone")
    (tmp_path / "_config.yml").write_bytes("title: 속보".encode("cp949"))
    with pytest.raises(Faulty, match="UTF-8"):
        Site.load(tmp_path)


def test_settings_elsewhere(tmp_path: Path) -> None:
    """Settings of a size that is no site's, or behind a link that leads out of it, are not read."""
    config = tmp_path / "site/_config.yml"
    config.parent.mkdir()
    config.write_text("# long\n" * 50_000)
    with pytest.raises(Faulty, match="256 KiB or more"):
        Site.load(config.parent)
    config.unlink()
    config.symlink_to("/etc/passwd")
    with pytest.raises(Faulty, match="leads out of the site"):
        Site.load(config.parent)


@pytest.mark.parametrize("config", ["", "url: ''", "url: newsdao.kr", "url: /news"])
def test_without_url(config: str) -> None:
    """A site without an address of its own cannot announce anything, and is told to say it."""
    site = Site.parse(config)
    assert site.problem is not None
    assert "url: https://" in site.problem.remedy
    assert isinstance(outcome(page("title: 글"), site=site), Problem)
    assert post_of(page("title: 글"), site=replace(site, url="https://newsdao.kr")).link.startswith(
        "https://newsdao.kr"
    )


def test_no_config(tmp_path: Path) -> None:
    """A folder without `_config.yml` is a site with Jekyll's defaults, which lacks an address."""
    assert Site.load(tmp_path).problem is not None


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("date", "/2026/11/20/Example-Post.html"),
        ("pretty", "/2026/11/20/Example-Post/"),
        ("ordinal", "/2026/324/Example-Post.html"),
        ("weekdate", "/2026/W47/Fri/Example-Post.html"),
        ("none", "/Example-Post.html"),
        ("/:short_year/:i_month/:i_day/:slug", "/26/11/20/example-post"),
        ("/:short_month-:long_month/:short_day-:long_day/:w_year-:week-:w_day", "/Nov-November/Fri-Friday/2026-47-5"),
        ("/:slugified_categories/:collection/:name:output_ext", "/posts/2026-11-20-example-post.html"),
        ("/:title_/x", "/Example-Post_/x"),
        ("/:path", "/2026-11-20-Example-Post"),
    ],
)
def test_permalinks(permalink: str, url: str) -> None:
    """Every style and placeholder makes the URL that Jekyll makes."""
    assert _url(f"url: https://a.kr\npermalink: {permalink}") == f"https://a.kr{url}"


def test_unknown_placeholder() -> None:
    """A placeholder that does not exist stops Jekyll's build, and is named."""
    found = outcome(page("title: 글"), site=Site.parse("url: https://a.kr\npermalink: /:titel/"))
    assert isinstance(found, Problem)
    assert ":titel" in found.what


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://속보.한국", "https://xn--on3b37f.xn--3e0b707e"),
        ("HTTPS://NewsDao.KR:443", "https://newsdao.kr"),
        ("http://localhost:4000", "http://localhost:4000"),
        ("https://newsdao.kr/소식", "https://newsdao.kr/%EC%86%8C%EC%8B%9D"),
    ],
)
def test_origins(url: str, origin: str) -> None:
    """The site's address is normalized: an international name as DNS knows it, no default port."""
    assert _url(f"url: {url}\npermalink: none") == f"{origin}/Example-Post.html"


def test_defaults() -> None:
    """The narrower path wins, then the later entry; another type's defaults do not count."""
    config = (
        "url: https://a.kr\ndefaults:\n"
        "- {scope: {path: _posts/2026}, values: {permalink: /narrow/}}\n"
        "- {scope: {path: ''}, values: {permalink: /wide/, published: false}}\n"
        "- {scope: {path: '', type: pages}, values: {permalink: /pages/, published: true}}\n"
        "- {scope: {path: '_posts/*/x'}, values: {permalink: /glob/}}\n"
        "- {scope: 7, values: 7}\n- nonsense\n"
    )
    assert _url(config) == "https://a.kr/narrow/"
    assert outcome(page("title: t"), EXAMPLE, Site.parse(config)) is None


def test_collections_dir() -> None:
    """Where collections have a folder of their own, posts lie in it, and it is no category."""
    config = "url: https://a.kr\npermalink: none\ncollections_dir: all\ncollections: [news]\n"
    assert _url(config, f"all/{EXAMPLE}") == "https://a.kr/Example-Post.html"
    assert _url(config, f"all/korea/{EXAMPLE}") == "https://a.kr/korea/Example-Post.html"
    assert read_document(EXAMPLE, page("title: t"), Site.parse(config), now=NOW) is None


def test_flags_do_not_hide_problems() -> None:
    """Shown with `unpublished`, a post that is not published is a document as any other."""
    document = read_document(PATH, page("title: 글", "published: false"), replace(SITE, unpublished=True), now=NOW)
    assert document is not None
    assert document.is_published
