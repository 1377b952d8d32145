"""HTML parse mode as TDLib reads it: the same text, the same entities, the same complaints."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.sandbox.telegram.text.entity import Entity, utf16
from bot.sandbox.telegram.text.links import BadLink, checked_link, mentioned_user
from bot.sandbox.telegram.text.tags import MarkupRefused, Tag, decoded, read_tag

_MARK = re.compile(rb"<")
_END_NAME = re.compile(rb"([^ \t\r\n\0\v>]*)[ \t\r\n\v]*")
_DATE_FORMAT = re.compile(r"[rR]|[wWdDtT]*")
_LEADING_NUMBER = re.compile(r"-?[0-9]+")
_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}


class _Open(NamedTuple):
    tag: Tag
    offset: int
    piece: int


def parse_html(markup: str) -> tuple[str, list[Entity]]:
    """Return the text and its entities, or raise `MarkupRefused`."""
    if "<" not in markup:
        return _plain(decoded(markup.encode())), []
    return _Reader(markup.encode() + b"\0").read()


def _plain(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise MarkupRefused(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
            "code units"
        ) from None


class _Reader:
    """One reading, from left to right."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []
        self._is_broken = False

    def read(self) -> tuple[str, list[Entity]]:
        """Read everything."""
        source, at = self._source, 0
        for mark in _MARK.finditer(source):
            if mark.start() < at:
                continue  # inside a tag just read: attribute names may hold a `<`
            self._text(source[at : mark.start()])
            at = self._end_tag(mark.start()) if source[mark.end()] == ord("/") else self._start_tag(mark.start())
        self._text(source[at:-1])
        if self._open:
            raise MarkupRefused(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag.name}"')
        if self._is_broken:
            _plain(b"\xff")
        return "".join(self._pieces), sorted(self._entities, key=Entity.order)

    def _text(self, raw: bytes) -> None:
        try:
            piece = decoded(raw).decode()
        except UnicodeDecodeError:  # TDLib complains of tags first
            self._is_broken, piece = True, "?"
        self._pieces.append(piece)
        self._offset += utf16(piece)

    def _start_tag(self, begin: int) -> int:
        tag = read_tag(self._source, begin)
        if tag.name == "span" and tag.attributes.get(b"class") != b"tg-spoiler":
            raise MarkupRefused(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._open.append(_Open(tag, self._offset, len(self._pieces)))
        return tag.end

    def _end_tag(self, begin: int) -> int:
        if not self._open:
            raise MarkupRefused(f"Unexpected end tag at byte offset {begin}")
        match = _END_NAME.match(self._source, begin + 2)
        end = match.end() if match else begin
        if self._source[end] != ord(">"):
            raise MarkupRefused(f"Unclosed end tag at byte offset {begin}")
        found = match[1].lower().decode(errors="replace") if match else ""
        opened = self._open.pop()
        if found and found != opened.tag.name:
            raise MarkupRefused(
                f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag.name}>", found "</{found}>"'
            )
        if self._offset > opened.offset:
            self._close(opened)
        return end + 1

    def _close(self, opened: _Open) -> None:
        tag, length = opened.tag, self._offset - opened.offset
        if tag.name in _SIMPLE:
            self._entities.append(Entity(_SIMPLE[tag.name], opened.offset, length))
        elif tag.name == "a":
            self._link(opened, length)
        elif tag.name in {"pre", "code"}:
            self._monospaced(opened, length)
        else:
            self._entities.extend(_special(tag, opened.offset, length))

    def _link(self, opened: _Open, length: int) -> None:
        link = opened.tag.attributes.get(b"href", b"").decode(errors="replace")
        link = link or "".join(self._pieces[opened.piece :])
        if user := mentioned_user(link):
            self._entities.append(Entity("text_mention", opened.offset, length, (("user", user),)))
            return
        try:
            url = checked_link(link)
        except BadLink:
            return  # a link that is none is dropped without a word
        self._entities.append(Entity("text_link", opened.offset, length, (("url", url),)))

    def _monospaced(self, opened: _Open, length: int) -> None:
        """Add a pre or a code; both over one stretch make a pre with the language that the code names."""
        tag = opened.tag
        language = tag.attributes.get(b"class", b"").decode(errors="replace") if tag.name == "code" else ""
        language = language.removeprefix("language-") if language.startswith("language-") else ""
        last = self._entities[-1] if self._entities else Entity("", 0, 0)
        if (last.offset, last.length) == (opened.offset, length):
            if tag.name == "pre" and last.type == "code" and last.extra:
                self._entities[-1] = last._replace(type="pre")
                return
            if language and last.type == "pre" and not last.extra:
                self._entities[-1] = last._replace(extra=(("language", language),))
                return
        extra = (("language", language),) if language else ()
        self._entities.append(Entity(tag.name, opened.offset, length, extra))


def _special(tag: Tag, offset: int, length: int) -> list[Entity]:
    if tag.name == "blockquote":
        return [Entity("expandable_blockquote" if b"expandable" in tag.attributes else "blockquote", offset, length)]
    if tag.name == "tg-emoji":
        number = tag.attributes.get(b"emoji-id", b"").decode(errors="replace")
        if not re.fullmatch(r"-?[0-9]{1,19}", number) or int(number) == 0:
            raise MarkupRefused("Invalid custom emoji identifier specified")
        return [Entity("custom_emoji", offset, length, (("custom_emoji_id", str(int(number))),))]
    return _moment(tag, offset, length)


def _moment(tag: Tag, offset: int, length: int) -> list[Entity]:
    form = tag.attributes.get(b"format", b"").decode(errors="replace")
    if not _DATE_FORMAT.fullmatch(form):
        raise MarkupRefused("Invalid date format used")
    digits = _LEADING_NUMBER.match(tag.attributes.get(b"unix", b"").decode(errors="replace"))
    seconds = int(digits[0]) if digits else 0
    seconds = (seconds + (1 << 31)) % (1 << 32) - (1 << 31)  # read as 32 bits (run: tdjson)
    if seconds <= 0:
        return []
    extra: tuple[tuple[str, str | int], ...] = (("unix_time", seconds),)
    return [Entity("date_time", offset, length, (*extra, ("date_time_format", form)) if form else extra)]
