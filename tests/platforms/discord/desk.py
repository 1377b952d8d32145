"""A desk that keeps what it was asked and answers by repeating it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.core.conversation import Asker, Button, Command, Parameter, Reply, Span
from bot.core.delivery import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNT = Parameter(
    "count",
    {Language.EN: "count", Language.KO: "개수"},
    {Language.EN: "How many", Language.KO: "몇 개"},
    is_number=True,
)
LATEST = Command(
    "latest",
    {Language.EN: "latest", Language.KO: "최신"},
    {Language.EN: "The latest stories", Language.KO: "최신 기사를 봅니다"},
    (COUNT,),
)
SUBSCRIBE = Command(
    "subscribe",
    {Language.EN: "subscribe", Language.KO: "구독"},
    {Language.EN: "Send alerts here", Language.KO: "이곳에서 알림을 받습니다"},
    for_managers=True,
)
AGAIN = Button("더 보기", "/latest 5")


class RecordingDesk:
    """A `Desk`: `latest` is answered in public, with a button, `subscribe` in private.

    Asked for 13 it fails; asked for 99 it waits until `hurry` is set.
    """

    commands: tuple[Command, ...] = (LATEST, SUBSCRIBE)

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str], Asker]] = []
        self.hurry = asyncio.Event()

    async def typed(self, text: str, asker: Asker) -> Reply | None:
        """Keep the text and repeat it."""
        self.heard.append((text, {}, asker))
        return Reply(((Span(f"heard {text}"),),))

    async def called(self, name: str, arguments: Mapping[str, str], asker: Asker) -> Reply:
        """Keep the command and repeat it."""
        self.heard.append((name, dict(arguments), asker))
        if arguments.get("count") == "13":
            raise RuntimeError("the desk fell over")
        if arguments.get("count") == "99":
            await self.hurry.wait()
        is_private = name == "subscribe"
        return Reply(((Span(f"heard {name}"),),), buttons=((AGAIN,),), private=is_private)
