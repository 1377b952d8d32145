"""Metrics: what happens is counted from the log's own events, so that nothing else has to know of it.

Names and units follow Prometheus's conventions: base units, `_total` for what only grows.
"""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any, Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    GC_COLLECTOR,
    PLATFORM_COLLECTOR,
    PROCESS_COLLECTOR,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from bot.core.ports.operators import Load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from structlog.typing import EventDict

UNKNOWN: Final = Load(
    channels=nan,
    suspended=nan,
    broadcasts=nan,
    held=nan,
    waiting=nan,
    uncertain=nan,
    in_flight={},
    ready={},
    oldest={},
)
CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
LOUD: Final = ("warning", "error", "critical", "exception")


class Gauges:
    """How things stand at the moment of asking."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, what: str, *labels: str) -> Gauge:
            return Gauge(f"sokbo_{name}", what, labels, registry=registry)

        self._is_up = gauge("up", "Whether a part (a platform, a source, the store) does its work: 1 or 0.", "part")
        self._channels = gauge("channels", "Channels that receive alerts.")
        self._suspended = gauge("suspended_channels", "Channels of the settings that the bot may not write to.")
        self._broadcasts = gauge("broadcasts", "Posts on their way through their audience.")
        self._held = gauge("held_posts", "Posts that wait for the operator.")
        self._free = gauge("free_bytes", "Bytes free on the disk of the bot's own store; NaN without one.")
        self._waiting = gauge("waiting_posts", "Posts that wait for their hour or their page.")
        self._uncertain = gauge("uncertain_deliveries", "Alerts of which nobody knows whether they arrived.")
        self._in_flight = gauge("in_flight_deliveries", "Deliveries under way.", "platform")
        self._ready = gauge("ready_channels", "Channels that may be written to now, by lane.", "platform", "lane")
        self._oldest = gauge(
            "oldest_ready_seconds",
            "Seconds since the foremost post that is due in the lane was announced.",
            "platform",
            "lane",
        )

    def show(self, load: Load | None, troubles: Mapping[str, str], free: float) -> None:
        """Take over how things stand; what the store knows is left out while it is away, not shown as nothing."""
        self._free.set(free)
        self._is_up.clear()
        for part, trouble in troubles.items():
            self._is_up.labels(part).set(not trouble)
        if load is None:
            load = UNKNOWN
        self._channels.set(load.channels)
        self._suspended.set(load.suspended)
        self._broadcasts.set(load.broadcasts)
        self._held.set(load.held)
        self._waiting.set(load.waiting)
        self._uncertain.set(load.uncertain)
        for gauge in (self._in_flight, self._ready, self._oldest):
            gauge.clear()
        for platform, count in load.in_flight.items():
            self._in_flight.labels(platform).set(count)
        for (platform, lane), count in load.ready.items():
            self._ready.labels(platform, lane.name.lower()).set(count)
            self._oldest.labels(platform, lane.name.lower()).set(load.oldest.get((platform, lane), 0.0))


class Metrics:
    """Counts events as they pass on their way to the log.

    Each instance has a registry of its own; `text` is what Prometheus reads. Whoever loses
    spans or reports counts them in `lost_spans` and `lost_reports`.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        for collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
            self.registry.register(collector)
        self._posts = Counter(
            "sokbo_posts", "What was recorded of posts, by what came of it.", ["outcome"], registry=self.registry
        )
        self._deliveries = Counter(
            "sokbo_deliveries",
            "Messages sent, edited and deleted (step), as the platform took them.",
            ["platform", "step"],
            registry=self.registry,
        )
        self._failures = Counter(
            "sokbo_delivery_failures",
            "Deliveries that the platform did not take, by the remedy (error).",
            ["platform", "error"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "sokbo_delivery_request_seconds",
            "Seconds from a message's place in the pace to the platform's answer.",
            ["platform"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._gauges = Gauges(self.registry)
        self._complaints = Counter(
            "sokbo_complaints", "Log events that are warnings or worse, by name.", ["event", "level"],
            registry=self.registry,
        )  # fmt: skip
        self.lost_spans = Counter(
            "sokbo_lost_spans", "Spans of traces that did not get to their collector.", registry=self.registry
        )
        self.lost_reports = Counter(
            "sokbo_lost_reports", "Reports of mistakes that did not get to Sentry.", registry=self.registry
        )

    def text(self, load: Load | None, troubles: Mapping[str, str], free: float = nan) -> bytes:
        """Return all metrics as Prometheus reads them.

        `load` is None while the store is away; `troubles` says by part of the bot what is wrong there, or nothing;
        `free` is how many bytes are free on the disk of the bot's own store.
        """
        self._gauges.show(load, troubles, free)
        return generate_latest(self.registry)

    def see(self, _logger: Any, method: str, event: EventDict) -> EventDict:
        """Count an event, and return it as it is: a processor of structlog."""
        name = str(event.get("event", ""))
        family, _, rest = name.partition(".")
        if family == "post":
            self._posts.labels(rest).inc()
        elif name == "delivery.done":
            self._count_delivery(event)
        elif name == "delivery.failed":
            self._failures.labels(_platform_of(event), event["error"]).inc()
        if method in LOUD:
            level = "exception" if "exception" in event else method  # a traceback is logged as any other error
            self._complaints.labels(name if _is_ours(name) else "other", level).inc()
        return event

    def _count_delivery(self, event: EventDict) -> None:
        platform = _platform_of(event)
        self._deliveries.labels(platform, event["step"]).inc()
        self._seconds.labels(platform).observe(event["milliseconds"] / 1000)


def _platform_of(event: EventDict) -> str:
    return str(event["channel"]).partition(":")[0]


def _is_ours(name: str) -> bool:
    """Return whether it is an event's name: libraries log sentences, of which there is no end."""
    return len(name) <= 40 and name.replace(".", "").replace("_", "").isalpha() and name.count(".") == 1
