"""Makes text of a feed's bytes, strictly: feedparser would rather guess, and garble a feed that is cut short."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\s\"';]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
# What is meant where a name is used for more than its standard has, as browsers take it.
_MEANT = {
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8", "shift_jis": "cp932",
}  # fmt: skip


def decode(body: bytes, content_type: str) -> str:
    """Return the text of a feed: by its byte order mark, its HTTP header, its XML declaration, else as UTF-8.

    The first that fits without a fault counts; an incomplete character at the end is left out. Where none fits, what
    is no character becomes U+FFFD.
    """
    encodings = list(dict.fromkeys(_named(body, content_type)))
    for encoding in encodings:
        try:
            return codecs.getincrementaldecoder(encoding)().decode(body)
        except UnicodeError:
            continue
    return body.decode(encodings[0], "replace")


def _named(body: bytes, content_type: str) -> Iterator[str]:
    """Yield the encodings that may be meant, those that Python knows, best first."""
    yield from (encoding for mark, encoding in _MARKS if body.startswith(mark))
    header, declaration = _CHARSET.search(content_type), _DECLARED.match(body)
    names = [header[1] if header else "", declaration[1].decode("ascii", "ignore") if declaration else "", "utf-8"]
    for name in names:
        meant = _MEANT.get(name.lower(), name)
        try:
            if codecs.lookup(meant)._is_text_encoding:  # noqa: SLF001 - it says which codecs make text
                yield meant
        except (LookupError, ValueError):
            continue
