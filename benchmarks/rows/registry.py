"""The rows, in the order in which they are measured and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from benchmarks.rows import (
    audience,
    checkout,
    console,
    cost,
    discord,
    feed,
    free,
    kill,
    latest,
    paid,
    rename,
    reply,
    search,
    start,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from benchmarks.bench import Bench
    from benchmarks.results import Row

Measure: TypeAlias = "Callable[[Bench], Awaitable[Row]]"

ROWS: dict[str, Measure] = {
    "free": free.measure,
    "paid": paid.measure,
    "cost": cost.measure,
    "discord": discord.measure,
    "reply": reply.measure,
    "rename": rename.measure,
    "checkout": checkout.measure,
    "start": start.measure,
    "feed": feed.measure,
    "audience": audience.measure,
    "latest": latest.measure,
    "search": search.measure,
    "console": console.measure,
    "kill": kill.measure,
}
