"""Which new posts wait for the operator, and which withdrawals are not believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.brake import Brake
from bot.core.event import Corrected, Event, Published, Retracted
from bot.core.post import Level
from bot.core.sighting import Authority
from tests.builders import NOON, a_post

BRAKE = Brake(posts=2, seconds=600, age=86_400, gone=3)
NEWS: list[Event] = [Published(a_post(key)) for key in "abc"]


def held(
    *events: Event, lately: int = 0, authority: Authority = Authority.SITE, now: datetime = NOON, known: str = ""
) -> list[str]:
    """Return why each published post is held; `known` names those that are there already."""
    are_known = [one.post.key in known for one in events if isinstance(one, Published)]
    braked = BRAKE.hold(events, lately=lately, authority=authority, now=now, known=are_known)
    return [one.held for one in braked if isinstance(one, Published)]


def test_few() -> None:
    """As many posts as may pass do."""
    assert held(*NEWS[:2]) == ["", ""]


def test_flood() -> None:
    """Of more posts than may pass at once, nothing does; each says how many there were."""
    why = "3 posts within 10 minutes, where 2 may pass"
    assert held(*NEWS) == [why] * 3


def test_trickle() -> None:
    """What came lately counts: the post after the last that may pass is held."""
    assert held(NEWS[0], lately=1) == [""]
    assert held(NEWS[0], lately=2) != [""]


def test_pushed() -> None:
    """Who pushes posts one by one means each of them, however many."""
    assert held(*NEWS, authority=Authority.PUSH) == ["", "", ""]


def test_unannounced() -> None:
    """Posts that are announced to nobody hold up none of those that are, however many and old."""
    archive = [Published(a_post(key, level=Level.NONE, minutes=-3000)) for key in "defg"]
    assert held(*archive, NEWS[0]) == [""] * 5


def test_known() -> None:
    """A post that another source shows already is no news: it counts for nothing and is not held."""
    assert held(*NEWS, known="b") == ["", "", ""]


@pytest.mark.parametrize("authority", Authority)
def test_old(authority: Authority) -> None:
    """A post dated more than a day ago is held, wherever it comes from."""
    assert held(NEWS[0], now=NOON + timedelta(hours=24), authority=authority) == [""]
    assert held(NEWS[0], now=NOON + timedelta(hours=24, seconds=1), authority=authority) == ["dated 2026-11-20"]


def test_old_by_its_day() -> None:
    """A post that names its day alone may be as late as the end of that day."""
    post = a_post("a", published_at=datetime(2026, 11, 20, tzinfo=UTC))
    assert held(Published(post), now=datetime(2026, 11, 21, 23, 59, tzinfo=UTC)) == [""]
    assert held(Published(post), now=datetime(2026, 11, 22, 0, 1, tzinfo=UTC)) == ["dated 2026-11-20"]


def test_others_pass() -> None:
    """Corrections and retractions are not what the brake is about."""
    others: list[Event] = [Corrected(a_post("x")), Retracted("y")]
    braked = BRAKE.hold([*others, *NEWS], lately=0, authority=Authority.SITE, now=NOON, known=[False] * 3)
    assert braked[:2] == others


def test_mass_raise() -> None:
    """So many levels raised at once are no newsroom's doing: their posts are corrected, and not announced."""
    raised: list[Event] = [Corrected(a_post(key), is_raised=True) for key in "ab"]
    assert BRAKE.calm([*raised, NEWS[0]], Authority.SITE) == [*raised, NEWS[0]]
    more = Corrected(a_post("c"), is_raised=True)
    assert BRAKE.calm([*raised, more], Authority.PUSH) == [*raised, more]
    assert BRAKE.calm([*raised, more, NEWS[0]], Authority.SITE) == [*(Corrected(a_post(key)) for key in "abc"), NEWS[0]]


def test_mass_withdrawal() -> None:
    """So many withdrawals at once are not believed; what else happened is."""
    gone: list[Event] = [Retracted(key) for key in "abc"]
    assert BRAKE.spare([*gone, NEWS[0]]) == [*gone, NEWS[0]]
    assert BRAKE.spare([*gone, Retracted("d"), NEWS[0]]) == [NEWS[0]]
