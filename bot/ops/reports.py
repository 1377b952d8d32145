"""Reports: mistakes in the bot, which nobody foresaw, go to Sentry, without secrets and without what readers wrote."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

import sentry_sdk
from sentry_sdk.transport import HttpTransport

from bot.ops.logs import without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sentry_sdk.types import Event, Hint
    from structlog.typing import EventDict


class Reports:
    """Sends each mistake that is logged, with its traceback, from a thread of its own; `lost` is told what is lost."""

    def __init__(self, dsn: str, secrets: Iterable[str], lost: Callable[[int], object]) -> None:
        known = [secret for secret in secrets if secret]

        def cleaned(event: Event, _hint: Hint) -> Event:
            for raised in event.get("exception", {}).get("values", ()):
                raised["value"] = ""  # it may quote what a reader wrote; the traceback says what happened
            return cast("Event", _cleaned(event, known))

        self._client = sentry_sdk.Client(
            dsn,
            default_integrations=False,  # they would collect what passes through libraries, readers' words among it
            include_local_variables=False,
            max_breadcrumbs=0,
            server_name="sokbo",
            before_send=cleaned,
            transport=_counting(lost),
            send_client_reports=False,  # they would tell Sentry the same, and be lost and counted like any other
        )

    def see(self, _logger: Any, _method: str, event: EventDict) -> EventDict:
        """Report an event with a traceback, which is a mistake, and return it as it is: a processor of structlog."""
        if "exception" in event and (error := sys.exc_info()[1]):
            with sentry_sdk.isolation_scope() as scope:
                scope.set_client(self._client)
                scope.set_tag("event", str(event.get("event", "")))
                for name in ("post", "channel"):
                    if name in event:
                        scope.set_tag(name, str(event[name]))
                scope.capture_exception(error)
        return event

    def close(self) -> None:
        """Send what waits, for two seconds at most."""
        self._client.close(timeout=2)


def _counting(lost: Callable[[int], object]) -> type[HttpTransport]:
    """Return a transport that tells of each report that Sentry did not take, or that waited while too many did."""

    class Counting(HttpTransport):
        def on_dropped_event(self, _reason: str) -> None:
            lost(1)

    return Counting


def _cleaned(value: Any, secrets: list[str]) -> Any:
    """Return a value as JSON has them with every secret blotted out of its texts."""
    match value:
        case str():
            return without(secrets, value)
        case dict():
            return {name: _cleaned(one, secrets) for name, one in value.items()}
        case list() | tuple():
            return [_cleaned(one, secrets) for one in value]
        case _:
            return value
