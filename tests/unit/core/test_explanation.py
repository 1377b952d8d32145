"""What is said of a post in a channel: each standing by what brings it about, and in words of both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.delivery import TOMBSTONE, Lane, Language, Wishes
from bot.core.readers.conversation import Span
from bot.core.router import Ground, Match
from bot.core.why.account import brief_lines, lines_of, reason_of, record_of
from bot.core.why.explanation import Explanation, Standing, explain
from bot.core.why.history import Barrier, Circumstances, Life, Progress, Row, Silence, Wait
from tests.builders import NOON, a_channel, a_post

POST = a_post()
BARE = Circumstances(post=POST, channel=a_channel(), read_at=NOON, announced_at=NOON)
SENT = Row(progress=Progress.DONE, changed_at=NOON, message_id="7", fingerprint=POST.fingerprint)
FAILING = Row(progress=Progress.WAITING, changed_at=NOON, attempts=2, error="503 busy")
WAIT = Wait(lane=Lane.NORMAL, place=3, ahead=2, rests_until=NOON + timedelta(seconds=40))

CASES = {
    Standing.UNDER_EMBARGO: replace(BARE, life=Life.WAITING, barrier=Barrier.EMBARGO, until=NOON + timedelta(hours=1)),
    Standing.WITHOUT_PAGE: replace(BARE, life=Life.WAITING, barrier=Barrier.PAGE),
    Standing.HELD: replace(BARE, life=Life.WAITING, barrier=Barrier.HELD, reason="6 posts"),
    Standing.IN_ARCHIVE: replace(BARE, silence=Silence.ARCHIVE),
    Standing.SILENCED: replace(BARE, silence=Silence.LEVEL),
    Standing.NOT_WISHED: replace(BARE, channel=a_channel(wishes=Wishes(frozenset({"sport"})))),
    Standing.MISSED: BARE,
    Standing.ON_ITS_WAY: replace(BARE, is_on_its_way=True),
    Standing.DUE: replace(BARE, wait=WAIT),
    Standing.GOING_OUT: replace(BARE, row=replace(FAILING, progress=Progress.SENDING), wait=WAIT),
    Standing.RETRIED: replace(BARE, row=FAILING, wait=WAIT),
    Standing.GATHERED: replace(BARE, row=replace(FAILING, progress=Progress.GATHERED, error="")),
    Standing.SHOWN: replace(BARE, row=SENT),
    Standing.CORRECTED: replace(BARE, row=replace(SENT, is_older=True)),
    Standing.BEING_CORRECTED: replace(BARE, row=replace(SENT, fingerprint="older")),
    Standing.BEING_WITHDRAWN: replace(BARE, life=Life.RETRACTED, row=SENT, is_being_mended=True),
    Standing.WITHDRAWN: replace(BARE, life=Life.RETRACTED, row=replace(SENT, message_id="", fingerprint="")),
    Standing.TOMBSTONE: replace(BARE, life=Life.RETRACTED, row=replace(SENT, fingerprint=TOMBSTONE)),
    Standing.WITHDRAWN_UNSENT: replace(BARE, life=Life.RETRACTED),
    Standing.FAILED: replace(BARE, row=replace(FAILING, progress=Progress.ABANDONED)),
    Standing.UNCERTAIN: replace(BARE, row=replace(FAILING, progress=Progress.HELD)),
}


def test_every_case() -> None:
    """There is a case for each standing there is."""
    assert set(CASES) == set(Standing)


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("language", Language)
def test_standing(standing: Standing, language: Language) -> None:
    """Each is told apart, and said in at least three lines, none of them empty, and in a list in one or two."""
    explanation = explain(CASES[standing])
    assert explanation.standing is standing
    lines = lines_of(explanation, language)
    assert len(lines) >= 4
    assert all("".join(part.text for part in line if isinstance(part, Span)).strip() for line in lines)
    assert 1 <= len(brief_lines(explanation, language, "제목")) <= 2
    assert record_of(explanation)["standing"] == standing


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("language", Language)
def test_ground(ground: Ground, language: Language) -> None:
    """Each reason why a post is for a channel, or is not, is a sentence with its word, as the site writes it."""
    match = Match(is_for=False, ground=ground, word="news")
    said = reason_of(Explanation(BARE, Standing.MISSED, match), language)
    assert said.endswith((".", "news", "News"))
    if ground in {Ground.CATEGORY, Ground.KEYWORD, Ground.EXCLUDED}:
        assert "News" in said


def test_next() -> None:
    """When the next step comes is told where it is known: the end of an embargo, of a rest, of the platform's pause."""
    paused = replace(CASES[Standing.DUE], paused_until=NOON + timedelta(minutes=5))
    found = [explain(one).next_at for one in (CASES[Standing.UNDER_EMBARGO], CASES[Standing.RETRIED], paused, BARE)]
    assert found == [NOON + timedelta(hours=1), NOON + timedelta(seconds=40), NOON + timedelta(minutes=5), None]


def test_long_ago() -> None:
    """What was sent before a correction failed is not said to be shown as it is."""
    failed = replace(BARE, row=replace(SENT, fingerprint="older", progress=Progress.ABANDONED, error="400"))
    assert explain(failed).standing is Standing.FAILED
