"""Alerts and replies as the parameters of sendMessage and editMessageText, except where they go.

`disable_notification` is for sendMessage alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.announcement import announcement_of, sentences_of
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button, Style
from bot.core.text.links import safe_link
from bot.core.text.plain import cut, fitting
from bot.platforms.telegram import markup
from bot.platforms.telegram.keyboards import inline, within
from bot.platforms.telegram.roundup import plain_roundup, roundup_message

if TYPE_CHECKING:
    from bot.core.delivery import Language
    from bot.core.post import Alert
    from bot.core.readers.conversation import Reply

_HEADLINE, _EXCERPT = 1000, 2000  # an alert is shorter; this holds for one that was not made by the formatter


def alert_message(alert: Alert, language: Language, buttons: tuple[tuple[Button, ...], ...] = ()) -> dict[str, Any]:
    """Return the alert as a message: level and linked headline, excerpt, categories and time, a button to the story.

    Rows of other `buttons` stand below that. A note is a sentence and the button, a notice looks like a reply.
    """
    if alert.notice:
        return reply_message(announcement_of(alert.notice, language))
    if alert.roundup:
        return roundup_message(alert.roundup, language) | {"disable_notification": alert.is_silent}
    message: dict[str, Any] = {
        "text": "\n\n".join(filter(None, _blocks(alert, language))),
        "parse_mode": "HTML",
        "link_preview_options": _preview(alert),
        "disable_notification": alert.is_silent,
    }
    read_more = ((Button(phrases_in(language).read_more, url=alert.link),),) if safe_link(alert.link) else ()
    return message | inline((*read_more, *buttons))


def plain_message(alert: Alert, language: Language) -> dict[str, Any]:
    """Return the alert without markup, preview or button, for where Telegram refused the other."""
    phrases = phrases_in(language)
    headline = f"{phrases.mark(alert.level)} {cut(alert.headline, _HEADLINE)}".strip()
    if alert.notice:
        return {"text": "\n".join(map(markup.still, sentences_of(alert.notice, language)))}
    if alert.roundup:
        return plain_roundup(alert.roundup, language) | {"disable_notification": alert.is_silent}
    whole = (headline, phrases.correction(alert), cut(alert.excerpt, _EXCERPT))
    blocks = (*map(markup.still, (phrases.note(alert),) if alert.note else whole), safe_link(alert.link))
    return {"text": "\n\n".join(filter(None, blocks)), "disable_notification": alert.is_silent}


def reply_message(reply: Reply) -> dict[str, Any]:
    """Return the reply as a message with its buttons; lines that do not fit are left out, with an ellipsis for them."""
    text = "\n".join(fitting(map(markup.line, reply.lines), markup.share))
    return {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}} | within(reply)


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
