"""Says a mistake in the settings in one sentence: where it is, what is wrong, what to do."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from config.lines import line_of
from config.settings import Settings
from config.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from config.section import Section

EXAMPLES = {
    "telegram_api_url": "http://host:8081",
    "discord_api_url": "http://host:8082/api/v10",
    "discord_gateway_url": "ws://host:8082/gateway",
}

KINDS = {
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "dict_type": "must be a table",
    "list_type": 'must be a list, such as ["News"]; tables stand below [[ ]]',
    "string_type": "must be text, between quotes",
}


def sentence(error: ErrorDetails, environment: Mapping[str, str], path: Path | None, text: str) -> str:
    """Return one mistake with its place; a secret's value is never repeated."""
    location = _as_written(error["loc"])
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
    place = name.upper() if location[0] in environment else f"{path}:{line_of(text, location)}: {name}"
    return f"{place}: {_remedy(error)}."


def _as_written(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return where it stands in the file: which kind of source a table is, is no level of its own there.

    Nor is that it is a name which is wrong, and not its value.
    """
    if location[-1] == "[key]":
        return location[:-1]
    return location[:2] + location[3:] if location[0] == "sources" and len(location) > 2 else location


def _remedy(error: ErrorDetails) -> str:
    """Return what to do, as the sentence's end."""
    match error["type"]:
        case "extra_forbidden":
            return _which_name(error["loc"])
        case "missing":
            return "must be set"
        case "union_tag_invalid":
            return f"kind must be one of {error['ctx']['expected_tags']} (it is {error['ctx']['tag']!r})"
        case "string_too_short":
            return "must not be empty"
        case "too_short":
            words = f"must have at least {error['ctx']['min_length']} characters; `openssl rand -hex 32` makes one"
        case "literal_error":
            words = f"must be one of {error['ctx']['expected']}"
        case "string_pattern_mismatch":
            words = f"must look like {EXAMPLES[str(error['loc'][-1])]}"
        case "value_error":
            return str(error["ctx"]["error"])
        case _:
            words = KINDS.get(error["type"]) or error["msg"].replace("Input should be", "must be")
    return f"{words}{_given(error)}"


def _given(error: ErrorDetails) -> str:
    """Return the wrong value, unless it is a secret, or an address that may have a password in it."""
    may_be_secret = any(str(part).endswith(("token", "url", "secret")) for part in error["loc"])
    value = error["input"]
    return "" if may_be_secret or isinstance(value, dict | list) else f" (it is {value!r})"


def _which_name(location: Sequence[int | str]) -> str:
    """Say that there is no such setting, and which was meant."""
    nearest = get_close_matches(str(location[-1]), _names_beside(location), n=1)
    remedy = f"you may mean {nearest[0]}" if nearest else "delete it; config/example.toml has all there are"
    return f"there is no such setting; {remedy}"


def _names_beside(location: Sequence[int | str]) -> list[str]:
    """Return the names of the settings that stand in the same table."""
    if location[0] == "sources" and len(location) > 3:
        return list(SOURCES[str(location[2])].model_fields)
    section: type[Section] = Settings
    for part in location[:-1]:
        if isinstance(part, str):
            section = _section_in(section.model_fields[part].annotation)
    return list(section.model_fields)


def _section_in(annotation: Any) -> type[Section]:
    """Return the table's class out of `Section` or `list[Section]`."""
    found: type[Section] = next(iter(get_args(annotation)), annotation)
    return found
