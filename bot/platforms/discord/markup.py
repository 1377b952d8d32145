"""Text as Discord's Markdown: what was written shows as itself, and the only links are those we make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from bot.core.readers.conversation import Moment, RoleName, Span, Style
from bot.core.text.links import readable, safe_link
from bot.core.text.plain import clean, cut, units

if TYPE_CHECKING:
    from bot.core.readers.conversation import Line

_SPAN = 500
# Emphasis, code, spoilers, masked links, headings, quotes, lists; `<` and `:` for mentions, emoji, times and addresses;
# `@` for names. Discord takes a backslash before any ASCII punctuation away again.
_LIVE = regex.compile(r"([\\*_~`|\[\]()<>#+\-:@])")
_EVERYBODY = regex.compile(r"\\@(?=everyone|here)", regex.I)
_CALL = regex.compile(r"(?<=[@<|])(?=\S)")
_NUMBERED = regex.compile(r"^(\d+)\.(?=\s|$)")
_WRAPPERS = {Style.PLAIN: "", Style.BOLD: "**", Style.ITALIC: "*"}
_JOINER = "\u2060"  # invisible; the backslash alone does not keep the server from reading @everyone


def escape(text: str) -> str:
    """Return the text so that it shows as itself at any place of a line, and calls nobody."""
    still = _EVERYBODY.sub(f"@{_JOINER}", _LIVE.sub(r"\\\1", text))
    return _NUMBERED.sub(r"\1\.", still)


def escaped_length(text: str) -> int:
    """Return the length after escaping in UTF-16 units: at least the true one, and of parts what it is of the whole."""
    return units(text) + len(_LIVE.findall(text)) + text.count(".")


def escaped(text: str, limit: int) -> str:
    """Return the text escaped, cut before so that it fits after."""
    return escape(cut(text, limit, escaped_length))


def link(markdown: str, url: str) -> str:
    """Return a masked link that unfolds no preview; the words alone where the address is none to trust.

    Letters of the address stand as themselves: a Korean one is nine times as long in percent signs, and a message
    has 2000 characters.
    """
    target = readable(safe_link(url)).replace("(", "%28").replace(")", "%29")
    return f"[{markdown}](<{target}>)" if target and markdown.strip() else markdown


def moment(part: Moment) -> str:
    """Return a time in the reader's own zone; a date alone is the same everywhere."""
    return f"{part.at:%Y-%m-%d}" if part.is_day else f"<t:{int(part.at.timestamp())}:R>"


def line(parts: Line) -> str:
    """Return a line of a reply; an invisible joiner keeps one span's asterisks from the next one's."""
    shown = ""
    for part in parts:
        piece = moment(part) if isinstance(part, Moment) else _span(part)
        shown += _JOINER * (shown.endswith("*") and piece.startswith("*")) + piece
    return shown


def _span(span: Span) -> str:
    if isinstance(span, RoleName):
        return f"<@&{span.text}>"
    text = clean(span.text)
    before, after = " " * span.text[:1].isspace(), " " * span.text[-1:].isspace()
    if not text:
        return before or after
    return before + link(_styled(text, span.style), span.href) + after


def _styled(text: str, style: Style) -> str:
    if style is Style.CODE:
        return f"`{_CALL.sub(_JOINER, cut(text, _SPAN).replace('`', 'ˋ'))}`"  # a backslash would show in code
    wrapper = _WRAPPERS[style]
    return f"{wrapper}{escaped(text, _SPAN)}{wrapper}"
