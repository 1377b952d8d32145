"""The paragraphs of an HTML text, in order, and what stands in for them where there are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from bot.sources.prose.plain import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Headings, pictures and code say nothing by themselves; a list or a table does only where there is nothing else.
_SILENT = "script, style, template, figure, iframe, pre, hr, h1, h2, h3, h4, h5, h6"
_BLOCKS = frozenset(("div", "section", "article", "main", "center", "blockquote"))
_SECOND = frozenset(("table", "ul", "ol", "dl", "nav", "aside", "footer"))
# Stands before a link to the site's own front page: a short line with one only sends readers there.
_HOME = "\ufdd0"
_SHORT = 60
_DEEP = 30


def first_said(markup: str, *, site_url: str = "") -> str:
    """Return the first paragraph that says something, as one line; else the first entry of a list or table."""
    root = root_of(markup, site_url)
    return (next(paragraphs(root), "") or next(entries(root), "")) if root else ""


def root_of(markup: str, site_url: str) -> LexborNode | None:
    """Return the tree of what may speak, with every link to the front page marked."""
    root = LexborHTMLParser(_BREAK.sub("\n", markup)).body
    if root is None:
        return None
    for node in root.css(_SILENT):
        node.decompose()
    for link in root.css("a"):
        if site_url and (link.attributes.get("href") or "").rstrip("/") == site_url.rstrip("/"):
            link.insert_before(_HOME)
    return root


def paragraphs(node: LexborNode, depth: int = 0) -> Iterator[str]:
    """Yield the texts of paragraphs, and of what stands between them, in order; lists and tables are passed over."""
    loose = ""
    for child in node.iter(include_text=True):
        if child.tag != "p" and child.tag not in _BLOCKS and child.tag not in _SECOND:
            loose += child.text()
            continue
        yield from _said(loose)
        loose = ""
        if child.tag == "p" or (child.tag in _BLOCKS and depth == _DEEP):
            yield from _said(child.text())
        elif child.tag in _BLOCKS:
            yield from paragraphs(child, depth + 1)
    yield from _said(loose)


def entries(node: LexborNode) -> Iterator[str]:
    """Yield the entries of lists, then the cells of tables, then whatever there is."""
    for wanted in ("li", "td, th"):
        for child in node.css(wanted):
            yield from _said(child.text())
    yield from _said(node.text())


def _said(text: str) -> Iterator[str]:
    """Yield the text as one line, if it says anything."""
    said = line(text)
    if any(map(str.isalnum, said)) and not (_HOME in said and len(said) < _SHORT):
        yield said.replace(_HOME, "")
