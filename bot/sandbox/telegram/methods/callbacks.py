"""Methods that answer a pressed button or an inline query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram.refusals import OLD_QUERY, Refusal, bad

if TYPE_CHECKING:
    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.world import World

MAX_NOTICE = 200
MAX_RESULTS = 50
# How long a press may be answered is not published; bots see theirs expire after about this long.
ANSWERABLE_SECONDS = 60.0


def answer_callback_query(world: World, given: Parameters) -> bool:
    """End the button's waiting, with a notice that only its presser sees."""
    pressed = world.pressed.pop(given.text("callback_query_id"), None)
    if pressed is None or world.clock() - pressed.at > ANSWERABLE_SECONDS:
        raise Refusal(400, OLD_QUERY)
    text = given.text("text")
    if len(text) > MAX_NOTICE:
        raise bad("MESSAGE_TOO_LONG")
    if text:
        chat = world.chats[pressed.chat]
        is_alert = given.flag("show_alert")
        world.tell("notice", chat, text=text, is_alert=is_alert, **{"for": str(pressed.user)})
    return True


def answer_inline_query(_world: World, given: Parameters) -> bool:
    """Take at most 50 results; nobody asks inline in the sandbox, so any query id is taken too."""
    if not given.text("inline_query_id"):
        raise Refusal(400, OLD_QUERY)
    results = given.json("results", "inline query results JSON object")
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise bad("expected an Array of InlineQueryResult")
    if len(results) > MAX_RESULTS:
        raise bad("too many inline query results specified")
    if len({one.get("id") for one in results}) < len(results):
        raise bad("RESULT_ID_DUPLICATE")
    return True
