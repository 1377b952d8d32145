"""Stories offered inline, in whatever chat somebody types the bot's name: each is sent as its alert looks."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import structlog

from bot.core.errors import PlatformError
from bot.core.formatter import alert_of
from bot.core.readers.conversation import Asker
from bot.core.text.plain import cut
from bot.platforms.telegram.questions import language_of, private_chat_of
from bot.platforms.telegram.render import alert_message

if TYPE_CHECKING:
    from telegram import InlineQuery

    from bot.core.delivery import Language
    from bot.core.ports.readers import Desk
    from bot.core.post import Alert
    from bot.platforms.telegram.api import Api

_log = structlog.get_logger()
_MOST = 50  # results of one answer (doc)
_FRESH = 10  # seconds that Telegram may show the same again: a story may come at any moment
_ID = 64  # bytes
_DESCRIPTION = 200


async def suggest(query: InlineQuery, desk: Desk, api: Api) -> None:
    """Answer what somebody types inline; one who has typed on meanwhile is not answered again."""
    language = language_of(query.from_user)
    channel = private_chat_of(query.from_user, language)
    asker = Asker(channel, str(query.from_user.id), language, manages=True, name=query.from_user.full_name)
    posts = (await desk.suggested(query.query, asker))[:_MOST]
    results = [_result(post.id, alert_of(post), language) for post in posts]
    # Personal, because the button's words are in the language of who asks.
    answer = {"inline_query_id": query.id, "results": results, "cache_time": _FRESH, "is_personal": True}
    try:
        await api.call("answerInlineQuery", answer)
    except PlatformError as failure:
        _log.debug("telegram.suggestions_left", why=str(failure))


@lru_cache(maxsize=256)  # everybody is offered the same; not to be changed
def _result(post_id: str, alert: Alert, language: Language) -> dict[str, Any]:
    message = alert_message(alert, language)
    content = {
        "message_text": message["text"],
        "parse_mode": message["parse_mode"],
        "link_preview_options": message["link_preview_options"],
    }
    result: dict[str, Any] = {
        "type": "article",
        "id": _short(post_id),
        "title": alert.headline,
        "description": cut(alert.excerpt, _DESCRIPTION),
        "input_message_content": content,
    }
    if alert.image and alert.has_page:
        result["thumbnail_url"] = alert.image
    if "reply_markup" in message:
        result["reply_markup"] = message["reply_markup"]
    return result


def _short(post_id: str) -> str:
    return post_id if len(post_id.encode()) <= _ID else blake2b(post_id.encode(), digest_size=16).hexdigest()
