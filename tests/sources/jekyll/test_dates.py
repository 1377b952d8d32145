"""A date means to the reader what it means to Jekyll: to YAML first, then to Ruby."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.sources.jekyll.dates import Moment, parse_date

SEOUL = ZoneInfo("Asia/Seoul")


def _seoul(text: str) -> str:
    return parse_date(text, SEOUL).isoformat()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-07-22", "2024-07-22T00:00:00+09:00"),
        ("2024-07-22 23:30", "2024-07-22T23:30:00+09:00"),
        ("2024-07-22 23:30:00", "2024-07-22T23:30:00+09:00"),
        ("2024-07-22 23:30:00 +0900", "2024-07-22T23:30:00+09:00"),
        ("2024-07-22T23:30:00.5+09:00", "2024-07-22T23:30:00+09:00"),
        ("2024-07-22T14:30:00Z", "2024-07-22T23:30:00+09:00"),
        ("2024-07-22 23:30:00 KST", "2024-07-22T23:30:00+09:00"),
        ("2024-07-22 10:30 EDT", "2024-07-22T23:30:00+09:00"),
        ("2024-07-22 9:05 pm", "2024-07-22T21:05:00+09:00"),
        ("2024-07-22 12:05 AM", "2024-07-22T00:05:00+09:00"),
        ("2024-07-22 24:00", "2024-07-23T00:00:00+09:00"),
        ("2024/07/22 09:00", "2024-07-22T09:00:00+09:00"),
        ("2024.7.2", "2024-07-02T00:00:00+09:00"),
        ("22-07-2024", "2024-07-22T00:00:00+09:00"),
        ("24-07-22", "2024-07-22T00:00:00+09:00"),
        ("70-01-02", "1970-01-02T00:00:00+09:00"),
        ("20240722", "2024-07-22T00:00:00+09:00"),
        ("20240722T233000", "2024-07-22T23:30:00+09:00"),
        ("20240722T143000Z", "2024-07-22T23:30:00+09:00"),
        ("22 Jul 2024", "2024-07-22T00:00:00+09:00"),
        ("July 22, 2024", "2024-07-22T00:00:00+09:00"),
        ("July 22nd, 2024 9:00", "2024-07-22T09:00:00+09:00"),
        ("Mon, 22 Jul 2024 14:30:00 GMT", "2024-07-22T23:30:00+09:00"),
        ("Mon, 22 Jul 2024 23:30:00 +0900", "2024-07-22T23:30:00+09:00"),
        ("2024-02-30", "2024-03-01T00:00:00+09:00"),
        ("2023-02-31 10:00", "2023-03-03T10:00:00+09:00"),
    ],
)
def test_words(text: str, moment: str) -> None:
    """A string is read as Ruby's Time.parse reads it, in the site's zone where it names none."""
    assert _seoul(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-07-22 23:30:00", "2024-07-23T08:30:00+09:00"),
        ("2024-07-22 23:30:00 +0900", "2024-07-22T23:30:00+09:00"),
        ("2024-07-22 23:30:00 +9", "2024-07-22T23:30:00+09:00"),
        ("2024-07-22T23:30:00Z", "2024-07-23T08:30:00+09:00"),
        ("2024-02-30 10:00:00", "2024-03-01T10:00:00+09:00"),
    ],
)
def test_yaml_time(text: str, moment: str) -> None:
    """A time that is not quoted and has seconds is UTC to YAML, unless it names an offset or no real day."""
    assert _seoul(Moment(text)) == moment


def test_named_zone_elsewhere() -> None:
    """A zone's name that is not the site's own is not heeded, as Ruby does not know it."""
    assert parse_date("2024-07-22 23:30 KST", ZoneInfo("UTC")).isoformat() == "2024-07-22T23:30:00+00:00"


def test_summer_time() -> None:
    """The site's own summer time is known by name, all year."""
    zone = ZoneInfo("America/Los_Angeles")
    assert parse_date("2024-01-22 12:00 PDT", zone).isoformat() == "2024-01-22T11:00:00-08:00"


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2024", "20:15", "2024-13-01", "2024-00-10", "2024-01-32", "2024-01-01 25:00", "2024-01-01 10:61",
     "2024년 7월 22일", "0000-01-01"],
)  # fmt: skip
def test_unreadable(text: str) -> None:
    """What Ruby could not read is refused."""
    with pytest.raises(ValueError, match=r"no|month|year"):
        parse_date(text, SEOUL)
