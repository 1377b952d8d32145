"""Logs: events with names, as text for people or JSON for machines, never with a secret in them."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any, Literal

import structlog

from bot.core.text.escaping import escaped
from bot.ops.repeats import Repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from structlog.typing import EventDict, Processor

HIDDEN = "[secret]"
TRACEBACKS = {"exception", "stack"}
WHOLE = {"event", *TRACEBACKS}  # what the renderer writes as it is
WORDS = set(" \t=\r\n\"'")  # by which it knows what wants quotation marks
CHATTY = ("discord", "aiohttp.access", "watchfiles", "httpx", "telegram")


def set_up(form: Literal["text", "json"], secrets: Iterable[str], *seeing: Processor) -> None:
    """Send our events and the libraries' log records to standard error in one form, without `secrets`.

    Those `seeing` get each event before it is written, also those that are not, as they only repeat what was.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hiding(secrets),
        *seeing,
    ]
    last = _written(form)
    # Our events go straight out: through the standard library's records each would cost three times as much.
    structlog.configure(
        processors=[*shared, Repeats().see, *last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _written(form: Literal["text", "json"]) -> Sequence[Processor]:
    """Return what makes a line of an event."""
    if form == "json":
        return [structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [_printable, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=24)]


def _printable(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Escape what would begin a line of its own or steer a terminal: titles and answers come from anybody.

    A traceback keeps its lines. What the renderer will put into quotation marks, it escapes itself.
    """
    for name, value in event.items():
        if isinstance(value, str) and (name in WHOLE or not WORDS & set(value)):
            event[name] = escaped(value, "\n\t" if name in TRACEBACKS else "")
    return event


def hiding(secrets: Iterable[str]) -> Callable[[Any, str, EventDict], EventDict]:
    """Return a processor that blots every secret out of an event, wherever it stands."""
    known = [secret for secret in secrets if secret]

    def hide(_logger: Any, _method: str, event: EventDict) -> EventDict:
        return {name: value if name.startswith("_") else _without(known, value) for name, value in event.items()}

    return hide


def _without(secrets: list[str], value: Any) -> Any:
    """Return the value as it is, or, where a secret is in its text or its parts, that text without the secret."""
    text = value if isinstance(value, str) else repr(value)
    return without(secrets, text) if any(secret in text for secret in secrets) else value


def without(secrets: Iterable[str], text: str) -> str:
    """Return the text with every secret blotted out."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text
