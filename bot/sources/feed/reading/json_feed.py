"""Reads a JSON Feed (version 1 or 1.1); a value of the wrong type counts as one that is not there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.sources.feed.hub import hub_among
from bot.sources.feed.reading.feed import Entry, Feed, NotAFeed, packed, shortened
from bot.sources.feed.reading.pictures import absolute, first_picture
from bot.sources.prose.paragraphs import first_said
from bot.sources.prose.plain import from_html, line

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION = "https://jsonfeed.org/version/1"
_ENOUGH = 16 * 1024
_ALL = 64 * 1024  # characters that are searched


def read_json(text: str, address: str) -> Feed:
    """Return the feed at `address`. Raises `NotAFeed`."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"it begins as JSON and is none: {error}") from None
    version = _word(feed, "version") if isinstance(feed, dict) else ""
    if version.rstrip("/") not in {_VERSION, f"{_VERSION}.1"} or not isinstance(feed.get("items"), list):
        raise NotAFeed("it is JSON, but no JSON Feed of version 1 or 1.1 with a list of items")
    return Feed(
        entries=tuple(_entry(item, address) for item in feed["items"] if isinstance(item, dict)),
        home=absolute(_word(feed, "home_page_url"), address),
        hub=hub_among([("self", _word(feed, "feed_url")), *_hubs(feed)]),
    )


def _hubs(feed: Mapping[str, Any]) -> list[tuple[str, str]]:
    named = feed.get("hubs")
    hubs = [hub for hub in named if isinstance(hub, dict)] if isinstance(named, list) else []
    return [("hub", _word(hub, "url")) for hub in hubs if _word(hub, "type").lower() == "websub"]


def _entry(item: Mapping[str, Any], address: str) -> Entry:
    markup = _word(item, "content_html")[:_ENOUGH]
    named = absolute(_word(item, "image") or _word(item, "banner_image"), address)
    excerpt = shortened(_excerpt(item, markup))
    text = line(_word(item, "content_text")[:_ALL]) or from_html(_word(item, "content_html")[:_ALL])
    return Entry(
        guid=_name(item.get("id")),
        title=shortened(line(_word(item, "title"))),
        link=absolute(_word(item, "url") or _word(item, "external_url"), address),
        published=_moment(_word(item, "date_published")) or _moment(_word(item, "date_modified")),
        excerpt=excerpt,
        image=named or first_picture([markup], address),
        text=packed(text, excerpt),
        categories=_tags(item),
    )


def _excerpt(item: Mapping[str, Any], markup: str) -> str:
    """Return the summary, else the first paragraph of the text or the HTML."""
    paragraphs = map(line, _word(item, "content_text")[:_ENOUGH].split("\n\n"))
    return line(_word(item, "summary")) or next(filter(None, paragraphs), "") or first_said(markup)


def _tags(item: Mapping[str, Any]) -> tuple[str, ...]:
    tags = item.get("tags")
    words = (line(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
    return tuple(dict.fromkeys(filter(None, words)))


def _word(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name)
    return value.strip() if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """Return an id as text: readers are to take a number for one, and nothing else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value.strip() if isinstance(value, str) else str(value) if is_number else ""


def _moment(written: str) -> float | None:
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
