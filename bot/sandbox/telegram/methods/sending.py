"""Methods that show something new: sendMessage and sendPhoto."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.sandbox.telegram.below import below
from bot.sandbox.telegram.markup import keyboard, link_preview
from bot.sandbox.telegram.methods.content import caption_content, read_caption, read_text, text_content
from bot.sandbox.telegram.methods.place import place
from bot.sandbox.telegram.refusals import bad
from bot.sandbox.telegram.text.links import BadLink, checked_link
from bot.sandbox.telegram.world import Accepted

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Chat, Json
    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.world import World

_SIZES = ((90, 47), (320, 168), (800, 420), (1280, 672))


def send_message(world: World, given: Parameters) -> Json:
    """Show a text."""
    said = read_text(world, given)
    options = keyboard(given) | link_preview(given)
    chat = world.writable(given)
    return _send(world, "sendMessage", chat, given, text_content(said) | options)


def send_photo(world: World, given: Parameters) -> Json:
    """Show a photo that Telegram would fetch from its URL, or one sent before, by its file id."""
    said = read_caption(world, given)
    markup = keyboard(given)
    chat = world.writable(given)
    content: Json = {"photo": _photo(given.text("photo")), **caption_content(said)}
    if given.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return _send(world, "sendPhoto", chat, given, content | markup)


def _send(world: World, name: str, chat: Chat, given: Parameters, content: Json) -> Json:
    content = place(chat, given) | content
    under = below(chat, given)
    if given.flag("protect_content"):
        content["has_protected_content"] = True
    at = world.spend(chat, given)
    message = world.show(chat, world.author(chat), content)
    if under:
        world.put_below(chat, message, under)
    world.accepted.append(Accepted(at, name, str(chat.id), message["message_id"]))
    return message


def _photo(source: str) -> list[Json]:
    """Return the sizes of the photo; nothing is fetched, so every well-formed URL is taken for one."""
    if not source:
        raise bad("there is no photo in the request")
    if source.startswith("sandbox-photo-"):
        key = source.removeprefix("sandbox-photo-").partition("-")[0]
    elif source.lower().startswith(("http://", "https://")):
        try:
            key = blake2b(checked_link(source).encode(), digest_size=8).hexdigest()
        except BadLink:
            raise bad("wrong HTTP URL specified") from None
    else:
        raise bad("wrong remote file identifier specified: Wrong character in the string")
    return [_size(key, width, height) for width, height in _SIZES]


def _size(key: str, width: int, height: int) -> Json:
    return {
        "file_id": f"sandbox-photo-{key}-{width}",
        "file_unique_id": f"{key}-{width}",
        "width": width,
        "height": height,
        "file_size": width * height // 8,
    }
