"""A form as Discord shows it over the chat, and the text that somebody filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.core.text.plain import clean, cut, units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.readers.conversation import Form

_LABEL_KIND, _TEXT_KIND, _PARAGRAPH = 18, 4, 2
_TITLE = _LABEL = 45
_HINT, _VALUE = 100, 4000
_FIELD: Final = "text"


def modal(form: Form) -> dict[str, Any]:
    """Return the form with one field of text, which may be left empty: then everything in it is taken away."""
    title, hint = cut(clean(form.title), _TITLE), clean(form.hint)
    is_short = bool(hint) and units(hint) <= _LABEL
    field = {
        "type": _TEXT_KIND,
        "custom_id": _FIELD,
        "style": _PARAGRAPH,
        "value": cut(form.value, _VALUE),
        "required": False,
        "max_length": _VALUE,
    }
    label = {"type": _LABEL_KIND, "label": hint if is_short else title, "component": field}
    label |= {"description": cut(hint, _HINT)} if hint and not is_short else {}
    return {"custom_id": form.press, "title": title, "components": [label]}


def filled(given: Mapping[str, Any]) -> str:
    """Return the text in the form that was sent, empty where there is none."""
    for part in given.get("components") or ():
        for field in part.get("components") or [part.get("component") or {}]:
            if field.get("custom_id") == _FIELD:
                return str(field.get("value") or "")
    return ""
