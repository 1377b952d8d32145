"""A form on Telegram: a message that asks to be replied to, and a reply by which it is known again.

Its last line is the form's press as code, and only what our bot wrote is read so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.delivery import Kind
from bot.core.readers.conversation import Span, Style
from bot.core.text.plain import clean, cut, fitting, units
from bot.platforms.telegram import markup

if TYPE_CHECKING:
    from telegram import Message

    from bot.core.readers.conversation import Asker, Form, Line, Reply

_PLACEHOLDER = 64
_NAME = 64


def form_message(reply: Reply, form: Form, asker: Asker, *, is_reply: bool) -> dict[str, Any]:
    """Return the form as a message; in a group it asks only who is mentioned, or whom it replies to.

    Channels have no field for readers, so that nothing is forced there: whoever posts can reply all the same.
    """
    mention = _mention(asker) if asker.channel.kind is Kind.GROUP and not is_reply else ""
    lines = filter(None, (mention, *map(markup.line, _lines(reply, form))))
    code = markup.styled(markup.escape(form.press), Style.CODE)
    text = "\n".join([*fitting(lines, lambda html: 1.1 * markup.share(html)), code])
    message = {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    if asker.channel.kind is Kind.BROADCAST:
        return message
    hint = cut(clean(form.hint), _PLACEHOLDER)
    asking = {"force_reply": True, "selective": asker.channel.kind is Kind.GROUP}
    return {**message, "reply_markup": {**asking, **({"input_field_placeholder": hint} if hint else {})}}


def press_in(message: Message, bot: int) -> str:
    """Return what the form that the message replies to asks, empty where it replies to none of ours."""
    form = message.reply_to_message
    if form is None or not form.text or not form.entities or not _is_ours(form, bot):
        return ""
    last, end = form.entities[-1], units(form.text)
    press = form.parse_entity(last)
    is_last_line = last.type == "code" and last.offset + last.length == end and form.text.endswith(f"\n{press}")
    return press if is_last_line and press.startswith("/") else ""


def _is_ours(form: Message, bot: int) -> bool:
    """Return whether our bot wrote it; what stands in a channel in its own name, unsigned, may be ours alone."""
    if form.from_user is not None:
        return form.from_user.id == bot
    is_channels = form.sender_chat is not None and form.sender_chat.id == form.chat.id and form.chat.type == "channel"
    return is_channels and not form.author_signature


def _lines(reply: Reply, form: Form) -> tuple[Line, ...]:
    said = reply.lines or ((Span(form.title, Style.BOLD),),)
    is_said = any(form.hint in part.text for line in said for part in line if isinstance(part, Span))
    asked = (Span("" if is_said else form.hint),), (Span(form.value, Style.CODE),)
    return (*said, *(line for line in asked if clean(line[0].text)))


def _mention(asker: Asker) -> str:
    if not asker.user.isdecimal():  # a group's or a channel's own name is nobody's
        return ""
    name = cut(clean(asker.name), _NAME) or asker.user
    return f'<a href="tg://user?id={asker.user}">{markup.escape(markup.still(name))}</a>'
