"""Roundups: which stories stand in one, who shares it, and under what they are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from bot.core.delivery import Language, Wishes
from bot.core.post import Level, Roundup
from bot.core.readers.conversation import Span
from bot.core.schedule.listing import fullest, heading_of
from bot.core.schedule.roundup import MOST, Gathered, roundup_of
from tests.builders import a_channel, a_post

if TYPE_CHECKING:
    from bot.core.post import Post
    from bot.core.readers.conversation import Line

HOUR = datetime(2026, 11, 20, 18, tzinfo=UTC)


def everything(_: tuple[Line, ...]) -> bool:
    """Return that it fits, whatever it is."""
    return True


def gathered(*posts: Post, **changes: Any) -> Gathered:
    """Return that the posts are gathered for a channel that wants everything."""
    usual: dict[str, Any] = {"channel": a_channel(), "gone": (), "due": HOUR, "now": HOUR}
    return Gathered(posts=posts, **usual | changes)


def made(what: Gathered) -> Roundup:
    """Return the roundup that is made."""
    post = roundup_of(what, "Asia/Seoul")
    assert post
    assert post.roundup
    return post.roundup


def shown(*posts: Post, **changes: Any) -> Roundup:
    """Return a roundup with its stories."""
    return Roundup(members=tuple(post.id for post in posts), zone="Asia/Seoul", stories=posts, **changes)


def texts(lines: tuple[Line, ...]) -> list[str]:
    """Return what the lines say."""
    return ["".join(part.text for part in line if isinstance(part, Span)) for line in lines]


def test_order() -> None:
    """Breaking news comes first, then the newest."""
    old, new = a_post("a"), a_post("b", minutes=1)
    breaking = a_post("c", minutes=-1, level=Level.BREAKING)
    assert made(gathered(old, breaking, new)).members == (breaking.id, new.id, old.id)


def test_wished_for() -> None:
    """What the channel does not wish for any more is left out; of nothing none is made."""
    news, economy = a_post("a"), a_post("b", categories=("경제",))
    channel = a_channel(wishes=Wishes(frozenset({"경제"})))
    assert made(gathered(news, economy, channel=channel)).members == (economy.id,)
    assert made(gathered(news, economy, channel=channel)).topics == ("경제",)
    assert roundup_of(gathered(news, channel=channel), "UTC") is None
    assert roundup_of(gathered(news, channel=a_channel(wishes=None)), "UTC") is None


def test_shared() -> None:
    """Channels share one of the same stories, wishes, zone and hour; who has another of any of these does not."""
    a, b = a_post("a"), a_post("b")
    ids = [
        roundup_of(what, zone)
        for what, zone in [
            (gathered(a, b), "UTC"),
            (gathered(b, a, channel=a_channel("2"), now=HOUR + timedelta(hours=1)), "UTC"),
            (gathered(a), "UTC"),
            (gathered(a, b, due=HOUR + timedelta(days=1)), "UTC"),
            (gathered(a, b), "Asia/Seoul"),
            (gathered(a, b, channel=a_channel(wishes=Wishes(frozenset({"news"})))), "UTC"),
        ]
    ]
    names = [post.id for post in ids if post]
    assert names[0] == names[1]
    assert len(set(names)) == len(names) - 1 == 5


def test_most() -> None:
    """Of very many the newest are in it, and how many others there are."""
    roundup = made(gathered(*(a_post(str(minutes), minutes=minutes) for minutes in range(MOST + 7))))
    assert (len(roundup.members), roundup.more) == (MOST, 7)


def test_edition() -> None:
    """Another edition is another fingerprint; its stories alone are not."""
    post = roundup_of(gathered(a_post()), "UTC")
    assert post
    assert post.roundup
    filled = replace(post, roundup=replace(post.roundup, stories=(a_post(),)))
    assert filled.fingerprint == post.fingerprint == "roundup-0"
    assert replace(post, roundup=replace(post.roundup, edition=3)).fingerprint == "roundup-3"


def test_lines() -> None:
    """Each story stands once, under its first category that is wished for; those without one come last."""
    posts = (
        a_post("a", title="[속보] 가", level=Level.BREAKING, categories=("정치", "경제"), minutes=5),
        a_post("b", title="나", categories=("스포츠",), minutes=4),
        a_post("c", title="다", categories=("경제",), minutes=3),
        a_post("d", title="라", categories=(), minutes=2),
    )
    assert texts(fullest(shown(*posts, topics=("경제", "스포츠")), Language.KO, everything)) == [
        "경제",
        "· 21:05 🚨 속보 가",
        "· 21:03 다",
        "",
        "스포츠",
        "· 21:04 나",
        "",
        "그 밖의 기사",
        "· 21:02 라",
    ]
    assert heading_of(shown(*posts), Language.KO) == "기사 4건 모아 보기 · 11월 20일"
    assert heading_of(shown(*posts, more=3), Language.EN) == "7 stories · November 20"


def test_days() -> None:
    """Where stories are of several days each says its own, by the channel's clock; a date alone has no time."""
    late = a_post("a", title="밤", minutes=4 * 60)  # at one o'clock of the next day in Seoul
    dated = a_post("b", title="낮", published_at=datetime(2026, 11, 19, tzinfo=timezone(timedelta(hours=9))))
    assert texts(fullest(shown(late, dated), Language.KO, everything)) == ["News", "· 11-21 01:00 밤", "· 11-19 낮"]
    assert heading_of(shown(late, dated), Language.KO) == "기사 2건 모아 보기 · 11월 19일–21일"
    assert texts(fullest(shown(dated), Language.KO, everything)) == ["News", "· 낮"]


def test_cut() -> None:
    """What does not fit is left out by whole stories, and said how many and where they are."""
    roundup = shown(*(a_post(name, title=name) for name in "가나다라"), more=6)
    lines = fullest(roundup, Language.KO, lambda lines: len(lines) <= 5)
    assert texts(lines) == [
        "News",
        "· 21:00 가",
        "· 21:00 나",
        "",
        "그 밖에 8건이 더 있습니다. 최신 기사 보기: /latest",
    ]
    nothing = texts(fullest(roundup, Language.EN, lambda _: False))
    assert nothing == ["10 more not shown here. See the latest: /latest"]


def test_unknown_zone() -> None:
    """A zone that this machine does not know any more is no reason to say nothing."""
    roundup = replace(shown(a_post(title="가")), zone="Atlantis/Capital")
    assert texts(fullest(roundup, Language.KO, everything)) == ["News", "· 12:00 가"]
