"""The chats and people of the sandbox, and how the Bot API describes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

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


@dataclass(slots=True)
class Person:
    """Somebody who reads and types."""

    id: int
    first_name: str
    language_code: str = "en"

    def json(self) -> Json:
        """Return the Bot API's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": self.language_code}


@dataclass(slots=True)
class Chat:
    """A place where messages are shown, in the order of their ids.

    `closed` holds the words of the 403 that the bot meets here, `moved_to` the supergroup this group became, `topics`
    the threads that may be written to. The first of `admins` owns the chat.
    """

    id: int
    type: str
    title: str
    username: str = ""
    people: dict[int, Person] = field(default_factory=dict)
    admins: list[int] = field(default_factory=list)
    topics: set[int] = field(default_factory=set)
    messages: dict[int, Json] = field(default_factory=dict)
    last_id: int = 0
    closed: str = ""
    moved_to: int | None = None
    public: Json = field(init=False)

    def __post_init__(self) -> None:
        """Write the Bot API's Chat once: it stands in every message."""
        name = "first_name" if self.is_private else "title"
        self.public = {"id": self.id, "type": self.type, name: self.title}
        if self.username:
            self.public["username"] = self.username

    @property
    def is_private(self) -> bool:
        """Return whether it is a conversation with one person."""
        return self.type == "private"

    @property
    def is_channel(self) -> bool:
        """Return whether only admins post here, in the channel's name."""
        return self.type == "channel"


def kind_of_group(chat_id: int) -> str:
    """Return whether the id is a basic group's or a supergroup's."""
    return "supergroup" if chat_id <= -1_000_000_000_000 else "group"


def member(user: Json, status: str) -> Json:
    """Return the Bot API's ChatMember."""
    who: Json = {"user": user, "status": status}
    if status == "creator":
        return {**who, "is_anonymous": False}
    if status == "administrator":
        rights = dict.fromkeys(_RIGHTS, True)
        return {**who, "can_be_edited": False, "is_anonymous": False, **rights}
    return {**who, "until_date": 0} if status == "kicked" else who


def person_status(chat: Chat, user_id: int) -> str:
    """Return what the person is in the chat."""
    if user_id in chat.admins:
        return "creator" if user_id == chat.admins[0] else "administrator"
    return "member" if user_id in chat.people else "left"
