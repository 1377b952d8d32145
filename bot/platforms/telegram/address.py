"""Reads a channel's address: `@name`, a chat's number, or `number/thread` for a topic of a forum."""

from __future__ import annotations


def target_of(address: str) -> dict[str, str | int]:
    """Return where to send to, as parameters of a Bot API method."""
    chat, _, thread = address.partition("/")
    target: dict[str, str | int] = {"chat_id": _chat_id(chat)}
    if thread.isdecimal():
        target["message_thread_id"] = int(thread)
    return target


def chat_of(address: str) -> dict[str, str | int]:
    """Return which chat it is, without the topic: edits and deletions ask for no more."""
    return {"chat_id": _chat_id(address.partition("/")[0])}


def _chat_id(chat: str) -> str | int:
    return int(chat) if chat.removeprefix("-").isdecimal() else chat
