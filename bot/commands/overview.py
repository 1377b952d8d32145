"""`python -m bot status`, `posts` and `channels`: how things stand at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.deciding import done
from bot.commands.settings import settings as _settings
from bot.core.delivery import Language
from bot.ops import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.operator.tables.table import Table
    from config.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="One object a line.")]
Lang = Annotated[Language, typer.Option(help="The language of what is said.")]


def status(lang: Lang = Language.EN, as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """Say how store, platforms and queues stand, and what was published last; a bot may run meanwhile."""
    from bot.operator.status import status as told  # noqa: PLC0415 - see the package

    _say(lambda settings: told(settings, lang), as_json=as_json)


def posts(
    last: Annotated[int, typer.Option(min=1, max=100, help="How many.")] = 10,
    lang: Lang = Language.EN,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """List the newest posts with level, state, and how many channels have, await, missed or may have each."""
    from bot.operator.posts import posts as told  # noqa: PLC0415 - see the package

    _say(lambda settings: told(settings, last, lang), as_json=as_json)


def channels(lang: Lang = Language.EN, as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """List every channel with its wishes, its last delivery, and what is wrong with it."""
    from bot.operator.channels import channels as told  # noqa: PLC0415 - see the package

    _say(lambda settings: told(settings, lang), as_json=as_json)


def _say(ask: Callable[[Settings], Coroutine[Any, Any, Table]], *, as_json: bool) -> None:
    from bot.commands.printing import print_table  # noqa: PLC0415 - see the package

    settings = _settings()
    logs.set_up("text", settings.secrets)
    print_table(done(ask(settings)), as_json=as_json)
