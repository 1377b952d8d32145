"""What may be pushed, what becomes of it, and every mistake in it at once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.post import Level, post_id
from bot.sources.push.body import Mistaken, NotJson, items_of
from bot.sources.push.item import Item
from tests.sources.push.caller import a_story

if TYPE_CHECKING:
    from bot.core.post import Post

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
JSON, LINES = "application/json", "application/x-ndjson"


def items(value: Any, content_type: str = JSON) -> list[Item]:
    """Return what a body of this JSON, or of just these bytes, holds."""
    return items_of(value if isinstance(value, bytes) else json.dumps(value).encode(), content_type)


def post(**fields: Any) -> Post:
    """Return the post that is pushed with these fields."""
    (item,) = items(a_story(**fields))
    return item.post(NOW)


def mistakes(value: Any, content_type: str = JSON) -> list[str]:
    """Return what is wrong."""
    with pytest.raises(Mistaken) as caught:
        items(value, content_type)
    return list(caught.value.mistakes)


def test_whole() -> None:
    """Every field has its place in the post."""
    pushed = post(
        id=4711, excerpt="요약", image="https://newsdao.kr/a b.png", categories=["News", "News", " "],
        tags=["광장"], level="breaking", published_at="2026-11-20T09:00:00+09:00",
    )  # fmt: skip
    assert (pushed.id, pushed.key) == (post_id("newsdao.kr/news/1"), "4711")
    assert (pushed.title, pushed.link, pushed.excerpt) == ("기사 1", "https://newsdao.kr/news/1/", "요약")
    assert pushed.image == "https://newsdao.kr/a%20b.png"
    assert (pushed.categories, pushed.tags, pushed.declared) == (("News",), ("광장",), Level.BREAKING)
    assert pushed.published_at == datetime(2026, 11, 20, tzinfo=UTC)


def test_correction() -> None:
    """What the editor says about a correction goes with it, as text."""
    assert post(correction="<i>제목</i>을 바로잡았습니다").correction == "제목을 바로잡았습니다"
    assert post(correction="바로잡음").fingerprint != post().fingerprint


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({}, None),
        ({"embargo": "2026-11-20T18:00:00+09:00"}, None),
        ({"embargo": "2026-11-20T19:00:00+09:00"}, 10),
        ({"published_at": "2026-11-20T20:00:00+09:00"}, 11),
        ({"published_at": "2026-11-20T20:00:00+09:00", "embargo": "2026-11-20T19:00:00+09:00"}, 11),
        ({"published_at": "2026-11-20T20:00:00+09:00", "embargo": "2026-11-20T21:00:00+09:00"}, 12),
    ],
)
def test_embargo(fields: dict[str, Any], until: int | None) -> None:
    """A post waits for the later of its embargo and its publication, where that is still to come (it is nine)."""
    assert post(**fields).embargo == (NOW.replace(hour=until) if until else None)


def test_least() -> None:
    """A link and a title will do: the link is the id, and it is published now."""
    pushed = post()
    assert pushed.key == pushed.link
    assert (pushed.published_at, pushed.declared, pushed.image) == (NOW, None, None)


@pytest.mark.parametrize("nothing", [None, ""])
def test_empty(nothing: Any) -> None:
    """A field that is null or empty is not given: templates write every field."""
    names = Item.model_fields.keys() - {"link", "title"}
    assert post(**dict.fromkeys(names, nothing)) == post()


def test_retracted() -> None:
    """To withdraw a post its link is enough, or the id it was pushed with beside it."""
    (item,) = items({"link": "https://newsdao.kr/news/1/", "retracted": True})
    assert (item.key, item.retracted) == ("https://newsdao.kr/news/1/", True)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<b>광장</b>이 &amp; 열립니다", "광장이 & 열립니다"),
        ("5 < 6, <속보>", "5 < 6, <속보>"),
        ("한\n줄\u0000 입니다", "한 줄 입니다"),
        ("<script>alert(1)</script>글", "글"),
        ("*별* [링크](https://a.kr)", "*별* [링크](https://a.kr)"),
        ("각", "각"),
    ],
)
def test_text(written: str, read: str) -> None:
    """Text is text on one line: of HTML the words are left, and nothing else is taken for markup."""
    assert post(title=written).title == read
    assert post(excerpt=written).excerpt == read


def test_many() -> None:
    """Up to a hundred come in an array, or a line each."""
    stories = [a_story(number) for number in range(100)]
    lines = "\r\n\n".join(map(json.dumps, stories)).encode()
    assert items(stories) == items(lines, LINES) == items(lines, "application/jsonl")
    assert mistakes([*stories, a_story(100)]) == ["send from 1 to 100 posts at once; these are 101"]
    assert mistakes([]) == mistakes(b"\n\n", LINES) == ["send from 1 to 100 posts at once; these are 0"]


def test_byte_order_mark() -> None:
    """A mark that some shells write before a file is no mistake."""
    assert items(b"\xef\xbb\xbf" + json.dumps(a_story()).encode()) == items(a_story())


def test_all_mistakes() -> None:
    """Every mistake is told at once, with its item, its field and what to do."""
    wrong = a_story(
        titel="x", id="a\nb", excerpt="x" * 5001, image="/a.png", categories="News", tags=[1, "x" * 201],
        published_at="2026-11-20", level="loud", retracted="perhaps",
    )  # fmt: skip
    assert mistakes([a_story(), wrong, 5, {"link": "ftp://newsdao.kr/"}]) == [
        "item 2: retracted: must be true or false",
        "item 2: id: must hold no control characters",
        "item 2: excerpt: must have at most 5000 characters",
        "item 2: image: must be an absolute http(s) address such as https://example.org/story/, without a password",
        'item 2: categories: must be a list, such as ["News"]',
        "item 2: tags[1]: must be text, between quotes",
        "item 2: tags[2]: must have at most 200 characters",
        "item 2: published_at: must be a moment with its offset, such as 2026-11-20T09:00:00+09:00",
        "item 2: level: must be one of 'breaking', 'normal', 'silent' or 'none'",
        "item 2: titel: there is no such field; you may mean title",
        "item 3: must be an object with the fields of a post",
        "item 4: link: must be an absolute http(s) address such as https://example.org/story/, without a password",
        "item 4: title: must be set; only a post that is `retracted` needs none",
    ]


@pytest.mark.parametrize(
    ("fields", "mistake"),
    [
        ({"title": "<br>"}, "title: must be set; only a post that is `retracted` needs none"),
        ({"title": 5}, "title: must be text, between quotes"),
        ({"link": None}, "link: must be set"),
        ({"link": "https://user:password@newsdao.kr/"}, "link: must be an absolute"),
        ({"link": "//newsdao.kr/a"}, "link: must be an absolute"),
        ({"link": "javascript:alert(1)"}, "link: must be an absolute"),
        ({"link": "https://newsdao.kr/" + "가" * 400}, "link: must be an absolute"),
        ({"id": True}, "id: must be text"),
        ({"id": "x" * 501}, "id: must have at most 500 characters"),
        ({"published_at": "2026-11-20T09:00:00"}, "published_at: must have its offset"),
        ({"published_at": "2026-13-20T09:00:00Z"}, "published_at: must be a moment"),
        ({"published_at": 1795000000}, "published_at: must be a moment"),
        ({"published_at": "9999-12-31T23:59:59-12:00"}, "published_at: must be between 1970 and 2200"),
        ({"categories": ["x"] * 51}, "categories: must have at most 50 names; these are 51"),
        ({"nonsense": 1}, "nonsense: there is no such field; leave it out"),
    ],
)
def test_mistake(fields: dict[str, Any], mistake: str) -> None:
    """A single post needs no number before its mistakes."""
    (told,) = mistakes(a_story(**fields))
    assert told.startswith(mistake)


def test_same_post_twice() -> None:
    """One post twice in one push is a mistake: nobody could say which of them counts."""
    twice = [a_story(1, id="a"), a_story(2, id="b"), a_story(3, id="a")]
    assert mistakes(twice) == ["item 3: id: item 1 has the same one; push them one after the other"]
    lines = b"\n".join(json.dumps(a_story(title=title)).encode() for title in "ab")
    assert mistakes(lines, LINES) == ["line 2: id: line 1 has the same one; push them one after the other"]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe{\x00}\x00", b"[" * 100_000, b'{"a":' * 100_000, b'"\\ud800"', b"[NaN]", b"1" * 100_000,
        b"title=a", b'{"title": "\xb1\xe2\xbb\xe7"}',
    ],
    ids=["nothing", "half", "utf-16", "deep", "deeper", "surrogate", "nan", "long", "form", "euc-kr"],
)  # fmt: skip
def test_no_json(body: bytes) -> None:
    """What is no JSON is told as that, however deep or long it is."""
    with pytest.raises(NotJson, match=r"^this is not JSON in UTF-8: .+ at line 1 column \d+$"):
        items(body)


def test_broken_line() -> None:
    """Of JSON Lines the broken one is named."""
    with pytest.raises(NotJson, match=r"^line 2 of the body: "):
        items(json.dumps(a_story()).encode() + b"\n{", LINES)


def test_flood_of_mistakes() -> None:
    """However many mistakes there are, a hundred are told; an object that is no post at all is one mistake."""
    wrong = {f"field{number}": 1 for number in range(40)}
    assert len(mistakes([a_story(number, **wrong) for number in range(100)])) == 100
    (told,) = mistakes({f"field{number}": 1 for number in range(50_000)})
    assert told == "must have the fields of a post and no others; these are 50000"


FIELDS = st.dictionaries(st.sampled_from([*Item.model_fields]), st.none() | st.text(), max_size=4)
NAMES = st.sampled_from([*Item.model_fields, "other"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=12,
)


@given(st.binary() | ANYTHING.map(lambda value: json.dumps(value).encode()), st.sampled_from([JSON, LINES]))
def test_anything(body: bytes, content_type: str) -> None:
    """Whatever comes in, it is either posts that can be announced or told to be wrong; nothing else is raised."""
    try:
        found = items_of(body, content_type)
    except (Mistaken, NotJson):
        return
    assert all(item.retracted or item.post(NOW).title for item in found)


@given(FIELDS)
def test_nearly_a_story(fields: dict[str, str | None]) -> None:
    """A story with any text in any field is refused, or becomes a post that can be stored and shown."""
    try:
        (item,) = items(a_story() | fields)
    except (Mistaken, NotJson):
        return
    assert item.post(NOW).fingerprint
    assert "\n" not in item.title
