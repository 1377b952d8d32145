"""The first real paragraph of a body: what an alert says where the editor wrote no excerpt."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from bot.sources.jekyll import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

_ENOUGH = 16 * 1024
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Headings, pictures and code say nothing by themselves; a list or a table does only where there is nothing else.
_SILENT = "script, style, template, figure, iframe, pre, hr, h1, h2, h3, h4, h5, h6"
_BLOCKS = frozenset(("div", "section", "article", "main", "center", "blockquote"))
_SECOND = frozenset(("table", "ul", "ol", "dl", "nav", "aside", "footer"))
# HTML that begins a block stays as it is in Markdown, up to a blank line.
_RAW = re.compile(
    r"</?(?:p|div|section|article|main|center|blockquote|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|figure|hr|iframe)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"<h([1-6])\b[^<>]*>[^<>]*</h\1>|#[^\n]*", re.IGNORECASE)
# A paragraph with no more than links and emphasis, at the beginning: most news. The parser takes 2 us a character.
_SIMPLE = re.compile(r"(?!\d+[.)]\s)[^\W_](?:[^<>`~\\&{}|\n]|\n(?![ \t]*(?:[-=#+:*\n]|\d+[.)]|\Z)))*")
# Stands before a link to the site's own front page: a short line with one only sends readers there.
_HOME = "\ufdd0"
_SHORT = 60
_DEEP = 30


def lead_of(body: str, *, is_markdown: bool, site_url: str) -> str:
    """Return the first paragraph that says something, as one line; empty where the body says nothing."""
    text = plain.without_liquid(body[:_ENOUGH]).replace("\r\n", "\n").strip("\n")
    chunks = text.split("\n\n") if is_markdown else [text]
    if is_markdown and _SIMPLE.fullmatch(chunks[0]):
        said = plain.from_markup(chunks[0])
        if not {*"*[]"} & {*said}:
            return said
    if "```" in text or "~~~" in text or "][" in text:
        chunks = [text]  # code and definitions reach over blank lines
    return _first_said(chunks, is_markdown=is_markdown, site_url=site_url)


def _first_said(chunks: Sequence[str], *, is_markdown: bool, site_url: str) -> str:
    """Return the first paragraph of the chunks, which are parsed only as far as it takes."""
    markup = ""
    root = None
    silent = 0
    for number, chunk in enumerate(chunks, 1):
        markup += chunk if not is_markdown or _RAW.match(chunk) else _parser().render(chunk)
        silent += _HEADING.fullmatch(chunk) is not None or not plain.from_html(chunk)
        spoken = number - silent
        if number == len(chunks) or (spoken and spoken & (spoken - 1) == 0):  # 1, 2, 4, 8 ... and all
            root = _root(markup, site_url)
            said = next(_paragraphs(root), "") if root else ""
            if said:
                return said
    return next(_entries(root), "") if root else ""


def _root(markup: str, site_url: str) -> LexborNode | None:
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


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _paragraphs(node: LexborNode, depth: int = 0) -> Iterator[str]:
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
            yield from _paragraphs(child, depth + 1)
    yield from _said(loose)


def _entries(node: LexborNode) -> Iterator[str]:
    """Yield the entries of lists, then the cells of tables, then whatever there is."""
    for wanted in ("li", "td, th"):
        for child in node.css(wanted):
            yield from _said(child.text())
    yield from _said(node.text())


def _said(text: str) -> Iterator[str]:
    """Yield the text as one line, if it says anything."""
    said = plain.line(text)
    if any(map(str.isalnum, said)) and not (_HOME in said and len(said) < _SHORT):
        yield said.replace(_HOME, "")
