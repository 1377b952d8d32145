"""Checks the rows of buttons and menus under a message. The newer layouts are not imitated and are refused."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from bot.sandbox.discord.forms.selects import SELECT, select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.discord.forms.field import Field

_ROW, _BUTTON = 1, 2
_LINK = 5  # the style of a button that opens a URL and tells nobody


def components(field: Field) -> list[dict[str, Any]]:
    """Return the rows as a message shows them: every component numbered."""
    numbers = count(1)
    taken: set[str] = set()
    return [_row(one, numbers, taken) for one in field.items(5)]


def _row(field: Field, numbers: Iterator[int], taken: set[str]) -> dict[str, Any]:
    field.at("type").choice((_ROW,))
    row = {"type": _ROW, "id": next(numbers)}
    inside = field.at("components").items(25)
    if not inside:
        field.at("components").wrong("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    # A menu is as wide as five buttons.
    has_menu = any(isinstance(one.value, dict) and one.value.get("type") == SELECT for one in inside)
    for extra in inside[1 if has_menu else 5 :]:
        extra.wrong("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
    return row | {"components": [_component(one, numbers, taken) for one in inside]}


def _component(field: Field, numbers: Iterator[int], taken: set[str]) -> dict[str, Any]:
    kind = field.at("type").choice((_BUTTON, SELECT))
    numbered = {"id": next(numbers)}
    if kind == SELECT:
        return numbered | select(field) | {"custom_id": custom_id(field, taken)}
    return numbered | _button(field, taken)


def custom_id(field: Field, taken: set[str]) -> str:
    """Return the id by which the bot knows the component again; there may be each only once."""
    own = field.at("custom_id").text(100, 1)
    if own in taken:
        field.at("custom_id").wrong("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    taken.add(own)
    return own


def _button(field: Field, taken: set[str]) -> dict[str, Any]:
    style = field.at("style").choice(range(1, 6))
    shown: dict[str, Any] = {"type": _BUTTON, "style": style}
    label = field.at("label").text(80)
    emoji = field.at("emoji").value
    if not label and not emoji:
        field.wrong("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required")
    shown |= {"label": label} if label else {}
    shown |= {"emoji": emoji} if emoji else {}
    shown |= {"disabled": True} if field.at("disabled").truth() else {}
    return shown | (_link(field) if style == _LINK else _press(field, taken))


def _link(field: Field) -> dict[str, str]:
    if field.at("custom_id").value is not None:
        field.wrong("BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
    field.at("url").is_there(is_required=True)
    return {"url": field.at("url").url(512, ("http", "https", "discord"))}


def _press(field: Field, taken: set[str]) -> dict[str, str]:
    if field.at("url").value is not None:
        field.wrong("BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
    return {"custom_id": custom_id(field, taken)}
