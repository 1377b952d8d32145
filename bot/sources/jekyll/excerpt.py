"""Excerpts as Jekyll makes them: the front matter's own, else the body up to the separator, as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.sources.jekyll import ruby
from bot.sources.jekyll.kramdown import to_html

if TYPE_CHECKING:
    from bot.sources.jekyll.document import Document

_DEFINITION = re.compile(r"^ {0,3}(\[[^\]]+\])(:.+)$", re.MULTILINE)
_NO_TEXT = re.compile(r"<script.*?</script>|<!--.*?-->|<style.*?</style>", re.DOTALL)
_LONGEST = 20_000


def excerpt_of(document: Document) -> str:
    """Return the excerpt as a template prints it, HTML and all."""
    own = document.data.get("excerpt")
    if ruby.is_true(own):
        return ruby.to_s(own)
    separator = document.data.get("excerpt_separator")
    separator = ruby.to_s(separator) if ruby.is_true(separator) else document.site.excerpt_separator
    if not separator or "tags" not in document.data:
        return ""
    source = _source(document.body, separator)
    return to_html(source) if document.is_markdown else source


def strip_html(excerpt: str) -> str:
    """Return the excerpt as the filters `strip_html` and `normalize_whitespace` do: entities stay as they are."""
    markup, end, rest = _NO_TEXT.sub("", excerpt[:_LONGEST]).rpartition(">")
    return " ".join((re.sub(r"<[^>]*>", "", markup + end) + rest).split())


def _source(body: str, separator: str) -> str:
    """Return the body before the separator, with the definitions its reference links need from behind it."""
    head, _, tail = body.partition(separator)
    needed = [match[0].lstrip(" ") for match in _DEFINITION.finditer(tail) if match[1] in head]
    return "\n\n".join([head, "\n".join(needed)]) if needed else head
