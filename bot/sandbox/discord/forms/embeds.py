"""Checks embeds and gives them the form in which messages show them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.discord.forms.field import Field

_MOST = 10
_ALL_TOGETHER = 6000  # characters over all embeds of a message (Discord's documentation, "Embed Limits")


def embeds(field: Field) -> list[dict[str, Any]]:
    """Return the embeds as a message shows them."""
    shown = [_embed(one) for one in field.items(_MOST)]
    if sum(_size(one) for one in shown) > _ALL_TOGETHER:
        field.wrong("MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {_ALL_TOGETHER}")
    return shown


def _embed(field: Field) -> dict[str, Any]:
    seen = {
        "title": field.at("title").text(256),
        "description": field.at("description").text(4096),
        "url": field.at("url").url(),
        "timestamp": _moment(field.at("timestamp")),
        "color": field.at("color").whole(0, 0xFFFFFF),
        "author": _author(field.at("author")),
        "footer": _footer(field.at("footer")),
        "image": _picture(field.at("image")),
        "thumbnail": _picture(field.at("thumbnail")),
        "fields": [_field(one) for one in field.at("fields").items(25)],
    }
    shown = {key: value for key, value in seen.items() if value or (key == "color" and value is not None)}
    if not shown.keys() - {"url", "color"}:
        field.at("description").wrong("BASE_TYPE_REQUIRED", "This field is required")
    return {"type": "rich"} | shown


def _moment(field: Field) -> str:
    text = field.text(64)
    if text:
        try:
            datetime.fromisoformat(text)
        except ValueError:
            field.wrong("DATE_TIME_TYPE_PARSE", f"Could not parse {text}. Should be ISO8601.")
    return text


def _author(field: Field) -> dict[str, str]:
    if not field.is_there():
        return {}
    name = field.at("name").text(256, is_required=True)
    return _present(name=name, url=field.at("url").url(), icon_url=field.at("icon_url").url())


def _footer(field: Field) -> dict[str, str]:
    if not field.is_there():
        return {}
    return _present(text=field.at("text").text(2048, is_required=True), icon_url=field.at("icon_url").url())


def _picture(field: Field) -> dict[str, str]:
    return _present(url=field.at("url").url()) if field.is_there() else {}


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.at("name").text(256, is_required=True),
        "value": field.at("value").text(1024, is_required=True),
        "inline": field.at("inline").truth(),
    }


def _present(**values: str) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _size(embed: dict[str, Any]) -> int:
    texts = [embed.get("title", ""), embed.get("description", "")]
    texts += [embed.get("author", {}).get("name", ""), embed.get("footer", {}).get("text", "")]
    texts += [text for one in embed.get("fields", []) for text in (one["name"], one["value"])]
    return sum(map(len, texts))
