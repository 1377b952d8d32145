"""What Sentry is told of a mistake in the bot, over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import structlog

from bot.ops import logs
from bot.ops.metrics import Metrics
from bot.ops.reports import Reports
from tests.acceptance.conftest import free_port
from tests.acceptance.town import until
from tests.process.test_onlookers import a_receiver

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "123456:AAF-secret"
BEFORE, SAID, REFUSAL = "telegram.update", "a reader’s own words", "a refusal is no mistake"


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """Give the next test its logging back."""
    yield
    structlog.reset_defaults()


async def test_mistake() -> None:
    """A mistake is reported with its traceback and its post, without secrets or what was logged before; and counted."""
    async with a_receiver() as sentry:
        metrics = Metrics()
        reports = Reports(sentry.url.replace("http://", "http://publickey@") + "/1", [SECRET], metrics.lost_reports.inc)
        logs.set_up("json", [SECRET], metrics.see, reports.see)
        log: Any = structlog.get_logger()
        log.info(BEFORE, text=SAID)
        log.warning("delivery.failed", channel="telegram:-1001", error="Refused", why=REFUSAL)
        try:
            _fail(SAID)
        except RuntimeError:
            log.exception("delivery.crashed", post="f48a891620c5d343", channel="telegram:-1001")
        await until(lambda: bool(sentry.posted))
        reports.close()
    ((path, body),) = sentry.posted
    assert b'sokbo_complaints_total{event="delivery.crashed",level="exception"} 1.0' in metrics.text(None, {})
    assert b"sokbo_lost_reports_total 0.0" in metrics.text(None, {})
    reported = body.decode()
    assert path == "/api/1/envelope/"
    for words in (
        "RuntimeError",
        "_fail",
        "delivery.crashed",
        "f48a891620c5d343",
    ):
        assert words in reported
    for words in (SECRET, SAID, BEFORE, REFUSAL):
        assert words not in reported


async def test_lost() -> None:
    """A report that does not get to Sentry is counted."""
    metrics = Metrics()
    reports = Reports(f"http://publickey@127.0.0.1:{free_port()}/1", [], metrics.lost_reports.inc)
    logs.set_up("json", [], metrics.see, reports.see)
    log: Any = structlog.get_logger()
    try:
        _fail(SAID)
    except RuntimeError:
        log.exception("delivery.crashed")
    await until(lambda: b"sokbo_lost_reports_total 1.0" in metrics.text(None, {}))
    reports.close()


def _fail(said: str) -> None:
    raise RuntimeError(f"https://api.telegram.org/bot{SECRET}/getMe after {said}")
