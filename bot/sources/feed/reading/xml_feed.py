"""Reads RSS, RDF and Atom with feedparser, which forgives feeds that are not well formed."""

from __future__ import annotations

import io
import re
from calendar import timegm
from typing import Any

import feedparser
from feedparser.api import LooseFeedParser, StrictFeedParser

from bot.sources.feed.hub import hub_among
from bot.sources.feed.reading.feed import Entry, Feed, NotAFeed, packed, shortened, whole
from bot.sources.feed.reading.pictures import first_picture, picture_of
from bot.sources.prose.paragraphs import first_said
from bot.sources.prose.plain import from_html, line

_PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_ROOT_END = re.compile(r"</(?:[\w-]+:)?(?:rss|rdf|feed|channel)\s*>", re.IGNORECASE)
_BEGINNING = re.compile(r"<(?:[\w-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_END = re.compile(r"</(?:[\w-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
# A reference to half of a character, as writers make that split emoji in two: feedparser would give up at one.
_HALF = re.compile(
    r"&#(?:x0*(d[89a-f][0-9a-f]{2})|0*(5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));", re.IGNORECASE
)
_HTML = frozenset(("text/html", "application/xhtml+xml"))
# A guid is a name even where it looks like a relative address: it must not depend on where the feed lies.
for _parser in (StrictFeedParser, LooseFeedParser):
    _parser.can_be_relative_uri = _parser.can_be_relative_uri - {"id"}
_ENOUGH = 16 * 1024  # characters of an entry's HTML that are looked at
_ALL = 64 * 1024  # of those that are searched


def read_xml(text: str, address: str) -> Feed:
    """Return the feed at `address`. An entry in which it breaks off is left out. Raises `NotAFeed`."""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    text = whole(_HALF.sub(lambda half: chr(int(half[1], 16) if half[1] else int(half[2])), text))
    # Text out of markup is our own reader's; cleaning HTML is most of what feedparser would do.
    found = feedparser.parse(
        io.BytesIO(text.encode()),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.version:
        raise NotAFeed("there is no RSS, Atom or JSON Feed in it")
    entries, is_cut = found.entries, bool(found.bozo) and not _ROOT_END.search(text)
    if is_cut and _position(_BEGINNING, text) > _position(_END, text):
        entries = entries[:-1]
    return Feed(
        entries=tuple(_entry(entry, is_atom=found.version.startswith("atom")) for entry in entries),
        home=found.feed.get("link", ""),
        floor=_floor(found.feed),
        hub=hub_among((one.get("rel", ""), one.get("href", "")) for one in found.feed.get("links", ())),
        is_cut=is_cut,
    )


def _entry(entry: dict[str, Any], *, is_atom: bool) -> Entry:
    title, summary = entry.get("title_detail", {}), entry.get("summary_detail", {})
    contents = [one for one in entry.get("content", ()) if one.get("type") in _HTML]
    markup = [one.get("value", "")[:_ENOUGH] for one in (summary, *contents) if one.get("type", "text/html") in _HTML]
    excerpt = shortened(_excerpt(entry.get("summary", ""), summary.get("type", "text/html"), markup))
    base = next((found for one in (summary, *contents, title) if (found := one.get("base"))), "")
    # Only Atom says what its titles are. Those of RSS are text in which editors write HTML all the same.
    is_html = not is_atom or title.get("type") in _HTML
    return Entry(
        guid=entry.get("id", "").strip(),
        title=shortened((from_html if is_html else line)(title.get("value", ""))),
        link=(entry.get("feedburner_origlink") or entry.get("link", "")).strip(),
        published=_published(entry),
        excerpt=excerpt,
        image=picture_of(entry, base) or first_picture(markup, base),
        text=packed(from_html(max((one.get("value", "")[:_ALL] for one in contents or [summary]), key=len)), excerpt),
        categories=_categories(entry),
    )


def _excerpt(summary: str, kind: str, markup: list[str]) -> str:
    """Return the summary as text, else the first paragraph of the content."""
    said = first_said(summary[:_ENOUGH]) if kind in _HTML else line(summary)
    return said or next(filter(None, map(first_said, markup)), "")


def _published(entry: dict[str, Any]) -> float | None:
    """Return when the entry was published, else last changed; feedparser has times in UTC."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        moment = dict.get(entry, name)  # its own `get` would give another date for this one
        if moment is not None:
            try:
                return float(timegm(moment))
            except (ValueError, OverflowError):
                continue
    return None


def _categories(entry: dict[str, Any]) -> tuple[str, ...]:
    words = (line(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", ()))
    return tuple(dict.fromkeys(filter(None, words)))


def _floor(feed: dict[str, Any]) -> float:
    """Return the seconds for which the feed asks to be left alone: its `ttl`, or how often it says it changes."""
    minutes = str(feed.get("ttl", "")).strip()
    if re.fullmatch(r"\d{1,6}", minutes):
        return int(minutes) * 60.0
    period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower(), 0)
    frequency = str(feed.get("sy_updatefrequency", "")).strip()
    return period / (int(frequency) if re.fullmatch(r"[1-9]\d{0,5}", frequency) else 1)


def _position(pattern: re.Pattern[str], text: str) -> int:
    """Return where the pattern is found last, -1 where it is not."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
