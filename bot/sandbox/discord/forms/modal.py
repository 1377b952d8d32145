"""Checks a form that opens over the chat, and what somebody filled into it. It takes text fields alone."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Final

from bot.sandbox.discord.forms.components import custom_id
from bot.sandbox.discord.forms.field import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROW, _TEXT, _LABEL = 1, 4, 18
_SHORT, _PARAGRAPH = 1, 2
_LONGEST: Final = 4000


def modal(data: Any) -> dict[str, Any]:
    """Return the form as the asker sees it; refuse it as Discord does."""
    root = Field({"data": data})
    field = root.at("data")
    field.is_there(is_required=True)
    numbers, taken = count(1), set[str]()
    shown = {
        "custom_id": field.at("custom_id").text(100, 1),
        "title": field.at("title").text(45, 1),
        "components": [_part(one, numbers, taken) for one in field.at("components").items(5)],
    }
    if not shown["components"]:
        field.at("components").wrong("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    root.settle()
    return shown


def _part(field: Field, numbers: Iterator[int], taken: set[str]) -> dict[str, Any]:
    kind = field.at("type").choice((_ROW, _LABEL))
    part: dict[str, Any] = {"type": kind, "id": next(numbers)}
    if kind == _LABEL:
        description = field.at("description").text(100)
        part |= {"label": field.at("label").text(45, 1)} | ({"description": description} if description else {})
        field.at("component").is_there(is_required=True)
        return part | {"component": _text(field.at("component"), numbers, taken, is_labelled=True)}
    inside = field.at("components").items(5)
    if len(inside) != 1:
        field.at("components").wrong("BASE_TYPE_BAD_LENGTH", "Must be 1 in length.")
    return part | {"components": [_text(one, numbers, taken, is_labelled=False) for one in inside]}


def _text(field: Field, numbers: Iterator[int], taken: set[str], *, is_labelled: bool) -> dict[str, Any]:
    field.at("type").choice((_TEXT,))
    fewest, most = field.at("min_length").whole(0, _LONGEST), field.at("max_length").whole(1, _LONGEST)
    shown = {
        "type": _TEXT,
        "id": next(numbers),
        "custom_id": custom_id(field, taken),
        "style": field.at("style").choice((_SHORT, _PARAGRAPH)),
        "label": field.at("label").text(45, 0 if is_labelled else 1),
        "value": field.at("value").text(_LONGEST if most is None else most),
        "placeholder": field.at("placeholder").text(100),
        "required": field.at("required").value is not False,
        "min_length": fewest or 0,
        "max_length": _LONGEST if most is None else most,
    }
    field.at("required").truth()
    return {key: value for key, value in shown.items() if value not in ("", None)}


def submitted(form: dict[str, Any], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the bot receives of the form with these values; raises ValueError where one may not be sent."""
    return [_submitted_part(part, values) for part in form["components"]]


def _submitted_part(part: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    about = {"type": part["type"], "id": part["id"]}
    if part["type"] == _LABEL:
        return about | {"component": _filled(part["component"], values, part["label"])}
    return about | {"components": [_filled(one, values, one["label"]) for one in part["components"]]}


def _filled(field: dict[str, Any], values: Mapping[str, Any], label: str) -> dict[str, Any]:
    text = str(values.get(field["custom_id"], field.get("value", "")))
    if field["required"] and not text:
        raise ValueError(f"{label!r} has to be filled in")
    if text and not field["min_length"] <= len(text) <= field["max_length"]:
        raise ValueError(f"{label!r} takes {field['min_length']} to {field['max_length']} characters")
    return {"type": _TEXT, "id": field["id"], "custom_id": field["custom_id"], "value": text}
