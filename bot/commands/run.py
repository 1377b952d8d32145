"""`python -m bot run`: the bot itself."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Protocol

import structlog
import typer

from bot.commands.settings import EXAMPLE
from bot.commands.settings import settings as _settings
from bot.core.errors import StoreError
from bot.ops import logs
from bot.ops.metrics import Metrics
from bot.wiring import choices
from config.load import load, settings_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from structlog.typing import Processor

    from bot.store.embedded import EmbeddedServer
    from config.settings import Settings

THREADS_GIVE_WAY = 0.001  # seconds that the event loop waits at most for a thread that reads posts; Python has 0.005
log = structlog.get_logger()


class Onlooker(Protocol):
    """Gets each event before it is logged."""

    @property
    def see(self) -> Processor:
        """Take note of an event, and return it as it is."""

    def close(self) -> None:
        """Send what waits to be sent."""


def run(
    announce_newest: Annotated[
        int | None, typer.Option(min=0, max=100, help="How many posts of a first look at a source are announced.")
    ] = None,
) -> None:
    """Watch the site and send alerts; with no token, on the sandbox."""
    chosen = {} if announce_newest is None else {"announce_newest": announce_newest}
    settings = _settings().model_copy(update=chosen)
    metrics = Metrics()
    others = _others(settings, metrics)
    logs.set_up(settings.log_format, settings.secrets, metrics.see, *(one.see for one in others))
    if settings.is_sandboxed:
        typer.echo(_welcome(settings))
    try:
        asyncio.run(_until_told(settings, metrics, chosen))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told once, without secrets
        raise _told(error) from None
    finally:
        for one in others:
            one.close()


def _others(settings: Settings, metrics: Metrics) -> Sequence[Onlooker]:
    """Return who else gets each event, by what is set; what is not set is not imported."""
    others: list[Onlooker] = []
    if settings.otel_exporter_otlp_endpoint:
        from bot.ops.traces import Traces  # noqa: PLC0415 - five megabytes, and few set it

        others.append(Traces(settings.otel_exporter_otlp_endpoint, metrics.lost_spans.inc))
    if settings.sentry_dsn:
        from bot.ops.reports import Reports  # noqa: PLC0415 - the same

        dsn = settings.sentry_dsn.get_secret_value()
        others.append(Reports(dsn, settings.secrets, metrics.lost_reports.inc))
    return others


def _welcome(settings: Settings) -> str:
    """Return what a newcomer reads; a bot that posts are only pushed to has no folder to watch or to preview."""
    told = "No token is set, so the sandbox stands for Telegram and Discord."
    watched = ", ".join(map(str, choices.folders(settings)))
    if not watched:
        return f"{told} Open {settings.url}/ to see both chats."
    return (
        f"{told} Watching {watched}. Open {settings.url}/ to see both chats. "
        f"{settings.url}/preview/ shows posts as they are written."
    )


async def _until_told(settings: Settings, metrics: Metrics, chosen: Mapping[str, object]) -> None:
    """Run until SIGINT or SIGTERM; at SIGHUP, or when the file changes, read all settings again but the `chosen`."""
    async with _launched(settings) as server:  # it reads what it holds while all else is imported
        Thread(target=_import_what_waits, daemon=True).start()
        gc.disable()  # nothing that is imported ever becomes garbage: it is not looked for, now or later
        from bot import app  # noqa: PLC0415 - see the package
        from bot.wiring.reloading import Reload  # noqa: PLC0415 - the same

        gc.freeze()
        gc.enable()
        sys.setswitchinterval(THREADS_GIVE_WAY)
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        asked = asyncio.Event()
        if not sys.stdin.isatty():  # a terminal that is closed says the same, and then means the end
            loop.add_signal_handler(signal.SIGHUP, asked.set)

        def load_again() -> Settings:
            return load(sandbox_file=EXAMPLE).model_copy(update=chosen)

        await app.run(settings, stop, metrics, Reload(load_again, settings_file(sandbox_file=EXAMPLE), asked), server)


def _import_what_waits() -> None:
    """Import, beside the others, the library that asks a program of the system where the C library is."""
    with suppress(ImportError):  # not on Linux; whoever needs it imports it again, and says so
        import_module("asyncinotify")


@asynccontextmanager
async def _launched(settings: Settings) -> AsyncIterator[EmbeddedServer | None]:
    """Give the embedded store's server, which does not answer yet; none where the settings name another one."""
    if settings.redis_url:
        yield None
        return
    from bot.store.embedded import EmbeddedServer  # noqa: PLC0415 - see the package

    server = EmbeddedServer(settings.data_dir)
    try:
        await server.launch()
        yield server
    finally:
        await server.close()


def _told(error: Exception) -> typer.Exit:
    """Say what ended the bot, in a sentence where it is the operator's to mend, else through the logs; exit 1."""
    cause: BaseException = error
    while isinstance(cause, BaseExceptionGroup):
        cause = cause.exceptions[0]
    if isinstance(cause, StoreError | OSError):
        typer.echo(str(cause), err=True)
    else:
        log.critical("bot.crashed", exc_info=error)
    return typer.Exit(1)
