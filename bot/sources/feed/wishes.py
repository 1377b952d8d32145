"""What a server asks of those who ask it: to wait, and for how long."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_SECONDS = re.compile(r"\d{1,9}")
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that `Retry-After` asks for, in either of its forms; None where it asks for nothing."""
    asked = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(asked):
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # no date, or one without a zone
        return None


def freshness(headers: Mapping[str, str]) -> float:
    """Return for how many seconds yet the answer counts as fresh by its `Cache-Control`, 0.0 where it does not say."""
    found = _MAX_AGE.search(headers.get("Cache-Control", ""))
    age = headers.get("Age", "").strip()
    return max(0.0, float(found[1]) - (float(age) if _SECONDS.fullmatch(age) else 0.0)) if found else 0.0
