"""Everything Telegram knows in the sandbox: the bot, its chats, what they show, and what the bot is to be told."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.sandbox.telegram.below import is_for
from bot.sandbox.telegram.chats import Chat, Person
from bot.sandbox.telegram.limits import Budget, Limits
from bot.sandbox.telegram.past import SERVICE, read_past
from bot.sandbox.telegram.refusals import CHAT_NOT_FOUND, Refusal, bad, too_many
from bot.sandbox.telegram.updates import Updates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.sandbox.changes import Changes
    from bot.sandbox.journal import Journal
    from bot.sandbox.telegram.chats import Json
    from bot.sandbox.telegram.parameters import Parameters

_MUST_HAVE = {"administrator": "can_post_messages", "restricted": "can_send_messages"}
_UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"


class Accepted(NamedTuple):
    """A send or an edit the server took: when (monotonic seconds), which method, and what it made."""

    at: float
    name: str
    chat: str
    message_id: int


class Pressed(NamedTuple):
    """A button somebody pressed: who, in which chat, and when (monotonic seconds)."""

    user: int
    chat: int
    at: float


@dataclass(slots=True)
class Asked:
    """An inline query: by whom, when (monotonic seconds), and the results by id once the bot has answered."""

    user: int
    at: float
    results: dict[str, Json] = field(default_factory=dict)
    is_answered: bool = False


class World:
    """The state behind the methods; `clock` is monotonic and paces, `wall` dates messages."""

    def __init__(
        self,
        *,
        token: str,
        journal: Journal,
        changes: Changes,
        limits: Limits,
        clock: Callable[[], float],
        wall: Callable[[], float],
    ) -> None:
        self.token = token
        self.is_revoked = False
        self.clock = clock
        self.wall = wall
        self.changes = changes
        self._journal = journal
        self._past = read_past(journal.entries())
        self._budget = Budget(limits)
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Sokbo",
            "username": "sokbo_bot",
        }
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, Person] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.pressed: dict[str, Pressed] = {}
        self.asked: dict[str, Asked] = {}
        self.accepted: deque[Accepted] = deque(maxlen=200_000)
        self._names: dict[str, int] = {}
        self.updates = Updates(self._record)
        self.updates.restore(self._past.updates.values(), self._past.last_update + 1)

    def add(self, chat: Chat) -> Chat:
        """Let the chat exist, with what it showed in a former run; one that is there already stays."""
        if chat.id in self.chats:
            raise ValueError(f"The sandbox has a chat {chat.id} already; give this one another id.")
        self._past.give(chat)
        self.chats[chat.id] = chat
        if chat.username:
            self._names[chat.username.lower()] = chat.id
        if (to := self._past.moves.pop(chat.id, None)) is not None:
            self.move(chat, to)
        return chat

    def rename(self, chat: Chat, username: str) -> None:
        """Let the channel be called so, in place of whoever was."""
        for other in self.chats.values():
            if other.username.lower() == username.lower():
                other.username = ""
                other.public.pop("username", None)
        chat.username = chat.public["username"] = username
        self._names[username.lower()] = chat.id

    def move(self, chat: Chat, to: int) -> Chat:
        """Let the group live on as the supergroup `to`."""
        moved = Chat(to, "supergroup", chat.title, people=chat.people, admins=chat.admins, status=chat.status)
        chat.moved_to = to
        return self.add(moved)

    def record_move(self, chat: Chat, to: int) -> Chat:
        """Move the group, and remember it over a restart."""
        self._record({"kind": "moved", "chat": chat.id, "to": to})
        return self.move(chat, to)

    def record_place(self, chat: Chat) -> None:
        """Remember over a restart what the bot is in the chat, and tell whoever watches."""
        place = {"status": chat.status, "closed": chat.closed, "lacks": sorted(chat.lacks)}
        self._record({"kind": "place", "chat": chat.id, **place})
        self.tell("place", chat)

    def person(self, user_id: int) -> Person:
        """Return the person, a stranger where nobody introduced them."""
        return self.people.setdefault(user_id, Person(user_id, f"User {user_id}"))

    def known_users(self) -> dict[int, Json]:
        """Return the people whom a text may mention by id."""
        return {one.id: one.json() for one in self.people.values()}

    def address(self, given: Parameters) -> str:
        """Return the id of the chat a call is about, what it gave where there is none."""
        value = given.text("chat_id").strip()
        return str(self._names.get(value[1:].lower(), value)) if value.startswith("@") else value

    def find(self, given: Parameters) -> Chat:
        """Return the chat a call is about; one that the bot is not in tells it nothing, unless it is public."""
        address = self.address(given)
        if not address:
            raise bad("chat_id is empty")
        chat = self.chats.get(int(address)) if address.removeprefix("-").isdecimal() else None
        if chat is None:
            raise Refusal(400, CHAT_NOT_FOUND)
        if chat.moved_to is not None:
            raise Refusal(400, _UPGRADED, migrate_to_chat_id=chat.moved_to)
        if chat.closed and not chat.is_private and not (chat.username and chat.status == "left"):
            raise Refusal(403, chat.closed)
        return chat

    def writable(self, given: Parameters) -> Chat:
        """Return the chat a call writes to."""
        chat = self.find(given)
        if chat.closed:
            raise Refusal(403, chat.closed)
        if _MUST_HAVE.get(chat.status) in chat.lacks:
            raise bad("not enough rights to send text messages to the chat")
        return chat

    def spend(self, chat: Chat, given: Parameters) -> float:
        """Count a send or an edit, or refuse it as one too many; return its stamp."""
        now = self.clock()
        is_paid = given.flag("allow_paid_broadcast")
        wait = self._budget.spend(chat.id, now, is_private=chat.is_private, is_paid=is_paid)
        if wait > 0.0:
            raise too_many(wait)
        return now

    def show(self, chat: Chat, author: Json, content: Json) -> Json:
        """Show a new message and return it."""
        number = chat.last_id + 1
        message = {"message_id": number, **author, "chat": chat.public, "date": int(self.wall()), **content}
        chat.last_id = number
        self._keep("message", chat, message)
        return message

    def put_below(self, chat: Chat, message: Json, markup: Json) -> None:
        """Put a keyboard, or what asks for a reply, below the fields of those it is for; or take it away."""
        if "remove_keyboard" not in markup:
            self._record({"kind": "fixed", "chat": chat.id, "message_id": message["message_id"]})
            chat.fixed.add(message["message_id"])
        for user_id in chat.people:
            if is_for(markup, user_id, message):
                below = {} if "remove_keyboard" in markup else {**markup, "message_id": message["message_id"]}
                self.set_below(chat, user_id, below)

    def set_below(self, chat: Chat, user_id: int, below: Json) -> None:
        """Let this stand below the person's field, nothing where it is empty."""
        if chat.below.get(user_id, {}) == below:
            return
        self._record({"kind": "below", "chat": chat.id, "user": user_id, "below": below})
        chat.below[user_id] = below
        self.tell("below", chat)

    def replace(self, chat: Chat, message: Json) -> Json:
        """Show the message in place of the one with its id."""
        edited = {**message, "edit_date": int(self.wall())}
        self._keep("edit", chat, edited)
        return edited

    def remove(self, chat: Chat, message_id: int) -> None:
        """Show the message no longer."""
        self._record({"kind": "delete", "chat": chat.id, "message_id": message_id})
        del chat.messages[message_id]
        self.tell("delete", chat, message_id=message_id)

    def tell(self, kind: str, chat: Chat | None = None, **more: object) -> None:
        """Tell whoever watches."""
        self.changes.tell({"service": SERVICE, "chat": str(chat.id) if chat else "", "kind": kind, **more})

    def author(self, chat: Chat) -> Json:
        """Return who a message of the bot is from."""
        return {"sender_chat": chat.public} if chat.is_channel else {"from": self.bot}

    def public_chats(self) -> Sequence[Chat]:
        """Return the chats there are, without those that moved away."""
        return [chat for chat in self.chats.values() if chat.moved_to is None]

    def close(self) -> None:
        """Close the journal; a later entry opens it again."""
        self._journal.close()

    def _keep(self, kind: str, chat: Chat, message: Json) -> None:
        self._record({"kind": kind, "message": message})
        chat.messages[message["message_id"]] = message
        self.tell(kind, chat, message=message, message_id=message["message_id"])

    def _record(self, entry: Json) -> None:
        self._journal.write({"service": SERVICE, **entry})
