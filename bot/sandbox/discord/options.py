"""Turns what a person filled into a command's options into what the bot receives, or says what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.commands import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_STRING, _INTEGER, _BOOLEAN, _CHANNEL, _ROLE, _NUMBER = 3, 4, 5, 7, 8, 10
_TRUTHS = {"true": True, "false": False}
_RESOLVED = {_CHANNEL: "channels", _ROLE: "roles"}


def filled(
    command: dict[str, Any], given: Mapping[str, Any], places: Mapping[str, Sequence[dict[str, Any]]]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the options of an interaction, and what the ids among them stand for ("resolved").

    Names may be in any language. `places` has the `channels` and `roles` that can be chosen. Raises ValueError with a
    clear sentence.
    """
    options = command["options"]
    known = {name: option for option in options for name in names_of(option)}
    for name in given:
        if name not in known:
            raise ValueError(_unknown(command, name))
    values = {known[name]["name"]: value for name, value in given.items() if value not in (None, "")}
    for option in options:
        if option.get("required") and option["name"] not in values:
            raise ValueError(f"/{command['name']} needs the option {option['name']!r}")
    resolved: dict[str, Any] = {}
    wanted = [option for option in options if option["name"] in values]
    return [_filled(option, values[option["name"]], places, resolved) for option in wanted], resolved


def begun_option(command: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the option that is being typed; raises ValueError where the bot does not complete it."""
    for option in command["options"]:
        if name in names_of(option):
            if not option.get("autocomplete"):
                raise ValueError(f"/{command['name']} does not complete {name!r}")
            return dict(option)
    raise ValueError(_unknown(command, name))


def _unknown(command: dict[str, Any], name: str) -> str:
    names = ", ".join(option["name"] for option in command["options"]) or "none"
    return f"/{command['name']} has no option {name!r}; it has {names}"


def _filled(
    option: dict[str, Any], value: Any, places: Mapping[str, Sequence[dict[str, Any]]], resolved: dict[str, Any]
) -> dict[str, Any]:
    kind = option["type"]
    if kind in _RESOLVED:
        place = _place(option, str(value), places[_RESOLVED[kind]])
        resolved.setdefault(_RESOLVED[kind], {})[place["id"]] = place
        return {"name": option["name"], "type": kind, "value": place["id"]}
    convert = _CONVERT.get(kind, str)
    try:
        converted = convert(_chosen(option, value))
    except (ValueError, TypeError):
        raise ValueError(f"{value!r} is not what the option {option['name']!r} takes") from None
    _check_range(option, converted)
    return {"name": option["name"], "type": kind, "value": converted}


def _place(option: dict[str, Any], value: str, there: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the channel or role that is named, by its id, `#name`, `@name` or name."""
    types = option.get("channel_types") or []
    for place in there:
        is_right = not types or place["type"] in types
        if is_right and value.lstrip("#@") in (place["id"], place["name"].lstrip("@")):
            return place
    raise ValueError(f"{value!r} is not what the option {option['name']!r} takes")


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
