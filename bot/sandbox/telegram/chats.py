"""The chats and people of the sandbox, and how the Bot API describes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


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
    the threads there are, `closed_topics` those that only managers of topics write to. The first of `admins` owns the
    chat. `status` is what the bot is in it, `lacks` what it may not do there. `below` is the keyboard below each
    person's field, or what asks them for a reply; a message that brought one, in `fixed`, can't be edited.
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
    status: str = ""
    lacks: set[str] = field(default_factory=set)
    closed_topics: set[int] = field(default_factory=set)
    below: dict[int, Json] = field(default_factory=dict)
    fixed: set[int] = field(default_factory=set)
    public: Json = field(init=False)

    def __post_init__(self) -> None:
        """Write the Bot API's Chat once: it stands in every message."""
        name = "first_name" if self.is_private else "title"
        self.public = {"id": self.id, "type": self.type, name: self.title}
        if self.username:
            self.public["username"] = self.username
        if self.topics:
            self.public["is_forum"] = True
        self.status = self.status or ("administrator" if self.is_channel else "member")

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
