"""A desk that keeps what it was asked and answers by repeating it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.core.readers.conversation import Asker, Button, Command, Parameter, Reply, Sort, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.post import Post

COUNT = Parameter("count", lambda phrases: phrases.words.count, Sort.NUMBER)
CATEGORY = Parameter("category", lambda phrases: phrases.words.category, Sort.CATEGORY)
LATEST = Command("latest", lambda phrases: phrases.words.latest, (COUNT, CATEGORY))
SUBSCRIBE = Command("subscribe", lambda phrases: phrases.words.subscribe, for_managers=True)
AGAIN = Button("더 보기", "/latest 5")


class RecordingDesk:
    """A `Desk`: `latest` is answered in public, with a button, `subscribe` in private.

    What is in `replies` is answered with that. Asked for 13 it fails; while `hurry` is not set it waits.
    """

    commands: tuple[Command, ...] = (LATEST, SUBSCRIBE)

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str], Asker]] = []
        self.hurry = asyncio.Event()
        self.hurry.set()
        self.replies: dict[str, Reply] = {}
        self.before: Sequence[str] | None = None

    async def typed(self, text: str, asker: Asker) -> Reply | None:
        """Keep the text and repeat it."""
        self.heard.append((text, {}, asker))
        return Reply(((Span(f"heard {text}"),),))

    async def called(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Keep the command and repeat it."""
        self.heard.append((name, dict(arguments), asker))
        if arguments.get("count") == "13":
            raise RuntimeError("the desk fell over")
        await self.hurry.wait()
        if name in self.replies:
            return self.replies[name]
        is_private = name == "subscribe"
        return Reply(((Span(f"heard {name}"),),), buttons=((AGAIN,),), private=is_private)

    async def pressed(
        self,
        press: str,
        asker: Asker,
        *,
        chosen: Sequence[str] | None = None,
        before: Sequence[str] | None = None,
        text: str | None = None,
    ) -> Reply:
        """Keep what was pressed, chosen or filled in, and repeat it; keep what was chosen `before`."""
        self.before = before
        said = " ".join((press, *(chosen or ()), *((text,) if text is not None else ())))
        self.heard.append((said, {}, asker))
        await self.hurry.wait()
        return self.replies.get(said) or Reply(((Span(f"heard {said}"),),))

    async def suggested(self, words: str, asker: Asker) -> Sequence[Post]:
        """Keep what was asked for; there is nothing."""
        self.heard.append((words, {}, asker))
        return ()

    async def completed(self, name: str, parameter: str, begun: str, asker: Asker) -> Sequence[str]:
        """Keep what was begun and complete it with itself."""
        self.heard.append((f"{name} {parameter} {begun}", {}, asker))
        await self.hurry.wait()
        return (begun + begun,)

    async def joined(self, asker: Asker) -> Reply | None:
        """Keep who let us in, and greet them."""
        self.heard.append(("joined", {}, asker))
        return Reply(((Span("hello"),),))
