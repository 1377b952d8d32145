"""The method that answers an inline query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram.markup import inline_keyboard, preview_of
from bot.sandbox.telegram.methods.content import said_in, text_content
from bot.sandbox.telegram.refusals import OLD_QUERY, Refusal, bad

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Json
    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.world import World

MAX_RESULTS = 50
MAX_ID = 64  # bytes
MAX_OFFSET = 64  # bytes
ANSWERABLE_SECONDS = 10.0  # how long a client waits is not published; answers much later are refused


def answer_inline_query(world: World, given: Parameters) -> bool:
    """Take at most 50 results, each with a message that could be sent."""
    asked = world.asked.get(given.text("inline_query_id"))
    if asked is None or asked.is_answered or world.clock() - asked.at > ANSWERABLE_SECONDS:
        raise Refusal(400, OLD_QUERY)
    results = given.json("results", "inline query results JSON object")
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise bad("expected an Array of InlineQueryResult")
    if len(results) > MAX_RESULTS:
        raise bad("too many inline query results specified")
    if len(given.text("next_offset").encode()) > MAX_OFFSET:
        raise bad("NEXT_OFFSET_INVALID")
    checked = [_result(world, one) for one in results]
    asked.results = {one["id"]: one for one in checked}
    if len(asked.results) < len(checked):
        raise bad("RESULT_ID_DUPLICATE")
    asked.is_answered = True
    shown = [{key: part for key, part in one.items() if key != "message"} for one in checked]
    query_id = given.text("inline_query_id")
    world.tell("inline", None, query=query_id, results=shown, **{"for": str(asked.user)})
    return True


def _result(world: World, given: Json) -> Json:
    """Return an article as the one who asked is shown it, and the message that it becomes."""
    if given.get("type") != "article":
        raise bad("can't parse inline query result: the sandbox shows articles only")
    for name in ("id", "title"):
        if not isinstance(given.get(name), str):
            raise bad(f"can't parse inline query result: Can't find field \"{name}\"")
    if not 1 <= len(given["id"].encode()) <= MAX_ID:
        raise bad("RESULT_ID_INVALID")
    if not given["title"]:
        raise bad("ARTICLE_TITLE_EMPTY")
    content = given.get("input_message_content")
    if not isinstance(content, dict) or not isinstance(content.get("message_text"), str):
        raise bad("can't parse inline query result: message content is not specified")
    said = said_in(world, content["message_text"], str(content.get("parse_mode") or ""))
    message = text_content(said) | preview_of(content.get("link_preview_options") or {})
    shown = {name: str(given[name]) for name in ("id", "title", "description", "thumbnail_url") if given.get(name)}
    return {**shown, "message": message | inline_keyboard(given.get("reply_markup"))}
