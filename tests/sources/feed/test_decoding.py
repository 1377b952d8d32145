"""How bytes become text, and what becomes of feeds that are cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sources.feed.reading.__main__ import read
from bot.sources.feed.reading.decoding import decode
from tests.sources.feed.samples import item, rss

if TYPE_CHECKING:
    from bot.sources.feed.reading.feed import Feed

TITLE = "똠방각하 펲시콜라"  # beyond EUC-KR proper: browsers and Korean servers mean CP949 by that name


def reading(body: bytes, content_type: str = "application/xml") -> Feed:
    """Return the feed that the bytes are."""
    return read(body, content_type, "https://news.kr/feed.xml")


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("cp949", "euc-kr", "text/xml"),
        ("cp949", "utf-8", "application/rss+xml; charset=EUC-KR"),
        ("cp949", "euc-kr", "application/xml; charset=utf-8"),  # a server's default, which is wrong
        ("utf-8", "euc-kr", "application/xml; charset=utf-8"),
        ("utf-8", "utf-8", "text/xml"),  # us-ascii by the letter of an old standard
        ("utf-8", "utf-8", "text/plain; charset=no-such-thing"),
        ("utf-8-sig", "utf-8", "application/xml"),
        ("utf-16", "utf-16", "application/xml"),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str) -> None:
    """A feed is read in the encoding it is in, whichever of header and declaration is right."""
    body = rss(item("a", TITLE), encoding=declared).encode(encoding)
    assert [entry.title for entry in reading(body, content_type).entries] == [TITLE]


def test_no_text_codec() -> None:
    """A name that Python knows for something else than text is not used."""
    assert decode("가".encode(), "text/xml; charset=base64") == "가"


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_cut(encoding: str) -> None:
    """Wherever a feed breaks off, entries before that are read as they are, and the one in which it does is not."""
    names = {"utf-8": "utf-8", "cp949": "euc-kr"}
    whole = rss(*(item(f"s{n}", f"{TITLE} {n}") for n in range(3)), encoding=names[encoding]).encode(encoding)
    titles = [f"{TITLE} {n}" for n in range(3)]
    begins, ends = whole.index(b"<item>", whole.index(b"s1")), whole.index(b"</item>", whole.index(b"s2"))
    for length in range(begins + 6, ends):
        feed = reading(whole[:length])
        assert feed.is_cut
        assert [entry.title for entry in feed.entries] == titles[:2], length


def test_cut_between_entries() -> None:
    """A feed that ends after an entry is whole as far as it goes, and is said to be cut."""
    whole = rss(item("a"), item("b")).encode()
    feed = reading(whole[: whole.index(b"</channel>")])
    assert feed.is_cut
    assert len(feed.entries) == 2


def test_what_follows_the_end() -> None:
    """A feed after whose end something is appended, as caches do, is not cut."""
    feed = reading(rss(item("a")).encode() + b"\n<!-- cached -->\n<script>x</script>")
    assert not feed.is_cut
    assert len(feed.entries) == 1
