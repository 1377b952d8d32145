"""An independent reading of Discord's Markdown: markdown-it, with Discord's additions looked for by hand."""

from __future__ import annotations

from typing import NamedTuple

import regex
from markdown_it import MarkdownIt

# What Discord acts upon: people, roles, channels, commands, emoji and times anywhere; spoilers, headings, quotes.
_CALLS = regex.compile(
    r"@everyone|@here|<(?:@[!&]?\d|#\d|/[\w -]+:\d|a?:\w+:\d|t:-?\d|id:)|(?<!\\)\|\||(?m:^(?:-# |#{1,3} |>>> ))"
)
_READER = MarkdownIt("commonmark").enable("strikethrough").disable(["entity", "code"])


class Reading(NamedTuple):
    """What a reader sees: the words, the addresses behind them, and what Discord would act upon."""

    words: str
    links: list[str]
    calls: list[str]
    kinds: set[str]


def read(markdown: str) -> Reading:
    """Return how the Markdown reads; our invisible joiners are not among the words."""
    blocks = _READER.parse(markdown)
    inline = [token for block in blocks for token in block.children or ()]
    words = "".join("\n" if token.type == "softbreak" else token.content for token in inline)
    links = [str(token.attrs["href"]) for token in inline if token.type == "link_open"]
    kinds = {token.type for token in (*blocks, *inline)} - {"inline", "text", "text_special", "softbreak"}
    return Reading(words.replace("\u2060", ""), links, _CALLS.findall(markdown), kinds)
