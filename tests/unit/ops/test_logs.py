"""Logs: one form for our events and the libraries', and never a secret."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, Literal

import pytest
import structlog

from bot.ops import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET = "123456:AAF-secret"
FORMS: list[Literal["text", "json"]] = ["text", "json"]


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """Give the next test its logging back."""
    root = logging.getLogger()
    handlers = root.handlers
    levels = {logger: logger.level for logger in (root, *map(logging.getLogger, logs.CHATTY))}
    yield
    root.handlers = handlers
    for logger, level in levels.items():
        logger.setLevel(level)
    structlog.reset_defaults()


def _log_error(log: Callable[..., Any], **how: Any) -> None:
    try:
        int(f"https://api.telegram.org/bot{SECRET}/getMe")
    except ValueError as error:
        log("failed", **(how or {"error": error}))


def _our_events() -> None:
    log: Any = structlog.get_logger()
    log.info(SECRET)
    log.info("field", url=f"http://host/bot{SECRET}")
    log.info("nested", headers={"Authorization": [f"Bot {SECRET}"]}, raw=SECRET.encode())
    _log_error(log.warning)
    _log_error(log.exception, exc_info=True)
    log.info("done", count=3)


def _library_records() -> None:
    log = logging.getLogger("some.library")
    log.warning("said %s", SECRET)
    log.warning("said %r", {"token": SECRET})
    _log_error(log.exception, stack_info=True)
    log.warning("done")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("speak", [_our_events, _library_records])
def test_secrets(speak: Callable[[], None], form: Literal["text", "json"], capfd: pytest.CaptureFixture[str]) -> None:
    """A secret is blotted out of texts, fields, exceptions, tracebacks and the libraries' own records."""
    logs.set_up(form, [SECRET, ""])
    speak()
    out, err = capfd.readouterr()
    assert out == ""
    assert SECRET not in err
    assert err.count(logs.HIDDEN) >= 3
    assert "done" in err
    assert "ValueError" in err


def test_json(capfd: pytest.CaptureFixture[str]) -> None:
    """As JSON every line is one object with its time, level and event, whoever wrote it; Korean stays readable."""
    logs.set_up("json", [])
    log: Any = structlog.get_logger()
    log.info("post.published", title="광장", count=3)
    logging.getLogger("some.library").warning("two\nlines")
    err = capfd.readouterr().err
    first, second = (json.loads(line) for line in err.splitlines())
    assert (first["event"], first["level"], first["title"], first["count"]) == ("post.published", "info", "광장", 3)
    assert (second["event"], second["level"]) == ("two\nlines", "warning")
    assert first["timestamp"].endswith("Z")
    assert "광장" in err


def test_values_stay(capfd: pytest.CaptureFixture[str]) -> None:
    """What holds no secret keeps its type."""
    logs.set_up("json", [SECRET])
    log: Any = structlog.get_logger()
    log.info("values", number=1.5, names=["a"], nothing=None)
    line = json.loads(capfd.readouterr().err)
    assert (line["number"], line["names"], line["nothing"]) == (1.5, ["a"], None)


def test_quiet_libraries(capfd: pytest.CaptureFixture[str]) -> None:
    """Libraries that talk at length are heard from warnings up."""
    logs.set_up("text", [])
    for name in ("discord.gateway", "aiohttp.access", "watchfiles.main", "telegram.ext"):
        logging.getLogger(name).info("chatter")
        logging.getLogger(name).warning("trouble")
    err = capfd.readouterr().err
    assert err.count("trouble") == 4
    assert "chatter" not in err


def test_one_line_each(capfd: pytest.CaptureFixture[str]) -> None:
    """What comes from outside begins no line of its own, and steers no terminal; a traceback keeps its lines."""
    logs.set_up("text", [])
    log: Any = structlog.get_logger()
    for nasty in ("a\x1b[2J", "a\nb", "a b\x1b]0;\x07", "a\u2028b\x85c\x9b\u202e", "광장\r\n"):
        log.info("title", title=nasty, titles=[nasty])
        logging.getLogger("some.library").warning("said %s", nasty)
    try:
        int("x\x1b[2J")
    except ValueError:
        log.exception("failed")
    err = capfd.readouterr().err
    told, _, traceback = err.partition("failed")
    assert len(told.split("\n")) == 11
    assert all(one.isprintable() for one in told.split("\n"))
    assert "\nValueError: " in traceback
    assert "\x1b" not in traceback
    assert "광장" in told
