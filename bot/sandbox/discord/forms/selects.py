"""Checks menus of options. Those of users, roles and channels are not imitated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bot.sandbox.discord.forms.field import Field

SELECT: Final = 3
_MOST: Final = 25


def select(field: Field) -> dict[str, Any]:
    """Return the menu as a message shows it, without its custom id."""
    options = _options(field.at("options"))
    fewest, most = (field.at(key).whole(least, _MOST) for key, least in (("min_values", 0), ("max_values", 1)))
    fewest, most = 1 if fewest is None else fewest, 1 if most is None else most
    if options and most > len(options):
        field.at("max_values").wrong("NUMBER_TYPE_MAX", f"int value should be less than or equal to {len(options)}.")
    if fewest > most:
        field.at("min_values").wrong("NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
    if sum(bool(option.get("default")) for option in options) > most:
        field.at("options").wrong("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "Too many options are chosen by default")
    placeholder = field.at("placeholder").text(150)
    return {
        "type": SELECT,
        "options": options,
        "min_values": fewest,
        "max_values": most,
        **({"placeholder": placeholder} if placeholder else {}),
        **({"disabled": True} if field.at("disabled").truth() else {}),
    }


def _options(field: Field) -> list[dict[str, Any]]:
    fields = field.items(_MOST)
    if not fields:
        field.wrong("BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {_MOST} in length.")
    taken: set[str] = set()
    return [_option(one, taken) for one in fields]


def _option(field: Field, taken: set[str]) -> dict[str, Any]:
    shown: dict[str, Any] = {"label": field.at("label").text(100, 1), "value": field.at("value").text(100, 1)}
    if shown["value"] in taken:
        field.at("value").wrong(
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used"
        )
    taken.add(shown["value"])
    description = field.at("description").text(100)
    shown |= {"description": description} if description else {}
    return shown | ({"default": True} if field.at("default").truth() else {})
