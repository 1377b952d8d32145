"""Traces: what happens to a post becomes spans, made from the log's own events, so that nothing else knows of them.

A post's trace has an id that is made from the post's own, and so has its first span: what several processes saw of it,
before and after a restart, joins.
"""

from __future__ import annotations

import hashlib
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.id_generator import IdGenerator, RandomIdGenerator
from opentelemetry.trace import (
    NonRecordingSpan,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from opentelemetry.sdk.trace import ReadableSpan
    from structlog.typing import EventDict

FIRST: Final = frozenset({"post.published", "post.waiting", "post.held", "post.quiet", "post.recognized"})
TOLD: Final = ("channel", "attempt", "source", "key", "link", "level", "error", "why")
LOUD: Final = frozenset({"warning", "error", "critical", "exception"})
PATH: Final = "/v1/traces"
MOST: Final = 2048  # spans that wait to be sent
LONGEST: Final = 2.0  # seconds that the bot's end waits for what is to be sent


class _Ids(IdGenerator):
    """Gives a first span the ids of its post, and any other one a number of its own."""

    def __init__(self) -> None:
        self.first: SpanContext | None = None
        self._chance = RandomIdGenerator()

    def generate_span_id(self) -> int:
        return self.first.span_id if self.first else self._chance.generate_span_id()

    def generate_trace_id(self) -> int:
        return self.first.trace_id if self.first else self._chance.generate_trace_id()


class _Counting(SpanExporter):
    """Exports as `inner` does; knows how many spans wait for it, and says how many the collector did not take."""

    def __init__(self, inner: SpanExporter, lost: Callable[[int], object]) -> None:
        self._inner = inner
        self._lost = lost
        self._given = self._taken = 0  # each changed by one thread alone: the event loop's, and the library's

    @property
    def waiting(self) -> int:
        return self._given - self._taken

    def expect(self) -> None:
        self._given += 1

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        self._taken += len(spans)
        result = self._inner.export(spans)
        if result is not SpanExportResult.SUCCESS:
            self._lost(len(spans))
        return result

    def shutdown(self) -> None:
        self._inner.shutdown()


class Traces:
    """Sends spans to an OTLP collector at `endpoint`, from a thread of its own.

    At most 2,048 wait there; what comes while so many do is left out, so that a collector that is away costs nothing.
    Of what is left out, and of what the collector does not take, `lost` is told how many. What else OpenTelemetry's
    environment variables say of the exporter (`OTEL_EXPORTER_OTLP_HEADERS`), it reads itself.
    """

    def __init__(self, endpoint: str, lost: Callable[[int], object]) -> None:
        self._ids = _Ids()
        self._lost = lost
        self._provider = TracerProvider(
            resource=Resource.create({"service.name": "sokbo"}), id_generator=self._ids, shutdown_on_exit=False
        )
        self._exporter = _Counting(OTLPSpanExporter(endpoint=address(endpoint), timeout=5), lost)
        self._provider.add_span_processor(BatchSpanProcessor(self._exporter, max_queue_size=MOST))
        self._tracer = self._provider.get_tracer("sokbo")

    def see(self, _logger: Any, method: str, event: EventDict) -> EventDict:
        """Make a span of an event that is about a post, and return it as it is: a processor of structlog."""
        if post := event.get("post"):
            if self._exporter.waiting < MOST:  # else the library would leave out the oldest, and tell nobody
                self._add(str(post), method, event)
            else:
                self._lost(1)
        return event

    def close(self) -> None:
        """Send what waits, for two seconds at most: a collector that takes its time is not waited for.

        The library's own limits are for each read of an answer; one that drips would hold up the bot's end for ever.
        """
        sending = threading.Thread(target=self._provider.shutdown, name="traces", daemon=True)
        sending.start()
        sending.join(LONGEST)

    def _add(self, post: str, method: str, event: EventDict) -> None:
        name, context = str(event.get("event", "")), context_of(post)
        is_first = name in FIRST
        self._ids.first = context if is_first else None
        within = None if is_first else set_span_in_context(NonRecordingSpan(context))
        now = time.time_ns()
        told = {f"sokbo.{field}": event[field] for field in TOLD if isinstance(event.get(field), str | int)}
        span = self._tracer.start_span(
            f"{name} {event['step']}" if "step" in event else name,
            within,
            SpanKind.CLIENT if name.startswith("delivery.") else SpanKind.INTERNAL,
            attributes={"sokbo.post": post, **told},
            start_time=now - int(event.get("milliseconds", 0)) * 1_000_000,
        )
        self._ids.first = None
        if method in LOUD:
            span.set_status(Status(StatusCode.ERROR, str(event.get("why", name))))
        if span.get_span_context().trace_flags.sampled:  # what a sampler leaves out never comes to the exporter
            self._exporter.expect()
        span.end(now)


def address(endpoint: str) -> str:
    """Return where traces go, by the rule of OpenTelemetry: the path is added to what is set."""
    return endpoint if endpoint.endswith(PATH) else endpoint.rstrip("/") + PATH


def context_of(post: str) -> SpanContext:
    """Return the trace and the first span of a post, the same in every process."""
    digest = hashlib.blake2b(post.encode(), digest_size=24).digest()
    trace, span = int.from_bytes(digest[:16]), int.from_bytes(digest[16:])
    return SpanContext(trace, span, is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED))
