"""Whom a message pings: what its content mentions and `allowed_mentions` lets through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from bot.sandbox.discord.forms.field import Field

_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)")
_KINDS = ("users", "roles", "everyone")


class Allowed(NamedTuple):
    """What may ping: kinds in `parse`, single ids, or whoever is replied to. Where a message says nothing, all may."""

    parse: frozenset[str] = frozenset(_KINDS)
    users: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    replied_user: bool = True


class Pings(NamedTuple):
    """Who is pinged: user ids, role ids, and whether everyone is."""

    users: list[str]
    roles: list[str]
    everyone: bool


def allowed_mentions(field: Field) -> Allowed:
    """Return what the message allows; the absence of the object allows everything."""
    if not field.is_there():
        return Allowed()
    parse = {one.choice(_KINDS) for one in field.at("parse").items(3)} - {None}
    users, roles = (_ids(field, kind, parse) for kind in ("users", "roles"))
    return Allowed(frozenset(parse), users, roles, field.at("replied_user").truth())


def _ids(field: Field, kind: str, parse: set[Any]) -> frozenset[str]:
    ids = frozenset(str(one.value) for one in field.at(kind).items(100))
    if ids and kind in parse:
        message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
        field.wrong("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
    return ids


def pings(content: str, allowed: Allowed) -> Pings:
    """Return whom the content pings; only content does, embeds never."""
    users = dict.fromkeys(_USER.findall(content))
    roles = dict.fromkeys(_ROLE.findall(content))
    return Pings(
        [one for one in users if "users" in allowed.parse or one in allowed.users],
        [one for one in roles if "roles" in allowed.parse or one in allowed.roles],
        "everyone" in allowed.parse and _EVERYONE.search(content) is not None,
    )
