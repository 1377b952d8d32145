"""A desk that keeps what it was asked and answers by repeating it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.conversation import Asker, Command, Reply, Span
from bot.core.delivery import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

LATEST = Command(
    "latest",
    {Language.EN: "latest", Language.KO: "최신"},
    {Language.EN: "The latest stories", Language.KO: "최신 기사"},
)


class RecordingDesk:
    """A `Desk`: answers anything but small talk; raises RuntimeError when asked to `/break`."""

    commands: tuple[Command, ...] = (LATEST,)

    def __init__(self) -> None:
        self.heard: list[tuple[str, Asker]] = []

    async def typed(self, text: str, asker: Asker) -> Reply | None:
        """Keep the text and repeat it."""
        self.heard.append((text, asker))
        if text == "/break":
            raise RuntimeError("the desk fell over")
        return None if text.startswith("small talk") else Reply(((Span(f"heard: {text}"),),))

    async def called(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Keep the command and repeat it; Telegram never parses commands for us."""
        self.heard.append((name, asker))
        return Reply(((Span(f"{name} {dict(arguments)}"),),))
