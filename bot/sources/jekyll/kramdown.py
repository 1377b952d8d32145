"""Markdown as kramdown writes it, as near as markdown-it comes: ids of headings, curly quotes, blank lines."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import regex
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_NOT_IN_ID = regex.compile(r"[^\p{Word}\- \t]")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")


@cache
def _parser() -> MarkdownIt:
    """Return the parser of Markdown as kramdown knows it: tables, strikethrough, curly quotes."""
    return MarkdownIt("commonmark", {"typographer": True, "xhtmlOut": True}).enable(
        ["table", "strikethrough", "replacements", "smartquotes"]
    )


def to_html(source: str) -> str:
    """Return the source as HTML: top-level blocks are parted by blank lines where the source has them."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    tokens = _parser().parse(text)
    _name_headings(tokens)
    html = ""
    for block in _blocks(tokens):
        start, end = block[0].map or (0, 0)
        rendered = _parser().renderer.render(block, _parser().options, {})
        if block[0].type == "html_block":
            rendered = _BARE_AMPERSAND.sub("&amp;", rendered).rstrip("\n") + "\n"
        end -= next((back for back in range(end - start) if lines[end - 1 - back].strip()), 0)
        html += rendered + ("\n" if end < len(lines) - 1 and not lines[end].strip() else "")
    return html


def _blocks(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens by top-level block."""
    blocks: list[list[Token]] = []
    is_open = False
    for token in tokens:
        if is_open:
            blocks[-1].append(token)
        else:
            blocks.append([token])
        is_open = token.level > 0 or token.nesting == 1
    return blocks


def _name_headings(tokens: Sequence[Token]) -> None:
    """Give headings the ids that links into the page use; the second of a name is `name-1`."""
    used: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            text = "".join(child.content for child in inline.children or ())
            name = _NOT_IN_ID.sub("", text.lower()).replace(" ", "-").replace("\t", "-") or "section"
            again = used.get(name, 0)
            used[name] = again + 1
            opening.attrSet("id", f"{name}-{again}" if again else name)
