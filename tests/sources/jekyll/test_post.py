"""What the bot announces of a post: the first user's shape, and every front matter key it heeds."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.post import Level, Post, post_id

from .reading import DATA, NOW, PATH, SITE, outcome, page, post_of, problem_of

FIRST_USERS = "_posts/2026-11-20-시청 앞 광장 차 없는 거리.md"
SEOUL = timedelta(hours=9)


def test_first_user() -> None:
    """The first user's post comes out right: folded excerpt, root-relative picture, the name's date, HTML body."""
    post = post_of((DATA / "first-user.md").read_bytes(), FIRST_USERS)
    assert post.title == "시청 앞 광장, 주말마다 차 없는 거리로!"
    assert post.excerpt == (
        "이번 주말부터 시청 앞 광장이 차 없는 거리로 바뀝니다! 버스는 어디로 돌아갈까? 시의 안내를 확인하다!"
    )
    assert post.link == (
        "https://newsdao.kr/news/%EC%8B%9C%EC%B2%AD-%EC%95%9E-%EA%B4%91%EC%9E%A5-%EC%B0%A8-%EC%97%86%EB%8A%94-"
        "%EA%B1%B0%EB%A6%AC/"
    )
    assert post.image == "https://newsdao.kr/assets/img/newsdao_breakingnews.jpg"
    assert post.published_at == datetime(2026, 11, 19, 15, tzinfo=UTC)
    assert post.published_at.utcoffset() == SEOUL
    assert (post.categories, post.tags) == (("News",), ())
    assert (post.declared, post.level) == (None, Level.NORMAL)
    assert (post.key, post.id) == (FIRST_USERS, post_id(f"https://newsdao.kr/{FIRST_USERS}"))


def test_first_user_without_excerpt() -> None:
    """Without its excerpt, the first user's post gets its first paragraph with words in it, marks removed."""
    text = (DATA / "first-user.md").read_text("utf-8")
    keys, _, body = text.partition("image:")
    front_matter = keys.partition("excerpt:")[0] + "image:" + body
    assert post_of(front_matter, FIRST_USERS).excerpt == (
        '시는 이번 주말부터 광장의 차량 통행을 막는다고 밝혔습니다. 첫째 주는 시범이며, 관계자는 "불편을 줄이겠다"고 '
        "말하면서도, 일정은 확고하다고 덧붙였습니다."
    )


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("'[속보] 제목'", "[속보] 제목"),
        ("'<b>굵은</b> 제목 &amp; 둘'", "굵은 제목 & 둘"),
        ("1 < 2 그리고 3 > 2", "1 < 2 그리고 3 > 2"),
        ("2024", "2024"),
        ("2026-11-20", "2026-11-20"),
        (">\n  접힌\n  제목", "접힌 제목"),
        (unicodedata.normalize("NFD", "분해된 제목"), "분해된 제목"),
        ('"소리\\u0007와\\tTab"', "소리와 Tab"),
    ],
)
def test_title(title: str, seen: str) -> None:
    """A title is one line of composed, plain text, whatever the editor put into it."""
    assert post_of(page(f"title: {title}")).title == seen


def test_title_from_name() -> None:
    """A post without a title takes it from its file's name, as on the site."""
    assert post_of("본문뿐입니다.\n", "_posts/2026-11-20-big-NEWS-today.md").title == "Big News Today"


@pytest.mark.parametrize("level", list(Level))
def test_declared(level: Level) -> None:
    """A post may ask for its level with `alert:`."""
    assert post_of(page("title: 글", f"alert: {level}")).declared is level


def test_declared_loudly() -> None:
    """The level's word may be written in capitals."""
    assert post_of(page("title: 글", "alert: Breaking")).declared is Level.BREAKING


@pytest.mark.parametrize("word", ["urgent", "yes", "3", "[breaking]"])
def test_declared_wrongly(word: str) -> None:
    """A word that is no level is a problem that names the four and its line."""
    problem = problem_of(page("title: 글", f"alert: {word}"))
    assert problem.line == 3
    assert "breaking, normal, silent, none" in problem.remedy


@pytest.mark.parametrize("line", ["retracted: true", "published: false", "published: no"])
def test_unseen(line: str) -> None:
    """A retracted or unpublished post is no post."""
    assert outcome(page("title: 글", line)) is None


def test_future_arrives() -> None:
    """A post of a later date, which Jekyll does not build yet, is under embargo until its second."""
    text = page("title: 글", "date: 2026-11-23 12:00:01 +0900")
    assert post_of(text).embargo == NOW + timedelta(seconds=1)
    later = outcome(text, now=NOW + timedelta(seconds=1))
    assert isinstance(later, Post)
    assert later.embargo is None


def test_embargo() -> None:
    """`embargo:` keeps the alert back longer than the page; the later of it and a date to come counts."""
    assert post_of(page("title: 글", "embargo: 2026-11-24 09:00")).embargo == datetime(2026, 11, 24, tzinfo=UTC)
    both = page("title: 글", "date: 2027-01-01", "embargo: 2026-11-24 09:00")
    assert post_of(both).embargo == datetime(2026, 12, 31, 15, tzinfo=UTC)


