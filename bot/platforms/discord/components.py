"""What stands under a message of ours: menus, and rows of buttons."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from bot.core.text.links import safe_link
from bot.core.text.plain import clean, cut, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.readers.conversation import Button, Menu

BUTTON_URL: Final = 512
ROWS: Final = 5
_ROW: Final = 5
_LABEL, _ID = 80, 100
_PLACEHOLDER, _OPTION, _OPTIONS = 150, 100, 25
_ACTION_ROW, _BUTTON, _SELECT = 1, 2, 3
_SECONDARY, _LINK = 2, 5


def rows(menus: Sequence[Menu], buttons: Iterable[Sequence[Button]]) -> list[dict[str, Any]]:
    """Return at most five rows: menus, which take one each, above the buttons.

    Where there are more, the buttons close ranks, five to a row; what still does not fit is left out from the end, but
    one row of buttons always stays: it is how one gets on. A `custom_id` may stand in a message only once.
    """
    taken: set[str] = set()
    selects = [one for one in (_select(menu, taken) for menu in menus) if one]
    below = [
        fitting for row in buttons if (fitting := [one for one in (_shown(button, taken) for button in row) if one])
    ]
    selects = selects[: ROWS - bool(below)]
    if len(selects) + len(below) > ROWS or any(len(row) > _ROW for row in below):
        every = list(chain.from_iterable(below))
        below = [every[start : start + _ROW] for start in range(0, len(every), _ROW)]
    shown = [*([one] for one in selects), *below]
    return [{"type": _ACTION_ROW, "components": row} for row in shown[:ROWS]]


def link_button(label: str, url: str) -> dict[str, Any] | None:
    """Return a button that opens the address; None where Discord takes none that long."""
    link = safe_link(url)
    if not link or len(link) > BUTTON_URL:
        return None
    return {"type": _BUTTON, "style": _LINK, "label": cut(clean(label), _LABEL), "url": link}


def beside(first: dict[str, Any] | None, buttons: Iterable[Button]) -> list[dict[str, Any]]:
    """Return one row: the `first` component and as many buttons as fit beside it; none where there is nothing."""
    taken: set[str] = set()
    shown = [one for one in (first, *(_shown(button, taken) for button in buttons)) if one]
    return [{"type": _ACTION_ROW, "components": shown[:_ROW]}] if shown else []


def _shown(button: Button, taken: set[str]) -> dict[str, Any] | None:
    """Return the button; None where it has no label, leads nowhere, or stands there already."""
    label = cut(clean(button.label), _LABEL)
    if not label:
        return None
    if button.url:
        return link_button(label, button.url)
    if not _is_free(button.press, taken):
        return None
    return {"type": _BUTTON, "style": _SECONDARY, "label": label, "custom_id": button.press}


def _select(menu: Menu, taken: set[str]) -> dict[str, Any] | None:
    """Return the menu with what is chosen marked; None where it offers nothing."""
    offered = {one.value: one for one in menu.options if clean(one.label) and 1 <= units(one.value) <= _OPTION}
    options = [
        {"label": cut(clean(one.label), _OPTION), "value": one.value, "default": one.is_chosen}
        for one in list(offered.values())[:_OPTIONS]
    ]
    if not options or not _is_free(menu.press, taken):
        return None
    return {
        "type": _SELECT,
        "custom_id": menu.press,
        "placeholder": cut(clean(menu.label), _PLACEHOLDER),
        "min_values": 0,
        "max_values": len(options),
        "options": options,
    }


def _is_free(custom_id: str, taken: set[str]) -> bool:
    """Return whether Discord takes the id here, and take it."""
    is_free = 1 <= units(custom_id) <= _ID and custom_id not in taken
    taken.add(custom_id)
    return is_free
