"""Alerts and replies as the parameters of sendMessage and editMessageText, except where they go.

`disable_notification` is for sendMessage alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex

from bot.core.announcement import announcement_of, sentences_of
from bot.core.conversation import Style
from bot.core.links import safe_link
from bot.core.model import Level
from bot.core.phrases import phrases_in
from bot.core.text import clean, cut, fitting, units
from bot.platforms.telegram import markup

if TYPE_CHECKING:
    from bot.core.conversation import Button, Reply
    from bot.core.delivery import Language
    from bot.core.model import Alert

_TEXT = 4096  # after parsing; counted in UTF-16 units, which is safe whichever way the server counts
_RAW = 32_768  # bytes
_ENTITIES = 100
_PRESS = 64  # bytes of callback_data
_LABEL = 64
_HEADLINE, _EXCERPT = 1000, 2000  # an alert is shorter; this holds for one that was not made by the formatter
_TAG = regex.compile(r"<(/?)[^>]*>")


def alert_message(alert: Alert, language: Language) -> dict[str, Any]:
    """Return the alert as a message: level and linked headline, excerpt, categories and time, a button to the story.

    A note is a sentence and the button, a notice looks like a reply.
    """
    if alert.notice:
        return reply_message(announcement_of(alert.notice, language))
    message: dict[str, Any] = {
        "text": "\n\n".join(filter(None, _blocks(alert, language))),
        "parse_mode": "HTML",
        "link_preview_options": _preview(alert),
        "disable_notification": alert.level is Level.SILENT,
    }
    if link := safe_link(alert.link):
        button = {"text": phrases_in(language).read_more, "url": link}
        message["reply_markup"] = {"inline_keyboard": [[button]]}
    return message


def plain_message(alert: Alert, language: Language) -> dict[str, Any]:
    """Return the alert without markup, preview or button, for where Telegram refused the other."""
    phrases = phrases_in(language)
    headline = f"{phrases.mark(alert.level)} {cut(alert.headline, _HEADLINE)}".strip()
    if alert.notice:
        return {"text": "\n".join(map(markup.still, sentences_of(alert.notice, language)))}
    whole = (headline, phrases.correction(alert), cut(alert.excerpt, _EXCERPT))
    blocks = (*map(markup.still, (phrases.note(alert),) if alert.note else whole), safe_link(alert.link))
    return {"text": "\n\n".join(filter(None, blocks)), "disable_notification": alert.level is Level.SILENT}


def reply_message(reply: Reply) -> dict[str, Any]:
    """Return the reply as a message with its buttons; lines that do not fit are left out, with an ellipsis for them."""
    text = "\n".join(fitting(map(markup.line, reply.lines), _share))
    message: dict[str, Any] = {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    rows = [[_key(button) for button in row if _is_pressable(button)] for row in reply.buttons]
    if any(rows):
        message["reply_markup"] = {"inline_keyboard": [row for row in rows if row]}
    return message


def _blocks(alert: Alert, language: Language) -> tuple[str, ...]:
    if alert.note:
        return (markup.shown(phrases_in(language).note(alert)),)
    excerpt = markup.shown(cut(alert.excerpt, _EXCERPT))
    return (_headline(alert, language), _correction(alert, language), excerpt, _last_line(alert))


def _headline(alert: Alert, language: Language) -> str:
    text = cut(alert.headline, _HEADLINE)
    html = markup.escape(text) if safe_link(alert.link) else markup.shown(text)
    mark = markup.styled(markup.escape(phrases_in(language).mark(alert.level)), Style.BOLD)
    return f"{mark} {markup.link(markup.styled(html, Style.BOLD), alert.link)}".strip()


def _correction(alert: Alert, language: Language) -> str:
    """Return when and what was corrected, nothing where nothing was."""
    said = phrases_in(language).correction(alert)
    return said and markup.styled(markup.shown(said), Style.ITALIC)


def _last_line(alert: Alert) -> str:
    tags = " ".join(filter(None, map(markup.hashtag, alert.categories)))
    return " · ".join(filter(None, (tags, markup.moment(alert.published_at, markup.ON_ITS_DAY))))


def _preview(alert: Alert) -> dict[str, Any]:
    """Return the picture above the text where there is one, else the card of the page, once that is there."""
    if alert.note or not alert.has_page:
        return {"is_disabled": True}
    if image := safe_link(alert.image or ""):
        return {"url": image, "prefer_large_media": True, "show_above_text": True}
    link = safe_link(alert.link)
    return {"url": link} if link else {"is_disabled": True}


def _share(html: str) -> float:
    """Return which part of a message a line takes: of its text, its bytes or its entities, whichever is scarcest."""
    tags = sum(not closing for closing in _TAG.findall(html))
    return max((units(_TAG.sub("", html)) + 1) / _TEXT, (len(html.encode()) + 1) / _RAW, tags / _ENTITIES)


def _is_pressable(button: Button) -> bool:
    return bool(clean(button.label)) and 1 <= len(button.press.encode()) <= _PRESS


def _key(button: Button) -> dict[str, str]:
    return {"text": cut(clean(button.label), _LABEL), "callback_data": button.press}