def test_embargo_that_is_none() -> None:
    """An embargo that can't be read keeps the post back and names its line: better late than too early."""
    problem = problem_of(page("title: 글", "embargo: 내일 아침"))
    assert problem.line == 3
    assert "embargo" in problem.what


def test_correction() -> None:
    """`correction:` is the editor's word about a correction: plain text, and a difference that readers see."""
    plain, said = post_of(page("title: 글")), post_of(page("title: 글", "correction: 날짜를 <b>바로</b>잡았습니다."))
    assert said.correction == "날짜를 바로잡았습니다."
    assert said.fingerprint != plain.fingerprint


def test_body() -> None:
    """Posts with the same text below the front matter are like each other, unless it is too short to tell."""
    long, short = "가나다라 " * 20, "본문"
    one = post_of(page("title: 글", body=long))
    assert one.body == post_of(page("title: 다른 글", body=f"{long}\n")).body != ""
    assert post_of(page("title: 글", body=short)).body == ""


def test_published_as_word() -> None:
    """`published: "false"` between quotes is a word, and the post is shown."""
    assert post_of(page("title: 글", 'published: "false"')).title == "글"


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ("/assets/img/a.jpg", "https://newsdao.kr/assets/img/a.jpg"),
        ("assets/img/a.jpg", "https://newsdao.kr/assets/img/a.jpg"),
        ("/assets/사진 1.jpg", "https://newsdao.kr/assets/%EC%82%AC%EC%A7%84%201.jpg"),
        ("https://cdn.example.org/a.jpg?w=1200&h=630", "https://cdn.example.org/a.jpg?w=1200&h=630"),
        ("//cdn.example.org/a.jpg", "https://cdn.example.org/a.jpg"),
        ("{path: /a.jpg, alt: 사진}", "https://newsdao.kr/a.jpg"),
        ("{url: /a.jpg}", "https://newsdao.kr/a.jpg"),
        ("[/a.jpg, /b.jpg]", "https://newsdao.kr/a.jpg"),
        ("'data:image/png;base64,AAAA'", None),
        ("''", None),
    ],
)
def test_image(image: str, address: str | None) -> None:
    """A picture's address is absolute, however the front matter names it; what a chat cannot fetch is none."""
    assert post_of(page("title: 글", f"image: {image}")).image == address


@pytest.mark.parametrize("image", ["/a.jpg", "/blog/a.jpg"])
def test_image_under_baseurl(image: str) -> None:
    """A root-relative picture gets the site's baseurl, once."""
    site = replace(SITE, baseurl="/blog")
    assert post_of(page("title: 글", f"image: {image}"), site=site).image == "https://newsdao.kr/blog/a.jpg"


@pytest.mark.parametrize(
    "body",
    [
        '<p>글</p><img alt="x" src="/a.jpg">',
        "글 ![사진](/a.jpg) 글",
        '<img src="{{ site.baseurl }}/a.jpg"/>',
        "![사진]({{ '/a.jpg' | relative_url }})",
    ],
)
def test_image_in_body(body: str) -> None:
    """A post that names no picture shows the first of its body."""
    assert post_of(page("title: 글", body=body)).image == "https://newsdao.kr/a.jpg"


def test_topics() -> None:
    """Folders, `category`, `categories` and tags come together, once each, without a plain list's commas."""
    text = page("title: 글", "category: Main", "categories: News, Politics", "tags: [하나, 둘, 하나]")
    post = post_of(text, f"지역/{PATH}")
    assert post.categories == ("지역", "News", "Politics", "Main")
    assert post.tags == ("하나", "둘")


def test_key_is_composed() -> None:
    """A name that a Mac decomposed is the same post, by key and id."""
    text = page("title: 글")
    decomposed = post_of(text, unicodedata.normalize("NFD", PATH))
    assert (decomposed.key, decomposed.id) == (PATH, post_of(text, PATH).id)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + page("title: 제목", "excerpt: 요약"),
        page("title: 제목", "excerpt: 요약").replace("\n", "\r\n"),
        page("title: 제목", "excerpt: >", "  요약", ""),
        page("title: 제목", "excerpt: '<p><b>요약</b></p>'"),
        page("title: 제목", "excerpt: '[요약](https://newsdao.kr/)'"),
        page("title: 제목", "excerpt: '**요약**&nbsp;'"),
        page("title: 제목", "excerpt: &one 요약", "feature_text: *one"),
        page("title: 제목", "excerpt: [요약]"),
        page("title: 제목", "excerpt: '{% include mark.html %}요약'"),
    ],
    ids=["bom", "crlf", "folded", "html", "link", "emphasis", "alias", "list", "liquid"],
)
def test_encodings_and_marks(text: str) -> None:
    """A byte order mark, Windows line ends and markup change nothing of what a reader of the alert sees."""
    post = post_of(text)
    assert (post.title, post.excerpt) == ("제목", "요약")
