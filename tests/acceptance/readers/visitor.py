"""Somebody who uses the bot, the same on every platform: says, presses, chooses, fills in, sees what is answered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.acceptance.town import until

if TYPE_CHECKING:
    from asyncio import Queue
    from collections.abc import Iterator

    from tests.acceptance.town import Town

Message: TypeAlias = dict[str, Any]


class Visitor(ABC):
    """Somebody (`user`) in a chat, whose eyes see what came or changed since they last did something."""

    def __init__(self, town: Town, user: int, chat: int, changes: Queue[dict[str, Any]]) -> None:
        self.town = town
        self.user = user
        self.chat = chat
        self._changes = changes
        self._noticed: list[str] = []
        self._before: dict[str, str] = {}

    @abstractmethod
    async def say(self, command: str, **options: str) -> None:
        """Give a command; `options` are its arguments in their order, by name."""

    @abstractmethod
    async def press(self, label: str) -> None:
        """Press the newest button of this label, as soon as there is one; return when the bot has acknowledged it."""

    @abstractmethod
    async def choose(self, label: str) -> None:
        """Choose one more option of the newest menu."""

    @abstractmethod
    async def fill(self, label: str, text: str) -> None:
        """Press the button, and fill in the form that it opens."""

    @abstractmethod
    def messages(self) -> Iterator[tuple[str, str]]:
        """Yield the messages that they see, oldest first: id, and the text with the buttons below it."""

    @abstractmethod
    def labels(self) -> list[str]:
        """Return the labels of all buttons that they see, newest message first."""

    def sees(self) -> str:
        """Return what came or changed since they last did something, with pop-ups."""
        while not self._changes.empty():
            change = self._changes.get_nowait()
            if change.get("kind") == "notice" and change.get("for") == str(self.user):
                self._noticed.append(change["text"])
        new = [text for number, text in self.messages() if self._before.get(number) != text]
        return "\n".join([*new, *self._noticed])

    async def finds(self, *words: str) -> str:
        """Return what they see as soon as each of the words is in it."""
        await until(lambda: all(word in self.sees() for word in words), lambda: (words, self.sees()))
        return self.sees()

    def looks(self) -> None:
        """Take in what there is, so that only what comes after it is new."""
        self.sees()
        self._noticed.clear()
        self._before = dict(self.messages())


class OnTelegram(Visitor):
    """A visitor with Telegram's client."""

    async def say(self, command: str, **options: str) -> None:
        """Type the command; in a group with the bot's name, as the client completes it."""
        await self.type(" ".join([f"/{command}", *options.values()]))

    async def type(self, text: str, **more: Any) -> None:
        """Write whatever they want."""
        self.looks()
        await self.town.telegram.act(self._as_me("type", text=text) | more)

    async def press(self, label: str) -> None:
        """Press, and wait for the answer that ends the button's waiting."""
        await until(lambda: label in self.labels(), lambda: (label, self.labels()))
        message, data = next(
            (message["message_id"], button["callback_data"])
            for message, button in self._buttons()
            if _unmarked(button["text"]) == label
        )
        self.looks()
        pressed = await self.town.telegram.act(self._as_me("press", message_id=message, data=data))
        query = pressed["callback_query_id"]
        await until(lambda: any(str(call.body.get("callback_query_id")) == query for call in self.town.telegram.calls))

    async def choose(self, label: str) -> None:
        """Press the option's own button: there are no menus."""
        await self.press(label)

    async def fill(self, label: str, text: str) -> None:
        """Reply to the message that asks for it."""
        known = {message["message_id"] for message in self.town.telegram.messages(self.chat)}
        await self.press(label)
        await until(lambda: self.town.telegram.messages(self.chat)[-1]["message_id"] not in known)
        await self.type(text, reply_to=self.town.telegram.messages(self.chat)[-1]["message_id"])

    def messages(self) -> Iterator[tuple[str, str]]:
        """Yield the bot's messages."""
        for message in self.town.telegram.messages(self.chat):
            if message.get("from", {}).get("id") != self.user:
                rows = message.get("reply_markup", {}).get("inline_keyboard", [])
                below = [button["text"] for row in rows for button in row]
                yield str(message["message_id"]), "\n".join([message.get("text", ""), *below])

    def labels(self) -> list[str]:
        """Return the labels of inline buttons."""
        return [_unmarked(button["text"]) for _, button in self._buttons()]

    def _buttons(self) -> Iterator[tuple[Message, Message]]:
        for message in reversed(self.town.telegram.messages(self.chat)):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    yield message, button

    def _as_me(self, do: str, **about: Any) -> dict[str, Any]:
        return {"do": do, "chat": str(self.chat), "user": str(self.user), **about}


class OnDiscord(Visitor):
    """A visitor with Discord's client."""

    async def say(self, command: str, **options: str) -> None:
        """Give the slash command."""
        self.looks()
        await self._does("command", name=command, options=options)

    async def press(self, label: str) -> None:
        """Press, and wait for the acknowledgement."""
        await self._press(label)

    async def choose(self, label: str) -> None:
        """Choose it in the menu, with all that is chosen there."""
        message, menu = next(one for one in self._parts(3) if any(o["label"] == label for o in one[1]["options"]))
        chosen = [one["value"] for one in menu["options"] if one.get("default") or one["label"] == label]
        self.looks()
        await self._does("choose", message_id=message["id"], custom_id=menu["custom_id"], values=chosen)

    async def fill(self, label: str, text: str) -> None:
        """Send the form that opens over the chat."""
        opened = await self._press(label)
        (part,) = opened["modal"]["components"]
        field = part.get("component") or part["components"][0]
        self.looks()
        await self._does("submit", interaction=opened["interaction"], values={field["custom_id"]: text})

    def messages(self) -> Iterator[tuple[str, str]]:
        """Yield the messages, their embeds as text."""
        texts = self.town.on_discord(self.chat, self.user)
        for message, text in zip(self.town.discord.messages(self.chat, self.user), texts, strict=True):
            yield str(message["id"]), "\n".join([text, *_shown(message)])

    def labels(self) -> list[str]:
        """Return the labels of buttons."""
        return [_unmarked(_label(button)) for _, button in self._parts(2)]

    async def _press(self, label: str) -> Message:
        await until(lambda: label in self.labels(), lambda: (label, self.labels()))
        message, button = next(one for one in self._parts(2) if _unmarked(_label(one[1])) == label)
        self.looks()
        return await self._does("press", message_id=message["id"], custom_id=button["custom_id"])

    async def _does(self, do: str, **about: Any) -> Message:
        action = {"do": do, "chat": str(self.chat), "user": str(self.user), **about}
        done = await self.town.discord.act(action)
        assert done["acknowledged"], done
        return done

    def _parts(self, kind: int) -> Iterator[tuple[Message, Message]]:
        for message in reversed(self.town.discord.messages(self.chat, self.user)):
            for row in message.get("components", []):
                for part in row["components"]:
                    if part["type"] == kind:
                        yield message, part


def _unmarked(label: str) -> str:
    """Return the label without the mark of what is chosen or not."""
    return label.removeprefix("✅ ")


def _label(part: Message) -> str:
    return str(part.get("label", ""))


def _shown(message: Message) -> list[str]:
    """Return the buttons' labels, and of menus the options, those that are chosen marked."""
    parts = [part for row in message.get("components", []) for part in row["components"]]
    options = [option for part in parts for option in part.get("options", [])]
    return [_label(part) for part in parts] + [("✅ " if one.get("default") else "") + one["label"] for one in options]
