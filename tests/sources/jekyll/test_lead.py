"""A post without an excerpt gets its body's first real paragraph, as text."""

from __future__ import annotations

import pytest

from bot.sources.jekyll.lead import lead_of

HOME = "https://newsdao.kr"
NBSP = '<p data-ke-size="size16">&nbsp;</p>'


def _markdown(body: str) -> str:
    return lead_of(body, is_markdown=True, site_url=HOME)


def _html(body: str) -> str:
    return lead_of(body, is_markdown=False, site_url=HOME)


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("첫 문단.\n\n둘째 문단.", "첫 문단."),
        ("두 줄의\n첫 문단.\n\n둘째.", "두 줄의 첫 문단."),
        ('**굵은** *첫* ~~지운~~ 문단의 [링크](https://a.kr "제목").', "굵은 첫 지운 문단의 링크."),
        ("첫 [링크][1] 문단.\n\n둘째.\n\n[1]: https://a.kr", "첫 링크 문단."),
        ("# 제목\n\n첫 문단.", "첫 문단."),
        ("제목\n====\n\n첫 문단.", "첫 문단."),
        ("![사진](/a.jpg)\n\n첫 문단.", "첫 문단."),
        ("```\n코드\n\n코드\n```\n\n첫 문단.", "첫 문단."),
        ("- 하나\n- 둘\n\n첫 문단.", "첫 문단."),
        ("| 표 | 표 |\n|---|---|\n| 1 | 2 |\n\n첫 문단.", "첫 문단."),
        ("> 인용문.\n\n첫 문단.", "인용문."),
        ("---\n\n첫 문단.", "첫 문단."),
        ("- 하나\n- 둘", "하나"),
        ("20일 첫 문단. 1 * 2 * 3 = 6, snake_case_name", "20일 첫 문단. 1 * 2 * 3 = 6, snake_case_name"),
        ("`코드`와 AT&amp;T, 1 &lt; 2.", "코드와 AT&T, 1 < 2."),
        ("{% include ad.html %}\n\n{: .lead}\n첫 {{ site.title }}문단.", "첫 문단."),
        ("{% comment %}\n아님\n{% endcomment %}\n첫 문단.", "첫 문단."),
        ("첫 줄  \n둘째 줄", "첫 줄 둘째 줄"),
        ("\r\n\r\n첫 문단.\r\n\r\n둘째.", "첫 문단."),
        ("...\n\n※ · !\n\n첫 문단.", "첫 문단."),
        ("", ""),
        ("![사진](/a.jpg)", ""),
    ],
)
def test_markdown(body: str, lead: str) -> None:
    """Markdown: headings, pictures, code, tables and lists are passed over, marks removed."""
    assert _markdown(body) == lead


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("<p>첫 <b>문단</b>.</p>\n\n<p>둘째.</p>", "첫 문단."),
        (f'<p><img src="/a.jpg" alt="속보"/></p>\n\n{NBSP}\n\n<p>첫<br>문단.</p>', "첫 문단."),
        ("<h2>제목</h2>\n<p>첫 문단.</p>", "첫 문단."),
        ("<div><div>\n<p> </p><p>첫 문단.</p></div></div>", "첫 문단."),
        ("<ul><li>하나</li></ul>\n<table><tr><td>표</td></tr></table>\n<p>첫 문단.</p>", "첫 문단."),
        ("<table><tr><td><p>표</p></td></tr></table>", "표"),
        ("<ul><li>하나</li><li>둘</li></ul>", "하나"),
        ("<script>var a = 1;</script><style>p {}</style><!-- 아님 --><p>첫 문단.</p>", "첫 문단."),
        ("<figure><img src=a><figcaption>사진</figcaption></figure><p>첫 문단.</p>", "첫 문단."),
        ("글자만 있는 <b>본문</b>.<p>둘째.</p>", "글자만 있는 본문."),
        ("<p>&lt;b&gt;는 &amp;amp;와 다르다.</p>", "<b>는 &amp;와 다르다."),
        ("<p>닫지 않은 문단", "닫지 않은 문단"),
    ],
)
def test_html(body: str, lead: str) -> None:
    """HTML, in an HTML post and in a Markdown one: the same paragraph either way."""
    assert _html(body) == lead
    assert _markdown(body) == lead


@pytest.mark.parametrize("wrap", ["{}", "<p>{}</p>", "<div>{}</div>"])
def test_site_link(wrap: str) -> None:
    """The line that sends readers to the site's front page is no news, wherever it stands."""
    line = wrap.format(f'실시간 뉴스 속보는, <a href="{HOME}/">{HOME}</a>')
    assert _html(f"{line}<p>첫 문단.</p>") == "첫 문단."
    assert _html(f"<p><img src=/a.jpg></p>{line}") == ""


def test_link_home_in_news() -> None:
    """A paragraph that says something and links to the front page as well is news."""
    said = (
        "시는 이번 주말부터 광장의 차량 통행을 막는다고 밝혔으며, 자세한 안내는 아래의 누리집에 차례로 올린다고 한다:"
    )
    assert _html(f'<p>{said} <a href="{HOME}">여기</a></p>') == f"{said} 여기"


def test_far_below() -> None:
    """The first paragraph is found below a great many pictures."""
    assert _markdown("![사진](/a.jpg)\n\n" * 40 + "첫 문단.") == "첫 문단."
