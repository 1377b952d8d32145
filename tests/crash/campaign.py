"""Strikes at a bot again and again, and counts what it cost: a row for each moment and each outage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.crash.moments import BOUNDARIES, RANDOM
from tests.crash.outages import OUTAGES
from tests.crash.siege import a_siege

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.crash.judge import Verdict
    from tests.crash.moments import Moment
    from tests.crash.outages import Outage
    from tests.crash.siege import Siege

WHILE_DOWN = 0.4  # how often something is written while the bot is dead


class NotKept(AssertionError):
    """What users rely on was not kept; the message says after which strike, and by which seed it may be seen again."""


@dataclass(slots=True)
class Row:
    """What so many strikes cost. `hits` of them found the bot just where it was meant to be struck."""

    strikes: int = 0
    hits: int = 0
    under_way: int = 0
    lost: int = 0
    twice_on_discord: int = 0
    disordered: int = 0
    held: int = 0
    twice: int = 0
    left: int = 0

    def add(self, before: Verdict, after: Verdict) -> None:
        """Count what is different since the strike."""
        self.lost += len(after.lost - before.lost)
        self.twice_on_discord += sum(one.startswith("('discord:") for one in after.wrong - before.wrong)
        self.disordered += len(after.disordered - before.disordered)
        self.held += len(after.held - before.held)
        self.twice += (after.repeated - before.repeated).total()
        self.left += len(after.left - before.left)


@dataclass(slots=True)
class Tally:
    """The rows of one store, by the name of what struck; `kills` counts bots killed outright."""

    rows: dict[str, Row] = field(default_factory=dict)
    kills: int = 0
    faults: list[str] = field(default_factory=list)

    def row(self, name: str) -> Row:
        """Return the row of this name."""
        return self.rows.setdefault(name, Row())


async def kills(kind: str, seed: int, tally: Tally, moments: Sequence[Moment] = (*BOUNDARIES, *RANDOM)) -> None:
    """Kill one bot at each moment, in an order by the seed; raises `NotKept` at the first thing that was not kept."""
    async with a_siege(kind, seed) as siege:
        verdict = await siege.rest()
        for moment in siege.chance.sample(moments, len(moments)):
            verdict = await _killed_once(siege, moment, tally, verdict)
            if not verdict.is_good:
                raise NotKept(f"{kind}, seed {seed}, after {moment.name!r}: {verdict}")


async def outages(kind: str, seed: int, tally: Tally, chosen: Sequence[Outage] = OUTAGES) -> None:
    """Let one bot live through outages of its store; raises `NotKept`, for here not even Telegram has an excuse."""
    with_disk = any(outage.needs_disk for outage in chosen)
    async with a_siege(kind, seed, with_disk=with_disk) as siege:
        before = await siege.rest()
        for outage in siege.chance.sample(chosen, len(chosen)):
            await outage.befall(siege)
            verdict = await siege.rest()
            row = tally.row(outage.name)
            row.strikes, row.hits = row.strikes + 1, row.hits + 1
            row.add(before, verdict)
            if not verdict.is_good:
                raise NotKept(f"{kind}, seed {seed}, after {outage.name!r}: {verdict}")
            before = verdict


async def _killed_once(siege: Siege, moment: Moment, tally: Tally, before: Verdict) -> Verdict:
    starts = siege.starts
    await moment.strike(siege)
    left = await siege.bury()
    tally.kills += 1 + siege.starts - starts
    if siege.chance.random() < WHILE_DOWN:
        siege.story.act()
    await siege.start()
    verdict = await siege.rest()
    row = tally.row(moment.name)
    row.strikes += 1
    row.hits += moment.was_hit(left)
    row.under_way += left.under_way
    row.add(before, verdict)
    return verdict


def totals(rows: Sequence[Row]) -> Row:
    """Return the sum of all rows."""
    sums: Counter[str] = Counter()
    for row in rows:
        sums.update({name: getattr(row, name) for name in Row.__dataclass_fields__})
    return Row(**sums)
