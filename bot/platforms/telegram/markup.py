"""Text as Telegram's HTML: what was written shows as itself, and the only links are those we make.

The rules are those of TDLib's parser, which the Bot API server uses. It refuses a stray `<`, decodes `&lt; &gt; &amp;
&quot;` alone, and drops a link it does not like without saying so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from bot.core.formatter import has_time
from bot.core.readers.conversation import Moment, Span, Style
from bot.core.text.links import safe_link
from bot.core.text.plain import clean, cut, units

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.readers.conversation import Line

ON_ITS_DAY = "Dt"
AGO = "R"

_TEXT = 4096  # after parsing; counted in UTF-16 units, which is safe whichever way the server counts
_RAW = 32_768  # bytes
_ENTITIES = 100
_SPAN = 1000  # UTF-16 units; a line of a reply holds a headline or a sentence
_TAGS = {Style.PLAIN: "", Style.BOLD: "b", Style.ITALIC: "i", Style.CODE: "code"}
# Telegram would take a Korean particle for a part of the address (`...a.html에서`), so the link is made here, up to the
# last ASCII character that does not close a sentence.
_ADDRESS = regex.compile(r"""(\bhttps?://[!-~--[<>"']]*[!-~--[<>"'.,;:!?)\]}]])""", regex.V1 | regex.I)
_TAG = regex.compile(r"<(/?)[^>]*>")
_MENTION = regex.compile(r"(?<![\p{L}\p{N}_])@(?=[A-Za-z0-9_])")  # a mark is no letter: 1️⃣@name is a mention
_NO_HASHTAG = regex.compile(r"[^\p{L}\p{Nd}_]+")


def escape(text: str) -> str:
    """Return the text so that TDLib reads it back as it is, in a tag's attribute too."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def shown(text: str) -> str:
    """Return text that others wrote: an address in it is a link to just that address, and a @name calls nobody."""
    parts = enumerate(_ADDRESS.split(text))
    return "".join(link(escape(part), part) if at % 2 else escape(still(part)) for at, part in parts)


def still(text: str) -> str:
    """Return the text with an invisible joiner after each @, so that a @name in it is no mention."""
    return _MENTION.sub("@\u2060", text)


def link(html: str, url: str) -> str:
    """Return the HTML as a link, or as it is where the address is none Telegram would follow."""
    href = safe_link(url)
    return f'<a href="{escape(href)}">{html}</a>' if href and html else html


def styled(html: str, style: Style) -> str:
    """Return the HTML in this style."""
    tag = _TAGS[style]
    return f"<{tag}>{html}</{tag}>" if tag and html else html


def moment(at: datetime, form: str) -> str:
    """Return when a story came out; a date alone is the same everywhere."""
    return instant(at, form) if has_time(at) else f"{at:%Y-%m-%d}"


def instant(at: datetime, form: str) -> str:
    """Return a time in the reader's own zone; older clients show the one that it is given in."""
    return f'<tg-time unix="{int(at.timestamp())}" format="{form}">{escape(f"{at:%Y-%m-%d %H:%M %Z}")}</tg-time>'


def hashtag(category: str) -> str:
    """Return the category as a hashtag, `정부-대책` as `#정부_대책`; one without a letter makes none."""
    word = _NO_HASHTAG.sub("_", category).strip("_")
    return f"#{word}" if regex.search(r"\p{L}", word) else ""


def line(parts: Line) -> str:
    """Return a line of a reply."""
    return "".join(_moment(part) if isinstance(part, Moment) else _span(part) for part in parts)


def share(html: str) -> float:
    """Return which part of a message a line takes: of its text, its bytes or its entities, whichever is scarcest."""
    tags = sum(not closing for closing in _TAG.findall(html))
    return max((units(_TAG.sub("", html)) + 1) / _TEXT, (len(html.encode()) + 1) / _RAW, tags / _ENTITIES)


def _moment(part: Moment) -> str:
    return f"{part.at:%Y-%m-%d}" if part.is_day else instant(part.at, AGO)


def _span(span: Span) -> str:
    text = cut(_unseen_removed(span.text), _SPAN)
    if span.style is Style.CODE:  # Telegram allows nothing else around code
        return styled(escape(text), span.style)
    html = escape(text) if safe_link(span.href) else shown(text)
    return link(styled(html, span.style), span.href)


def _unseen_removed(text: str) -> str:
    """Return the text cleaned, with the space that keeps it apart from its neighbours."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return " " * before + clean(text) + " " * after if clean(text) else " " * (before or after)
