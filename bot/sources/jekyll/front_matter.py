"""Takes a file apart as Jekyll does: front matter, and the text after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from bot.core.sighting import Problem
from bot.sources.jekyll import safe_yaml
from bot.sources.jekyll.faults import Faulty

# Jekyll's own two halves; `\s` is ASCII to Ruby, and `...` closes as well as `---`.
_OPENING = re.compile(r"---\s*\n", re.ASCII)
_CLOSING = re.compile(r"^(?:---|\.\.\.)\s*$\n?", re.ASCII | re.MULTILINE)
MAX_FRONT_MATTER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Parts:
    """A file's front matter, the text after it, and what is wrong with the former."""

    values: dict[str, Any] = field(default_factory=dict)
    head: str = ""
    body: str = ""
    has_front_matter: bool = False
    problem: Problem | None = None


class _JekyllHandler(YAMLHandler):
    """python-frontmatter with Jekyll's delimiters and a loader that cannot be hurt."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__()
        self.where = where
        opening = _OPENING.match(text)
        closing = opening and _CLOSING.search(text, opening.end(), opening.end() + MAX_FRONT_MATTER)
        self.is_closed = bool(closing)
        self.head, self.body = (text[: closing.start()], text[closing.end() :]) if closing else ("", text)

    def split(self, _: str) -> tuple[str, str]:
        """Return the front matter without the body, which python-frontmatter would strip and copy for nothing."""
        return self.head, ""

    def load(self, fm: str, **_: object) -> Any:
        """Return the front matter's values; raises `Faulty` where they are no mapping."""
        values = safe_yaml.load(fm, self.where)
        if values is not None and not isinstance(values, dict):
            raise Faulty(Problem(self.where, "the front matter is no list of `key: value` lines", _REMEDY, 2))
        return values


_REMEDY = "Begin each line with a name and a colon, e.g. `title: ...`."


def take_apart(text: str, where: str) -> Parts:
    """Return the file's parts. What Jekyll would merely complain about stands in `problem`, with the values lost."""
    handler = _JekyllHandler(where, text)
    head, body = handler.head, handler.body
    if not handler.is_closed:
        return Parts(body=text, problem=_unclosed(text, where))
    try:
        values, _ = frontmatter.parse(head, handler=handler)
    except Faulty as fault:
        return Parts(head=head, body=body, has_front_matter=True, problem=fault.problem)
    return Parts(values, head, body, has_front_matter=True)


def _unclosed(text: str, where: str) -> Problem | None:
    """Return what is wrong with a file that begins like front matter and yet has none."""
    if not text.startswith("---"):
        return None
    if "\n" not in text and "\r" in text:
        what = "its lines end in a lone CR, so Jekyll sees no front matter and shows it as text"
        return Problem(where, what, "Save the file with LF line ends.", 1)
    if not _OPENING.match(text):
        return None
    if len(text) > MAX_FRONT_MATTER:
        what = f"the front matter does not end within {MAX_FRONT_MATTER // 1024} KiB"
        return Problem(where, what, "Close it with `---` and move long text below.", 1)
    what = "the front matter is not closed, so Jekyll shows it as text"
    return Problem(where, what, "End it with a line that says `---`.", 1)
