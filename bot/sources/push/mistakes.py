"""Says a mistake in a pushed post in one sentence: its field, and what to do."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.sources.push.item import MOMENT, Item

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LONGEST = 80  # characters of a name that is none of ours
REMEDIES = {
    "missing": "must be set",
    "value_error": "{error}",
    "literal_error": "must be one of {expected}",
    "model_type": "must be an object with the fields of a post",
    "string_type": "must be text, between quotes",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "must hold no control characters",
    "list_type": 'must be a list, such as ["News"]',
    "too_long": "must have at most {max_length} names; these are {actual_length}",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "timezone_aware": f"must have its offset, as in {MOMENT}",
    "datetime_from_date_parsing": f"must be a moment with its offset, such as {MOMENT}",
}


def sentence(error: ErrorDetails) -> str:
    """Return the mistake."""
    field = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in error["loc"]).lstrip(".")
    return f"{field[:LONGEST]}: {_remedy(error)}" if field else _remedy(error)


def _remedy(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return _which_field(str(error["loc"][-1]))
    remedy = REMEDIES.get(error["type"])
    return error["msg"] if remedy is None else remedy.format_map(error.get("ctx", {}))


def _which_field(name: str) -> str:
    nearest = get_close_matches(name[:LONGEST], Item.model_fields, n=1)
    return f"there is no such field; you may mean {nearest[0]}" if nearest else "there is no such field; leave it out"
