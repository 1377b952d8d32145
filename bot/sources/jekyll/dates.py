"""Dates as Jekyll reads them: YAML's own times, and whatever Ruby's `Time.parse` takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*{_MONTH}[\s,-]*(?P<year>\d{{2,4}})(?![\d:])",
        rf"\b{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<year>\d{{2,4}})(?![\d:])",
        r"(?<!\d)(?P<year>\d{2,4})(?P<by>[-/.])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})(?P<by>[-/.])(?P<month>\d{1,2})(?P=by)(?P<year>\d{4})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=$|[tT\s]|\d{4}(?:\d\d)?(?:\D|$))",
    )
)
_NUMERIC = _DAYS[2:]  # those that name no month
_LETTER = re.compile(r"[^\W\d_]")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d*)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*(?P<zone>(?:gmt|utc)?[-+]\d{1,2}(?::?\d\d)?|[a-z]+)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[tT\s]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>[zZ]|[-+]\d\d:?\d\d)?$")
_OFFSET = re.compile(r"([-+])(\d{1,2}):?(\d\d)?$")
# The names Ruby knows by heart; any other counts only where it is the site's own zone (`KST` in Seoul).
_NAMED = {"Z": 0, "UTC": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6}
_NAMED |= {"PST": -8, "PDT": -7}


class Moment(str):
    """A time as YAML knows it, not quoted, with seconds: UTC where it names no offset, whatever the site's zone."""

    __slots__ = ()


def parse_date(text: str, zone: tzinfo) -> datetime:
    """Return the moment `text` means to Jekyll, in the site's zone, to the second.

    Raises `ValueError` where Ruby's `Time.parse` would raise, which stops the whole site's build.
    """
    patterns = _DAYS if _LETTER.search(text) else _NUMERIC
    day = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
    if day is None:
        raise ValueError(f"no date in {text!r}")
    clock = _CLOCK.search(text, day.end()) or _DIGITS.match(text, day.end()) or _CLOCK.search(text[: day.start()])
    midnight = _day(day)
    moment = midnight + (_time(clock) if clock else timedelta())
    is_yaml = isinstance(text, Moment) and midnight.day == int(day["day"])  # to YAML, 02-30 is but a string
    named = clock["zone"] if clock else None
    return moment.replace(tzinfo=_zone(named, moment.year, zone, is_yaml)).astimezone(zone)


def _day(found: re.Match[str]) -> datetime:
    """Return midnight of the day; the 30th of February is the 1st or 2nd of March, the 32nd nothing."""
    parts = found.groupdict()
    month = _MONTHS.index(parts["name"].lower()) + 1 if parts.get("name") else int(parts["month"])
    year, day = int(parts["year"]), int(parts["day"])
    if len(parts["year"]) <= 2:
        year += 2000 if year < 69 else 1900
    if not 1 <= day <= 31:
        raise ValueError(f"no day {day}")
    return datetime(year, month, 1) + timedelta(days=day - 1)  # noqa: DTZ001 - the zone is given by the caller


def _time(found: re.Match[str]) -> timedelta:
    """Return the time of day; 24:00 and a leap second are the next moment's beginning."""
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    half = found.groupdict().get("half")
    if half:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
        raise ValueError(f"no time {found[0]!r}")
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _zone(name: str | None, year: int, local: tzinfo, is_yaml: bool) -> tzinfo:  # noqa: FBT001 - one caller
    """Return the zone a date names; an unknown name means the site's zone, to YAML a missing one means UTC."""
    if not name:
        return UTC if is_yaml else local
    named = _NAMED.get(name.upper())
    if named is not None:
        return timezone(timedelta(hours=named))
    offset = _OFFSET.search(name)
    if offset and (len(offset[2]) == 2 or is_yaml):
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-shift if offset[1] == "-" else shift)
    return _summer(name, year, local)


def _summer(name: str, year: int, local: tzinfo) -> tzinfo:
    """Return the offset that bears this name in the site's zone (`PDT` in January too), else the zone itself."""
    for month in (1, 7):
        moment = datetime(year, month, 1, tzinfo=local)
        if moment.tzname() == name.upper():
            return timezone(moment.utcoffset() or timedelta())
    return local
