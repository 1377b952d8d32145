"""Alerts and replies as the body of a message, except its nonce. `flags` is for new messages alone."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from bot.core.announcement import announcement_of
from bot.core.formatter import has_time
from bot.core.phrases import phrases_in
from bot.core.post import Level
from bot.core.text.links import safe_link
from bot.core.text.plain import cut, fitting, units
from bot.platforms.discord import components, markup
from bot.platforms.discord.mentions import NOBODY, mention, pinging
from bot.platforms.discord.roundup import plain_roundup, roundup_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Language
    from bot.core.post import Alert
    from bot.core.readers.conversation import Button, Reply

_TITLE, _DESCRIPTION, _FOOTER, _CONTENT = 256, 2000, 500, 2000  # the parts of an embed may have 6000 together
_SILENT, _EPHEMERAL = 4096, 64
_COLORS = {Level.BREAKING: 0xD92D20, Level.NORMAL: 0x2563EB, Level.SILENT: 0x6B7280, Level.NONE: 0x6B7280}


def alert_message(
    alert: Alert, language: Language, buttons: Sequence[Sequence[Button]] = (), role: str = ""
) -> dict[str, Any]:
    """Return the alert as an embed, with the level's mark above it and, where the address is short enough, a button.

    The `buttons` stand beside that, the mention of the `role` beside the mark. A note is a sentence and the button, a
    notice looks like a reply.
    """
    if alert.notice:
        return reply_message(announcement_of(alert.notice, language)) | {"embeds": []}
    if alert.roundup:
        return roundup_message(alert.roundup, language) | {"allowed_mentions": NOBODY, "flags": _flags(alert)}
    note = _note(alert, language) if alert.note else ""
    to_the_story = components.link_button(phrases_in(language).read_more, alert.link)
    return {
        "content": " ".join(filter(None, (_mark(alert, language) if not alert.note else "", mention(role), note))),
        "embeds": [] if alert.note else [_embed(alert, language)],
        "components": components.beside(to_the_story, chain.from_iterable(buttons)),
        "allowed_mentions": pinging(role),
        "flags": _flags(alert),
    }


def title_fits(headline: str) -> bool:
    """Return whether the headline stays whole as an embed's title."""
    return markup.escaped_length(headline) <= _TITLE


def plain_message(alert: Alert, language: Language, role: str = "") -> dict[str, Any]:
    """Return the alert as text alone, for where Discord refused the embed; a notice has none."""
    if alert.notice:
        return alert_message(alert, language)
    if alert.roundup:
        return plain_roundup(alert.roundup, language) | {"allowed_mentions": NOBODY, "flags": _flags(alert)}
    link = safe_link(alert.link)
    room = _CONTENT - units(link) - units(mention(role)) - 4
    parts = [_note(alert, language)] if alert.note else _plain_parts(alert, language, room)
    parts[0] = f"{mention(role)} {parts[0]}".lstrip()
    content = "\n".join(filter(None, (*parts, link if units(parts[0] + link) < _CONTENT else "")))
    return {
        "content": content,
        "embeds": [],
        "components": [],
        "allowed_mentions": pinging(role),
        "flags": _flags(alert),
    }


def replying_to(message_id: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return the message as a reply to another, where that is still there, whose author is not pinged."""
    return body | {
        "message_reference": {"message_id": message_id, "fail_if_not_exists": False},
        "allowed_mentions": body["allowed_mentions"] | {"replied_user": False},
    }


def reply_message(reply: Reply) -> dict[str, Any]:
    """Return the reply with its buttons; lines that do not fit are left out, with an ellipsis for them."""
    content = "\n".join(fitting(map(markup.line, reply.lines), lambda line: (units(line) + 1) / _CONTENT))
    return {
        "content": content,
        "components": components.rows(reply.menus, reply.buttons),
        "allowed_mentions": NOBODY,
        "flags": _EPHEMERAL if reply.private else 0,
    }


def _plain_parts(alert: Alert, language: Language, limit: int) -> list[str]:
    headline = f"{_mark(alert, language)} **{markup.escaped(alert.headline, _TITLE)}**".strip()
    correction = markup.escaped(phrases_in(language).correction(alert), _TITLE)
    rest = limit - units(headline) - units(correction)
    return [headline, correction, markup.escaped(alert.excerpt, max(0, rest))]


def _note(alert: Alert, language: Language) -> str:
    return markup.escaped(phrases_in(language).note(alert), _DESCRIPTION)


def _mark(alert: Alert, language: Language) -> str:
    mark = phrases_in(language).mark(alert.level)
    return f"**{mark}**" if mark else ""


def _embed(alert: Alert, language: Language) -> dict[str, Any]:
    """Return the embed. The footer takes no Markdown, so nothing in it is escaped."""
    footer = list(alert.categories)
    embed: dict[str, Any] = {"title": markup.escaped(alert.headline, _TITLE), "color": _COLORS[alert.level]}
    correction = markup.escaped(phrases_in(language).correction(alert), _DESCRIPTION)
    excerpt = markup.escaped(alert.excerpt, _DESCRIPTION - units(correction) - 4)
    if correction or excerpt:
        embed["description"] = "\n\n".join(filter(None, (correction and f"*{correction}*", excerpt)))
    if link := safe_link(alert.link):
        embed["url"] = link
    if (image := safe_link(alert.image or "")) and alert.has_page:
        embed["image"] = {"url": image}
    if has_time(alert.published_at):
        embed["timestamp"] = alert.published_at.isoformat()
    else:
        footer.append(f"{alert.published_at:%Y-%m-%d}")
    if footer:
        embed["footer"] = {"text": cut(" · ".join(footer), _FOOTER)}
    return embed


def _flags(alert: Alert) -> int:
    return _SILENT if alert.is_silent else 0
