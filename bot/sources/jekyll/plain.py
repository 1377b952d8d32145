"""Plain text out of what an editor wrote: HTML, Markdown, Liquid, or none of them."""

from __future__ import annotations

import re

from bot.sources.prose.plain import from_html

# Every reach has an end: a body of nothing but "{%" or "**" must not cost its length squared.
_LIQUID = re.compile(
    r"\{%-?\s*comment\b.{0,2000}?\{%-?\s*endcomment\s*-?%\}|\{%.{0,300}?%\}|\{\{.{0,300}?\}\}|^\{:[^}]{0,300}\}[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(r"!?\[([^\]\[]*)\](?:\([^()\s]*(?:\s+\"[^\"]{0,200}\")?\)|\[[^\]\[]*\])")
_EMPHASIS = re.compile(
    r"(\*\*|__|~~)(?=\S)(.{1,300}?)(?<=\S)\1|(?<![\w*])\*(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\*(?![\w*])"
)


def from_markup(markup: str) -> str:
    """Return HTML, with Markdown's emphasis and links in it, as one line of text."""
    text = without_liquid(markup)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "__" in text or "~~" in text:
        text = _EMPHASIS.sub(lambda match: match[2] or match[3], text)
    return from_html(text)


def without_liquid(text: str) -> str:
    """Return the text without Jekyll's template tags and attribute lists."""
    return _LIQUID.sub("", text) if "{" in text else text
