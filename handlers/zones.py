"""Time zones as readers name them: by a city in Korean or English, an offset, an abbreviation, their own name."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, available_timezones

import regex

from bot.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Where our readers are, in their own language; in English every zone's city is known by its name.
_KOREAN: Final = {
    "Asia/Seoul": "서울 한국 대한민국 한국시간 한국표준시 korea southkorea 부산 인천 대구 대전 광주 울산 세종 제주",
    "Asia/Tokyo": "도쿄 동경 일본 오사카",
    "Asia/Shanghai": "상하이 베이징 북경 중국",
    "Asia/Hong_Kong": "홍콩",
    "Asia/Taipei": "타이베이 대만",
    "Asia/Singapore": "싱가포르",
    "Asia/Bangkok": "방콕 태국",
    "Asia/Ho_Chi_Minh": "호찌민 하노이 베트남",
    "Asia/Manila": "마닐라 필리핀",
    "Asia/Jakarta": "자카르타",
    "Asia/Kolkata": "델리 뉴델리 뭄바이 인도",
    "Asia/Dubai": "두바이",
    "Asia/Almaty": "알마티",
    "Asia/Tashkent": "타슈켄트",
    "Europe/Moscow": "모스크바",
    "Europe/Istanbul": "이스탄불",
    "Europe/Berlin": "베를린 프랑크푸르트 독일",
    "Europe/Paris": "파리 프랑스",
    "Europe/London": "런던 영국",
    "Europe/Madrid": "마드리드 스페인",
    "Europe/Rome": "로마 이탈리아",
    "America/New_York": "뉴욕 워싱턴 보스턴 애틀랜타",
    "America/Chicago": "시카고 댈러스",
    "America/Denver": "덴버",
    "America/Los_Angeles": "로스앤젤레스 엘에이 시애틀 샌프란시스코",
    "America/Vancouver": "밴쿠버",
    "America/Toronto": "토론토",
    "America/Sao_Paulo": "상파울루",
    "Pacific/Honolulu": "호놀룰루 하와이",
    "Pacific/Auckland": "오클랜드 뉴질랜드",
    "Australia/Sydney": "시드니 멜버른 호주",
    "UTC": "세계시",
}
_ABBREVIATED: Final = {"kst": "Asia/Seoul", "jst": "Asia/Tokyo", "utc": "UTC", "gmt": "UTC", "z": "UTC"}
_OFFSET: Final = regex.compile(r"(?:utc|gmt)?_?([+\-−])_?0?(\d{1,2})(?::?00)?")  # with `_` for a space, as in names
_NO_PLACES: Final = {"localtime", "Factory"}  # the machine's own zone, and that of one that was never set
_FIXED: Final = regex.compile(r"Etc/GMT([+-])([1-9]\d?)")
_NEAREST: Final = 3


def zone_in(text: str) -> str | None:
    """Return the name of the zone that is meant; None where there is none."""
    asked = _key(text)
    if offset := _OFFSET.fullmatch(asked):  # before the names: who writes GMT+9 does not mean the zone Etc/GMT+9
        # The sign of these names is the other way round: Etc/GMT-9 is nine hours ahead (doc: tz database, etcetera).
        asked = f"etc/gmt{'-' if offset[1] == '+' else '+'}{int(offset[2])}"
    return _by_name().get(asked) or _by_name().get(asked.replace("_", ""))


def nearest(text: str) -> Sequence[str]:
    """Return the zones whose names are most like what was typed."""
    found = get_close_matches(_key(text), _by_name(), n=_NEAREST, cutoff=0.7)
    return list(dict.fromkeys(_by_name()[one] for one in found))


def is_zone(name: str) -> bool:
    """Return whether there is a zone of exactly this name."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # an odd name, a folder of zones, an unknown name
        return False
    return True


@cache
def _by_name() -> Mapping[str, str]:
    """Return every zone by its name, its city, and what else it is called."""
    zones = sorted(
        available_timezones() - _NO_PLACES,
        key=lambda name: (not name.startswith(("Asia/", "America/", "Europe/")), name),
    )
    known: dict[str, str] = {_key(name): name for name in zones}
    for name in zones:
        known.setdefault(_key(name.rsplit("/", 1)[-1]), name)
    korean = {word: name for name, words in _KOREAN.items() for word in words.split()}
    return known | _ABBREVIATED | korean


def _key(text: str) -> str:
    return fold(text).replace(" ", "_")


def zone_shown(name: str) -> str:
    """Return a zone as readers are shown it: a fixed offset as they write it, `UTC+9` for `Etc/GMT-9`."""
    fixed = _FIXED.fullmatch(name)
    return f"UTC{'+' if fixed[1] == '-' else '-'}{fixed[2]}" if fixed else name
