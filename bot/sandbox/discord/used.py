"""What somebody uses of what stands under a message: a button, a menu."""

from __future__ import annotations

from typing import Any, Final

BUTTON: Final = 2
SELECT: Final = 3
_CALLED: Final = {BUTTON: "button", SELECT: "menu"}
_USED: Final = {BUTTON: "pressed", SELECT: "used"}


def component(message: dict[str, Any], custom_id: str, kind: int) -> dict[str, Any]:
    """Return what has the id under the message; raises ValueError where there is none that can be used."""
    for row in message["components"]:
        for one in row["components"]:
            if one["type"] == kind and one.get("custom_id") == custom_id and not one.get("disabled"):
                return dict(one)
    raise ValueError(f"the message {message['id']} has no {_CALLED[kind]} {custom_id!r} that can be {_USED[kind]}")


def chosen(menu: dict[str, Any], values: Any) -> list[str]:
    """Return what is chosen in a menu, in its own order; raises ValueError for what it does not offer."""
    wanted = {str(value) for value in values} if isinstance(values, list) else set()
    offered = [option["value"] for option in menu["options"]]
    if strange := wanted - set(offered):
        raise ValueError(f"the menu {menu['custom_id']!r} does not offer {', '.join(sorted(strange))}")
    if not menu["min_values"] <= len(wanted) <= menu["max_values"]:
        raise ValueError(
            f"the menu {menu['custom_id']!r} takes {menu['min_values']} to {menu['max_values']} of its options"
        )
    return [value for value in offered if value in wanted]
