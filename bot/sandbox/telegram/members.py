"""Who is what in a chat, as the Bot API's ChatMember tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.sandbox.telegram.chats import Chat, Json

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
_GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
PERMISSIONS: Final = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
    "can_react_to_messages",
)
GONE: Final = frozenset({"left", "kicked"})


def rights_of(chat: Chat) -> tuple[str, ...]:
    """Return the rights that an administrator may have in a chat of this type."""
    return _RIGHTS + (_CHANNEL_RIGHTS if chat.is_channel else _GROUP_RIGHTS)


def bot_member(bot: Json, chat: Chat) -> Json:
    """Return the bot as a member of the chat, with the rights it has there."""
    return member(bot, chat.status, chat, lacks=chat.lacks)


def person_member(chat: Chat, user: Json) -> Json:
    """Return a person as a member of the chat."""
    return member(user, person_status(chat, user["id"]), chat)


def member(user: Json, status: str, chat: Chat, *, lacks: Collection[str] = ()) -> Json:
    """Return the Bot API's ChatMember of this status, without the rights that it lacks."""
    who: Json = {"user": user, "status": status}
    if status == "creator":
        return {**who, "is_anonymous": False}
    if status == "administrator":
        rights = {name: name not in lacks for name in rights_of(chat)}
        return {**who, "can_be_edited": False, "is_anonymous": False, **rights}
    if status == "restricted":
        return {**who, "is_member": True, "until_date": 0, **{name: name not in lacks for name in PERMISSIONS}}
    return {**who, "until_date": 0} if status == "kicked" else who


def person_status(chat: Chat, user_id: int) -> str:
    """Return what the person is in the chat."""
    if user_id in chat.admins:
        return "creator" if user_id == chat.admins[0] else "administrator"
    return "member" if user_id in chat.people else "left"
