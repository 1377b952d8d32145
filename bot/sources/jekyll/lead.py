"""The first real paragraph of a body: what an alert says where the editor wrote no excerpt."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from bot.sources.jekyll import plain
from bot.sources.prose.paragraphs import entries, paragraphs, root_of
from bot.sources.prose.plain import from_html

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENOUGH = 16 * 1024
# HTML that begins a block stays as it is in Markdown, up to a blank line.
_RAW = re.compile(
    r"</?(?:p|div|section|article|main|center|blockquote|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|figure|hr|iframe)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"<h([1-6])\b[^<>]*>[^<>]*</h\1>|#[^\n]*", re.IGNORECASE)
# A paragraph with no more than links and emphasis, at the beginning: most news. The parser takes 2 us a character.
_SIMPLE = re.compile(r"(?!\d+[.)]\s)[^\W_](?:[^<>`~\\&{}|\n]|\n(?![ \t]*(?:[-=#+:*\n]|\d+[.)]|\Z)))*")


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
        silent += _HEADING.fullmatch(chunk) is not None or not from_html(chunk)
        spoken = number - silent
        if number == len(chunks) or (spoken and spoken & (spoken - 1) == 0):  # 1, 2, 4, 8 ... and all
            root = root_of(markup, site_url)
            said = next(paragraphs(root), "") if root else ""
            if said:
                return said
    return next(entries(root), "") if root else ""


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])
