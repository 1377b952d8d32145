"""How Jekyll makes a piece of a URL, or a title, out of a name."""

from __future__ import annotations

import regex

from bot.sources.jekyll.ruby import capitalize

# Since Jekyll 4.1 letters, marks and decimal digits of every script stay; `pretty` keeps what a path may hold bare.
_STRICT = regex.compile(r"[^\p{M}\p{L}\p{Nd}]+")
_PRETTY = regex.compile(r"[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+")


def slugify(name: str) -> str:
    """Return the name in lower case with every run of other characters as one hyphen: `:slug` and `:name`."""
    return _hyphenate(_STRICT, name).lower()


def prettify(name: str) -> str:
    """Return the name with its case and its harmless punctuation kept: `:title`."""
    return _hyphenate(_PRETTY, name)


def titleize(slug: str) -> str:
    """Return the title Jekyll gives a post that has none: the slug's words, each capitalized."""
    return " ".join(capitalize(word) for word in slug.rstrip("-").split("-"))


def _hyphenate(unwanted: regex.Pattern[str], name: str) -> str:
    return unwanted.sub("-", name).removeprefix("-").removesuffix("-")
