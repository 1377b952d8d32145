"""A desk that keeps what it was asked and answers by repeating it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.readers.conversation import Asker, Command, Reply, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.post import Post

LATEST = Command("latest", lambda phrases: phrases.words.latest)


class RecordingDesk:
    """A `Desk`: answers anything but small talk; raises RuntimeError when asked to `/break`.

    With a `reply` it gives that instead of an echo; `posts` are what it suggests.
    """

    commands: tuple[Command, ...] = (LATEST,)

    def __init__(self) -> None:
        self.heard: list[tuple[str, Asker]] = []
        self.reply: Reply | None = None
        self.posts: Sequence[Post] = ()

    async def typed(self, text: str, asker: Asker) -> Reply | None:
        """Keep the text and repeat it."""
        self.heard.append((text, asker))
        if text == "/break":
            raise RuntimeError("the desk fell over")
        if text.startswith("small talk"):
            return None
        return self.reply or Reply(((Span(f"heard: {text}"),),))

    async def called(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Keep the command and repeat it; Telegram never parses commands for us."""
        self.heard.append((name, asker))
        return Reply(((Span(f"{name} {dict(arguments)}"),),))

    async def pressed(
        self,
        press: str,
        asker: Asker,
        *,
        chosen: Sequence[str] | None = None,
        before: Sequence[str] | None = None,
        text: str | None = None,
    ) -> Reply:
        """Keep what was pressed, chosen or filled in, and repeat it; Telegram has no menus."""
        assert before is None
        said = " ".join((press, *(chosen or ()), *((text,) if text is not None else ())))
        self.heard.append((said, asker))
        if press == "/break":
            raise RuntimeError("the desk fell over")
        return self.reply or Reply(((Span(f"heard: {said}"),),))

    async def suggested(self, words: str, asker: Asker) -> Sequence[Post]:
        """Keep what was asked for."""
        self.heard.append((words, asker))
        return self.posts

    async def completed(self, name: str, parameter: str, begun: str, asker: Asker) -> Sequence[str]:
        """Keep what was begun and complete it with itself."""
        self.heard.append((f"{name} {parameter} {begun}", asker))
        return (begun + begun,)

    async def joined(self, asker: Asker) -> Reply | None:
        """Keep who let us in, and greet them."""
        self.heard.append(("joined", asker))
        return Reply(((Span("hello"),),))
