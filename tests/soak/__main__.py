"""`make soak MINUTES=10`: a long run with faults at random; exit 1 where a channel is wrong or something leaks."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from tests.soak.soak import soak


def main(
    minutes: Annotated[float, typer.Option(help="How long it goes on.")] = 10.0,
    seed: Annotated[int, typer.Option(help="What chance begins with.")] = 1,
    store: Annotated[str, typer.Option(help="embedded, redis or valkey.")] = "embedded",
) -> None:
    """Publish, correct and withdraw in bad weather, and look at every chat and every meter afterwards."""
    typer.echo(f"store {store}, seed {seed}, {minutes:g} minutes")
    report = asyncio.run(soak(store, seed, minutes * 60, typer.echo))
    typer.echo(str(report))
    raise typer.Exit(0 if report.is_good else 1)


if __name__ == "__main__":
    cli = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    cli.command()(main)
    cli()
