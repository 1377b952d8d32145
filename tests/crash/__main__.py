"""`make crash`: kills the bot hundreds of times over every kind of store, and prints what that cost."""

from __future__ import annotations

import asyncio
import math
import os
import time
from typing import TYPE_CHECKING, Annotated

import typer

from tests.crash.campaign import NotKept, Row, Tally, kills, outages, totals
from tests.crash.moments import BOUNDARIES, RANDOM
from tests.crash.outages import OUTAGES
from tests.crash.store import kinds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

LAP = len(BOUNDARIES) + len(RANDOM)
COLUMNS = ("strikes", "hit there", "in flight", "lost", "twice/D", "order", "held/T", "twice/T", "left/T")
LEGEND = """\
hit there: the store, looked at after the death, proves the moment. in flight: deliveries under way at the kills.
lost, twice/D (shown twice on Discord, or left standing unknown to all) and order (posts out of order) must be 0.
held/T, twice/T: sends in flight that wait for the operator (on Discord only where withdrawn since), or were sent again
(breaking, to Telegram). left/T: such a send arrived, nobody knows its id, and its post was withdrawn."""


def crash(
    least: Annotated[int, typer.Option("--kills", help="How many kills at least, over all stores.")] = 200,
    seed: Annotated[int, typer.Option(help="What chance begins with; each lap takes the next.")] = 1,
    store: Annotated[list[str] | None, typer.Option(help="embedded, redis or valkey; all that are there.")] = None,
    outage_laps: Annotated[int, typer.Option("--outages", help="How often the store suffers every outage.")] = 1,
) -> None:
    """Kill the bot at each boundary and at any moment, and its store in every way; exit 1 where a promise broke."""
    chosen = store or kinds()
    laps = math.ceil(least / len(chosen) / (LAP + 1))
    tallies = {kind: Tally() for kind in chosen}
    started = time.monotonic()
    asyncio.run(_all(tallies, range(seed, seed + laps), range(seed, seed + outage_laps)))
    for kind, tally in tallies.items():
        _print(kind, tally)
    typer.echo(LEGEND)
    killed = sum(tally.kills for tally in tallies.values())
    faults = [fault for tally in tallies.values() for fault in tally.faults]
    lost = sum(totals(list(tally.rows.values())).lost for tally in tallies.values())
    typer.echo(f"\n{killed} kills in {time.monotonic() - started:.0f} s, {lost} lost, {len(faults)} laps failed")
    for fault in faults:
        typer.echo(f"FAILED {fault}")
    raise typer.Exit(1 if faults else 0)


async def _all(tallies: dict[str, Tally], seeds: Sequence[int], outage_seeds: Sequence[int]) -> None:
    for kind, tally in tallies.items():
        for seed in seeds:
            await _lap(f"{kind}, seed {seed}, kills", tally, kills(kind, seed, tally))
        for seed in outage_seeds:
            possible = [one for one in OUTAGES if not one.needs_disk or os.geteuid() == 0]
            await _lap(f"{kind}, seed {seed}, outages", tally, outages(kind, seed, tally, possible))


async def _lap(name: str, tally: Tally, lap: Awaitable[None]) -> None:
    """Run a lap and say how it went; the next one has a new bot, and a new chance."""
    started = time.monotonic()
    try:
        await lap
    except (NotKept, AssertionError, TimeoutError) as failure:
        notes = getattr(failure, "__notes__", [])
        tally.faults.append("\n".join([f"{name}: {type(failure).__name__} {failure}", *notes]))
    word = "FAILED" if tally.faults and tally.faults[-1].startswith(f"{name}:") else "ok"
    typer.echo(f"{name}: {word}, {time.monotonic() - started:.0f} s")


def _print(kind: str, tally: Tally) -> None:
    typer.echo(f"\n{kind}: {tally.kills} kills\n{'':24}" + "".join(f"{name:>10}" for name in COLUMNS))
    for name, row in (*tally.rows.items(), ("all", totals(list(tally.rows.values())))):
        values = [getattr(row, field) for field in Row.__dataclass_fields__]
        typer.echo(f"{name:24}" + "".join(f"{value:10}" for value in values))
    typer.echo()


if __name__ == "__main__":
    cli = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    cli.command()(crash)
    cli()
