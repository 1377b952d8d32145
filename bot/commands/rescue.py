"""`python -m bot resend`, `retract` and `hold`: what is done to a post by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.commands.deciding import done
from bot.commands.settings import settings as _settings
from bot.ops import logs

if TYPE_CHECKING:
    from config.settings import Settings

POST = Annotated[str, typer.Argument(help="Its id, its link, its path, or words of its title.")]
JSON = Annotated[bool, typer.Option("--json", help="One object.")]


def resend(
    post: POST,
    to: Annotated[str, typer.Option(help="One channel that does not show it, instead of all where it failed.")] = "",
    as_json: JSON = False,  # noqa: FBT002 - an option
) -> None:
    """Send POST again where a platform refused it; a channel that shows it gets nothing. A bot may run meanwhile."""
    _carry_out("resend", post, to, as_json=as_json)


def retract(post: POST, as_json: JSON = False) -> None:  # noqa: FBT002 - an option
    """Withdraw POST from all channels, whatever its source shows; only the console brings it back."""
    _carry_out("retract", post, "", as_json=as_json)


def hold(post: POST, as_json: JSON = False) -> None:  # noqa: FBT002 - an option
    """Stop POST where it waits or is on its way: nobody else gets it until `held release` lets it go."""
    _carry_out("hold", post, "", as_json=as_json)


def _carry_out(action: Literal["resend", "retract", "hold"], post: str, channel: str, *, as_json: bool) -> None:
    from bot.operator.rescue import rescue  # noqa: PLC0415 - see the package
    from bot.operator.told import in_json  # noqa: PLC0415 - the same

    settings: Settings = _settings()
    logs.set_up("text", settings.secrets)
    told = done(rescue(settings, action, post, channel))
    for line in in_json(told) if as_json else [one.text for one in told]:
        typer.echo(line)
    raise typer.Exit(0 if all(one.is_done for one in told) else 1)
