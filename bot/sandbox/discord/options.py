"""Turns what a person filled into a command's options into what the bot receives, or says what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.commands import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_STRING, _INTEGER, _BOOLEAN, _NUMBER = 3, 4, 5, 10
_TRUTHS = {"true": True, "false": False}


def filled(command: dict[str, Any], given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the options of an interaction; names may be in any language. Raises ValueError with a clear sentence."""
    options = command["options"]
    known = {name: option for option in options for name in names_of(option)}
    for name in given:
        if name not in known:
            names = ", ".join(option["name"] for option in options) or "none"
            raise ValueError(f"/{command['name']} has no option {name!r}; it has {names}")
    values = {known[name]["name"]: value for name, value in given.items() if value not in (None, "")}
    for option in options:
        if option.get("required") and option["name"] not in values:
            raise ValueError(f"/{command['name']} needs the option {option['name']!r}")
    return [_filled(option, values[option["name"]]) for option in options if option["name"] in values]


def _filled(option: dict[str, Any], value: Any) -> dict[str, Any]:
    kind = option["type"]
    convert = _CONVERT.get(kind, str)
    try:
        converted = convert(_chosen(option, value))
    except (ValueError, TypeError):
        raise ValueError(f"{value!r} is not what the option {option['name']!r} takes") from None
    _check_range(option, converted)
    return {"name": option["name"], "type": kind, "value": converted}


def _chosen(option: dict[str, Any], value: Any) -> Any:
    """Return the value of the choice that was named, where the option has choices."""
    choices = option.get("choices") or []
    for choice in choices:
        if value == choice["value"] or value in names_of(choice):
            return choice["value"]
    if choices:
        names = ", ".join(choice["name"] for choice in choices)
        raise ValueError(f"the option {option['name']!r} takes one of {names}, not {value!r}")
    return value


def _check_range(option: dict[str, Any], value: Any) -> None:
    prefix, size = ("length", len(value)) if isinstance(value, str) else ("value", value)
    least, most = option.get(f"min_{prefix}"), option.get(f"max_{prefix}")
    if (least is not None and size < least) or (most is not None and size > most):
        raise ValueError(f"{value!r} is outside of what {option['name']!r} takes: {least} to {most}")


def _integer(value: Any) -> int:
    if isinstance(value, bool | float):
        raise TypeError
    return int(value)


def _truth(value: Any) -> bool:
    return value if isinstance(value, bool) else _TRUTHS[str(value).lower()]


_CONVERT: dict[int, Callable[[Any], Any]] = {_STRING: str, _INTEGER: _integer, _BOOLEAN: _truth, _NUMBER: float}
