"""What is read out of each kind of feed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.sources.feed.hub import Hub
from bot.sources.feed.reading.__main__ import read
from bot.sources.feed.reading.feed import Feed, NotAFeed
from tests.sources.feed.samples import JEKYLL, JSON_FEED, RDF, RSS_091, RSS_20, item, rss

HERE = "https://news.kr/feed.xml"
NOON = datetime(2026, 11, 20, 3, tzinfo=UTC).timestamp()


def reading(text: str, content_type: str = "application/xml") -> Feed:
    """Return the feed, by way of the JSON in which it leaves its process."""
    return Feed.from_json(read(text.encode(), content_type, HERE).to_json())


def test_rss_091() -> None:
    """The oldest form has neither ids nor dates, and is read."""
    second, first = reading(RSS_091).entries
    assert (second.title, second.link, second.guid, second.published) == ("둘째 기사", "https://old.kr/2", "", None)
    assert first.excerpt == "요약 & 한 줄"


def test_rss_20() -> None:
    """An entry's title and first paragraph come as plain text, with its date in UTC, its categories once each."""
    feed = reading(RSS_20)
    first = feed.entries[0]
    assert first.title == "광장 열린다 <속보> Q&A"
    assert first.excerpt == "이번 주말부터 광장이 열립니다!"
    assert (first.guid, first.link) == ("square-1", "https://news.kr/square?utm_source=rss")
    assert first.published == NOON
    assert first.categories == ("News", "교통")
    assert (feed.home, feed.floor, feed.is_cut) == ("https://news.kr/", 300.0, False)


def test_pictures() -> None:
    """The largest picture among the media, an enclosed one, or the first of the text that is to be looked at."""
    images = [entry.image for entry in reading(RSS_20).entries]
    assert images == ["https://news.kr/large.jpg", "https://news.kr/in.jpg", "https://news.kr/picture.png"]


def test_hub() -> None:
    """A feed names its hub and the topic under which the hub knows it."""
    assert reading(RSS_20).hub == Hub("https://hub.kr/", "https://news.kr/feed.xml")
    assert reading(RDF).hub is None


def test_rdf() -> None:
    """RSS 1.0 is read, its Dublin Core date and subject too, and its update period is its floor."""
    feed = reading(RDF)
    (entry,) = feed.entries
    assert (entry.title, entry.guid, entry.published) == ("RDF 기사", "https://rdf.kr/1", NOON)
    assert entry.categories == ("정치",)
    assert feed.floor == 900.0


def test_jekyll_feed() -> None:
    """What jekyll-feed writes is read whole, though a raw ampersand in an address makes it no XML."""
    feed = reading(JEKYLL, "application/atom+xml")
    first, second = feed.entries
    assert first.title == '시청 앞 광장, 주말마다 "차 없는" 거리로!'
    assert first.link == "https://newsdao.kr/news/시청&광장/"
    assert first.excerpt == "이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다!"
    assert first.published == NOON
    assert first.image == "https://newsdao.kr/images/a.jpg"
    assert first.categories == ("News",)
    assert not feed.is_cut
    assert second.link == "https://news.kr/second"


def test_atom_text() -> None:
    """Text that Atom declares as such is not taken for HTML."""
    second = reading(JEKYLL.replace("시청&광장", "x")).entries[1]
    assert (second.title, second.excerpt) == ("1 < 2 &amp; 3", "글자 그대로 <b>")


def test_json_feed() -> None:
    """A JSON Feed is read; what has the wrong type is as if it were not there, and hurts nothing beside it."""
    feed = reading(JSON_FEED, "application/feed+json")
    twelve, b, odd = feed.entries
    assert (twelve.guid, twelve.title, twelve.link) == ("12", "열둘", "https://news.kr/twelve")
    assert (twelve.excerpt, twelve.image) == ("첫 문단 이어서", "https://news.kr/12.jpg")
    assert (twelve.published, twelve.categories) == (NOON, ("News", "교통"))
    assert (b.link, b.excerpt, b.image) == ("https://other.kr/b", "글 하나", "https://news.kr/b.png")
    assert not any(odd)
    assert feed.hub == Hub("https://hub.kr/", "https://json.kr/feed.json")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        ("<!doctype html><title>404</title><p>nothing here", "no RSS, Atom or JSON Feed"),
        ("just words", "no RSS, Atom or JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "begins as JSON and is none"),
        ('{"version": "https://jsonfeed.org/version/2", "items": []}', "no JSON Feed of version 1"),
        ('{"version": "https://jsonfeed.org/version/1", "items": {}}', "no JSON Feed of version 1"),
        ('{"a":' + "[" * 100_000, "begins as JSON and is none"),
    ],
)
def test_no_feed(text: str, why: str) -> None:
    """What is no feed is told apart from one without entries, with the reason."""
    with pytest.raises(NotAFeed, match=why):
        reading(text)


def test_no_entries() -> None:
    """A feed without entries is a feed."""
    assert reading(rss()).entries == ()


def test_own_pictures_only_from_the_web() -> None:
    """A picture that is no address of the web is none."""
    inline = item("a", more='<description>&lt;img src="data:image/png;base64,x"&gt;글</description>')
    assert reading(rss(inline)).entries[0].image == ""


def test_composed() -> None:
    """Text that arrives decomposed, as from a Mac, is composed."""
    decomposed = "\u1112\u1161\u11ab"
    assert reading(rss(item("a", decomposed))).entries[0].title == "한"


def test_odd_dates() -> None:
    """A date that is none, or beyond all calendars, is as if it were not there."""
    dates = ("gestern", "Fri, 20 Nov 99999 12:00:00 GMT", "")
    feed = reading(rss(*(item(f"d{n}", more=f"<pubDate>{date}</pubDate>") for n, date in enumerate(dates))))
    assert [entry.published for entry in feed.entries] == [None] * 3


def test_control_characters() -> None:
    """Characters that XML forbids cost neither the feed nor the entry."""
    assert reading(rss(item("a", "앞\x08뒤"), item("b"))).entries[0].title == "앞뒤"


@pytest.mark.parametrize(
    "text",
    [
        rss(item("a", "웃음 &#55357;&#56832;"), item("b", "반쪽 &#xD83D;"), item("c")),
        """{"version": "https://jsonfeed.org/version/1", "items": [{"id": "a", "title": "웃음 \\ud83d\\ude00"},
        {"id": "b", "title": "반쪽 \\ud83d"}, {"id": "c", "title": "c"}]}""",
    ],
)
def test_halves_of_characters(text: str) -> None:
    """An emoji in two halves is one; a lone half is no text, and costs neither the feed nor the bot."""
    assert [entry.title for entry in reading(text).entries] == ["웃음 😀", "반쪽 \ufffd", "c"]
