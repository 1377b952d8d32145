"""Methods that tell what is: the bot, a chat, who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram.members import PERMISSIONS, bot_member, person_member
from bot.sandbox.telegram.refusals import bad

if TYPE_CHECKING:
    from bot.sandbox.telegram.chats import Json
    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.world import World

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def get_me(world: World, _given: Parameters) -> Json:
    """Describe the bot: it joins groups and, by privacy mode, does not read along there."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
    }


def get_chat(world: World, given: Parameters) -> Json:
    """Describe a chat."""
    chat = world.find(given)
    gifts = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), False)
    gifts["gifts_from_channels"] = False
    groups = {} if chat.is_private or chat.is_channel else {"permissions": dict.fromkeys(PERMISSIONS, True)}
    return {**chat.public, **groups, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_chat_member(world: World, given: Parameters) -> Json:
    """Tell what a person is in a chat."""
    chat = world.find(given)
    user_id = given.number("user_id")
    if user_id == world.bot["id"]:
        return bot_member(world.bot, chat)
    person = world.people.get(user_id)
    if person is None:
        raise bad("user not found" if user_id else "invalid user_id specified")
    return person_member(chat, person.json())


def get_chat_administrators(world: World, given: Parameters) -> list[Json]:
    """List who manages a chat, the bot among them where it does."""
    chat = world.find(given)
    if chat.is_private:
        raise bad("there are no administrators in the private chat")
    people = [person_member(chat, world.person(one).json()) for one in chat.admins]
    return [*people, bot_member(world.bot, chat)] if chat.status == "administrator" else people


def send_chat_action(world: World, given: Parameters) -> bool:
    """Show that the bot is busy, for a few seconds."""
    if given.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    world.writable(given)
    return True
