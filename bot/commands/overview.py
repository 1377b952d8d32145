"""`python -m bot status`, `posts` and `channels`: how things stand at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.deciding import done
from bot.commands.settings import settings as _settings
from bot.ops import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from bot.operator.told import Told
    from config.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="One object a line.")]


def status(as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """Say how store, platforms and queues stand, and what was published last; a bot may run meanwhile."""
    from bot.operator import overview  # noqa: PLC0415 - see the package

    _say(overview.status, as_json=as_json, nothing="")


def posts(
    last: Annotated[int, typer.Option(min=1, max=100, help="How many.")] = 10,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """List the newest posts with level, state, and how many channels have, await, missed or may have each."""
    from bot.operator import overview  # noqa: PLC0415 - see the package

    _say(lambda settings: overview.posts(settings, last), as_json=as_json, nothing="No post is known yet.")


def channels(as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """List every channel with its wishes, its last delivery, and what is wrong with it."""
    from bot.operator import overview  # noqa: PLC0415 - see the package

    _say(overview.channels, as_json=as_json, nothing="No channel is known yet.")


def _say(ask: Callable[[Settings], Coroutine[Any, Any, Sequence[Told]]], *, as_json: bool, nothing: str) -> None:
    from bot.operator.told import in_json  # noqa: PLC0415 - see the package

    settings = _settings()
    logs.set_up("text", settings.secrets)
    told = done(ask(settings))
    for line in in_json(told) if as_json else [one.text for one in told] or [nothing]:
        typer.echo(line)
