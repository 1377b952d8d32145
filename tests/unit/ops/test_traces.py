"""Traces: what is lost of them is counted, and at the bot's end they hold up nothing."""

from __future__ import annotations

import asyncio
import socket
import time
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from typing import TYPE_CHECKING

import pytest

from bot.ops import traces
from bot.ops.metrics import Metrics
from tests.acceptance.conftest import free_port
from tests.acceptance.town import until
from tests.process.test_onlookers import a_receiver

if TYPE_CHECKING:
    from collections.abc import Iterator

FAR_TOO_LONG = 4.0
PATIENCE = 20.0


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """See to it that the library's threads end with the test: they draw random numbers, on which other tests depend."""
    before = set(enumerate_threads())
    yield
    for left in set(enumerate_threads()) - before:
        left.join(PATIENCE)
        assert not left.is_alive(), left


def test_a_collector_that_drips(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collector whose answer never ends does not hold up the bot's: what was not sent then is left."""
    monkeypatch.setattr(traces, "LONGEST", 0.2)
    has_come, is_over = Event(), Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                has_come.set()
                while not is_over.wait(0.05):
                    connection.sendall(b"a")

        dripping = Thread(target=drip, daemon=True)
        dripping.start()
        seen = traces.Traces(f"http://127.0.0.1:{server.getsockname()[1]}", Metrics().lost_spans.inc)
        seen.see(None, "info", {"event": "post.published", "post": "a"})
        began = time.monotonic()
        seen.close()
        assert has_come.wait(FAR_TOO_LONG)
        assert time.monotonic() - began < FAR_TOO_LONG
        is_over.set()
        dripping.join()


async def test_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes while too many wait is left out and counted, and so is what a collector that is away did not take."""
    monkeypatch.setattr(traces, "MOST", 512)
    metrics = Metrics()
    seen = traces.Traces(f"http://127.0.0.1:{free_port()}", metrics.lost_spans.inc)
    for _ in range(2 * 512 + 7):
        seen.see(None, "info", {"event": "delivery.done", "post": "a"})
    assert lost(metrics) >= 7, "one batch may be on its way, and as many wait"
    await until(lambda: lost(metrics) == 2 * 512 + 7, lambda: lost(metrics), patience=30)
    seen.close()


async def test_nothing_lost() -> None:
    """What the collector took is not counted, whatever had to wait for it."""
    metrics = Metrics()
    async with a_receiver() as collector:
        seen = traces.Traces(collector.url, metrics.lost_spans.inc)
        for _ in range(600):
            seen.see(None, "info", {"event": "delivery.done", "post": "a"})
        await until(lambda: len(collector.spans) >= 512)
        assert seen._exporter.waiting < 100
        await asyncio.to_thread(seen.close)  # the collector answers meanwhile
    assert lost(metrics) == 0


def test_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a sampler leaves out waits for nobody, and is not lost: that is how OpenTelemetry's variables wish it."""
    monkeypatch.setattr(traces, "MOST", 512)
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
    metrics = Metrics()
    seen = traces.Traces(f"http://127.0.0.1:{free_port()}", metrics.lost_spans.inc)
    for _ in range(2 * 512):
        seen.see(None, "info", {"event": "post.published", "post": "a"})
    seen.close()
    assert (seen._exporter.waiting, lost(metrics)) == (0, 0)


def lost(metrics: Metrics) -> float:
    """Return how many spans Prometheus reads as lost."""
    (line,) = [one for one in metrics.text(None, {}).decode().splitlines() if one.startswith("sokbo_lost_spans_total ")]
    return float(line.split()[1])
