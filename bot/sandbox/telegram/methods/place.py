"""Where in a chat a message goes: into which thread, and as a reply to which message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram.refusals import bad

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.parameters import Parameters


def place(chat: Chat, given: Parameters) -> Json:
    """Return the thread and the message replied to as parts of a message; both have to be there.

    A message replied to may be missing where the call says so, but not in a thread (doc).
    """
    thread = given.number("message_thread_id")
    if thread and thread not in chat.topics:
        raise bad("message thread not found")
    if thread in chat.closed_topics and not _manages_topics(chat):
        raise bad("TOPIC_CLOSED")
    number, may_be_missing = _reply(given)
    replied = chat.messages.get(number)
    if number and replied is None and (thread or not may_be_missing):
        raise bad("message to be replied not found")
    part: Json = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
    if replied:
        part["reply_to_message"] = {key: one for key, one in replied.items() if key != "reply_to_message"}
    return part


def _manages_topics(chat: Chat) -> bool:
    return chat.status == "administrator" and "can_manage_topics" not in chat.lacks


def _reply(given: Parameters) -> tuple[int, bool]:
    """Return the number of the message replied to, 0 for none, and whether it may be missing."""
    if "reply_parameters" not in given.given:  # as before Bot API 7.0
        return given.number("reply_to_message_id"), given.flag("allow_sending_without_reply")
    reply = given.json("reply_parameters", "reply parameters JSON object")
    if not isinstance(reply, dict):
        raise bad("object expected as reply parameters")
    if "message_id" not in reply:
        raise bad('can\'t find field "message_id"')
    number, may_be_missing = reply["message_id"], reply.get("allow_sending_without_reply", False)
    if isinstance(number, str) and number.removeprefix("-").isdecimal():
        number = int(number)
    if type(number) is not int:
        raise bad('field "message_id" must be of type Number')
    if not isinstance(may_be_missing, bool):
        raise bad('field "allow_sending_without_reply" must be of type Boolean')
    return number, may_be_missing
