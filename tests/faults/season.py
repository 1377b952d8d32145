"""One season of a bot: five things happen to the news, and every chat meets its own fault meanwhile."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.faults.cast import Cast
from tests.faults.stage import a_stage, wait

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.faults.cast import Outcome
    from tests.faults.rows import Row
    from tests.faults.stage import Stage

FIRST, BREAKING, LATER, CORRECTED = "첫째", "둘째", "셋째", "고쳐진"
LONG = 40.0  # seconds; the longest fault is an answer that Telegram owes for twenty


def season(folder: Path, tables: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, Outcome]]:
    """Let it happen; return, by platform and row, what each chat came to, and `NEIGHBOUR` for all others."""
    return asyncio.run(_season(folder, tables))


async def _season(folder: Path, tables: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, Outcome]]:
    names = {platform: [row.what for row in table] for platform, table in tables.items()}
    async with a_stage(folder, **names) as stage:
        play = _Play(stage, [Cast(side, tables[side.name]) for side in stage.sides])
        async with stage.playing():
            await play.news()
            await play.second_thoughts()
        return {cast.side.name: cast.outcomes(stage.read) for cast in play.casts}


@dataclass(frozen=True, slots=True)
class _Play:
    """The events of a season, in their order."""

    stage: Stage
    casts: Sequence[Cast]

    async def news(self) -> None:
        """Publish a post that meets the faults, a breaking one that meets some again, and one that meets none."""
        for cast in self.casts:
            cast.arm(cast.side.send)
        self.stage.newsroom.publish("a", FIRST)
        await self._until(lambda cast: cast.has_ended(FIRST, self.stage.events))
        for cast in self.casts:
            cast.arm_again()
        self.stage.newsroom.publish("b", f"[속보] {BREAKING}")
        await self._until(lambda cast: cast.has_ended_again(BREAKING))
        self.stage.newsroom.publish("c", LATER)
        await self._until(lambda cast: cast.shows_everywhere_open(LATER))
        for cast in self.casts:
            cast.look((FIRST, BREAKING, LATER))

    async def second_thoughts(self) -> None:
        """Correct the first post, then withdraw it."""
        for cast in self.casts:
            cast.arm(cast.side.edit)
        self.stage.newsroom.publish("a", f"{CORRECTED} {FIRST}")
        await self._until(lambda cast: cast.is_corrected(CORRECTED))
        for cast in self.casts:
            cast.arm(cast.side.delete)
        self.stage.newsroom.withdraw("a")
        await self._until(lambda cast: cast.is_withdrawn(FIRST))

    async def _until(self, is_so: Callable[[Cast], bool]) -> None:
        await wait(lambda: all(cast.is_met and is_so(cast) for cast in self.casts), LONG)
