"""Metrics, as Prometheus reads them."""

from __future__ import annotations

from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.core.delivery import Lane, Platform
from bot.core.ports.operators import Load
from bot.ops.metrics import Metrics

LOAD = Load(
    channels=3,
    suspended=1,
    broadcasts=1,
    held=2,
    waiting=0,
    uncertain=4,
    in_flight={Platform.TELEGRAM: 5},
    ready={(Platform.TELEGRAM, Lane.NORMAL): 6},
    oldest={(Platform.TELEGRAM, Lane.NORMAL): 7.5},
)


def _read(metrics: Metrics, load: Load | None = None, **troubles: str) -> dict[tuple[str, ...], float]:
    """Return every value of ours by its name and the values of its labels."""
    families = text_string_to_metric_families(metrics.text(load, troubles).decode())
    samples = (sample for family in families for sample in family.samples if sample.name.startswith("sokbo_"))
    return {(sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value for sample in samples}


def _log(metrics: Metrics, method: str, event: str, **fields: Any) -> None:
    assert metrics.see(None, method, {"event": event, **fields}) == {"event": event, **fields}


def test_deliveries() -> None:
    """What platforms took is counted by platform and step, with the time it took, and what they did not, by remedy."""
    metrics = Metrics()
    for milliseconds in (20, 80):
        _log(metrics, "info", "delivery.done", channel="telegram:-100/7", step="send", milliseconds=milliseconds)
    _log(metrics, "warning", "delivery.failed", channel="discord:5", error="Closed")
    read = _read(metrics)
    assert read["sokbo_deliveries_total", "telegram", "send"] == 2
    assert read["sokbo_delivery_request_seconds_sum", "telegram"] == pytest.approx(0.1)
    assert read["sokbo_delivery_failures_total", "Closed", "discord"] == 1
    assert read["sokbo_complaints_total", "delivery.failed", "warning"] == 1


def test_posts() -> None:
    """What became of posts is counted."""
    metrics = Metrics()
    for name in ("post.published", "post.published", "post.retracted"):
        _log(metrics, "info", name)
    read = _read(metrics)
    assert (read["sokbo_posts_total", "published"], read["sokbo_posts_total", "retracted"]) == (2, 1)


def test_sentences() -> None:
    """A library's sentences are counted together: a label that says something new each time has no end."""
    metrics = Metrics()
    for number in range(3):
        _log(metrics, "error", f"Task {number} was destroyed. It is gone")
    assert {key: value for key, value in _read(metrics).items() if "complaints_total" in key[0]} == {
        ("sokbo_complaints_total", "other", "error"): 3
    }


def test_standing() -> None:
    """How things stand is what it is at the moment of asking, and unknown, not nothing, while the store is away."""
    metrics = Metrics()
    read = _read(metrics, LOAD, telegram="", store="")
    assert (read["sokbo_up", "telegram"], read["sokbo_held_posts",]) == (1, 2)
    assert read["sokbo_ready_channels", "normal", "telegram"] == 6
    assert read["sokbo_oldest_ready_seconds", "normal", "telegram"] == 7.5
    gone = _read(metrics, None, telegram="", store="away")
    assert gone["sokbo_up", "store"] == 0
    assert gone["sokbo_held_posts",] != gone["sokbo_held_posts",]
    assert ("sokbo_ready_channels", "normal", "telegram") not in gone
