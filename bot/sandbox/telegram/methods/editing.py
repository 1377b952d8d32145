"""Methods that change or remove what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram import refusals
from bot.sandbox.telegram.markup import link_preview, only_inline
from bot.sandbox.telegram.methods.content import caption_content, read_caption, read_text, text_content
from bot.sandbox.telegram.refusals import Refusal, bad
from bot.sandbox.telegram.world import Accepted

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.world import World

DELETABLE_SECONDS = 48 * 3600
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def edit_text(world: World, given: Parameters) -> Json:
    """Make a message say another text; without a keyboard in the call, the message loses the one it had."""
    said = read_text(world, given)
    markup, preview = only_inline(given), link_preview(given)
    chat, message = _own_message(world, given)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    content = text_content(said) | preview
    return _edit(world, "editMessageText", chat, given, _changed(message, _TEXT, content, markup))


def edit_caption(world: World, given: Parameters) -> Json:
    """Make a photo's caption another one."""
    said = read_caption(world, given)
    markup = only_inline(given)
    chat, message = _own_message(world, given)
    if "photo" not in message:
        raise bad("there is no caption in the message to edit")
    content = caption_content(said)
    if given.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return _edit(world, "editMessageCaption", chat, given, _changed(message, _CAPTION, content, markup))


def edit_reply_markup(world: World, given: Parameters) -> Json:
    """Give a message another keyboard, or none."""
    markup = only_inline(given)
    chat, message = _own_message(world, given)
    return _edit(world, "editMessageReplyMarkup", chat, given, _changed(message, (), {}, markup))


def delete_message(world: World, given: Parameters) -> bool:
    """Remove a message: the bot's own, or any where it may, for 48 hours."""
    chat = world.writable(given)
    message = chat.messages.get(_message_id(given))
    if message is None:
        raise bad("message to delete not found")
    if not (_is_own(world, message) or chat.is_private or chat.is_channel):
        raise bad("message can't be deleted")
    if world.wall() - message["date"] > DELETABLE_SECONDS:
        raise bad("message can't be deleted for everyone")
    world.remove(chat, message["message_id"])
    return True


def _own_message(world: World, given: Parameters) -> tuple[Chat, Json]:
    chat = world.writable(given)
    message = chat.messages.get(_message_id(given))
    if message is None:
        raise bad("message to edit not found")
    if not _is_own(world, message) or message["message_id"] in chat.fixed:
        raise bad("message can't be edited")
    return chat, message


def _message_id(given: Parameters) -> int:
    number = given.number("message_id")
    if not number:
        raise bad("message identifier is not specified")
    return number


def _is_own(world: World, message: Json) -> bool:
    return message.get("from") == world.bot or ("sender_chat" in message and "author_signature" not in message)


def _changed(message: Json, replaced: tuple[str, ...], content: Json, markup: Json) -> Json:
    """Return the message with other content, or refuse where it would be the same."""
    kept = {key: part for key, part in message.items() if key not in {*replaced, "reply_markup"}}
    edited = kept | content | markup
    if edited == message:
        raise Refusal(400, refusals.NOT_MODIFIED)
    return edited


def _edit(world: World, name: str, chat: Chat, given: Parameters, edited: Json) -> Json:
    at = world.spend(chat, given)
    message = world.replace(chat, edited)
    world.accepted.append(Accepted(at, name, str(chat.id), message["message_id"]))
    return message
