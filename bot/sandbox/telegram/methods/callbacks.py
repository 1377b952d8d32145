"""The method that answers a pressed button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram.refusals import OLD_QUERY, Refusal, bad

if TYPE_CHECKING:
    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.world import World

MAX_NOTICE = 200
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
