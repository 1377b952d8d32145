"""The image run as compose.yaml runs it: files read-only, no capability, any uid."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from tests.container.processes import finished
from tests.container.stay import Stay
from tests.container.visit import a_bot, order, page

if TYPE_CHECKING:
    from tests.container.engines import Engine

pytestmark = [pytest.mark.container, pytest.mark.timeout(600)]  # the first test builds, the first time the base too
USERS = pytest.mark.parametrize("user", [None, "1000:1000", "54321:0"], ids=["its own", "1000", "a uid of OpenShift's"])


@USERS
def test_check(image: Engine, port: int, user: str | None) -> None:
    """`check` finds everything in order in a fresh container, whoever runs it."""
    checked = finished(*image.run("check", stay=Stay(port=port, user=user)))
    assert checked.returncode == 0, checked.stdout
    assert "/site has 13 posts" in checked.stdout
    assert "store: embedded, in /data" in checked.stdout


@USERS
def test_first_run(image: Engine, port: int, user: str | None) -> None:
    """A first run without any setting shows the sandbox on the example site, and a visitor may publish there."""
    with a_bot(image, Stay(port=port, user=user)):
        assert "<title>" in page(port, "/")
        assert order(port, "/sandbox/publish")["published"].endswith(".md")


def test_health(image: Engine, port: int) -> None:
    """The image's health check says yes beside a bot that runs, and no where there is none."""
    command = image.config()["Healthcheck"]["Test"][1:]
    stay = Stay(port=port)
    with a_bot(image, stay):
        well = finished(*image.inside(*command, stay=stay))
    assert (well.returncode, well.stdout) == (0, '{"status": "ok"}\n')
    assert finished(*image.inside(*command, stay=stay)).returncode != 0


def test_stopping(image: Engine, port: int) -> None:
    """SIGTERM, which is how engines stop a container, ends the bot within five seconds, drained and with status 0."""
    stay = Stay(port=port)
    with a_bot(image, stay) as bot:
        told = time.monotonic()
        image.tell(signal.SIGTERM, bot.pid, stay)
        said, _ = bot.communicate(timeout=20)
        took = time.monotonic() - told
    assert bot.returncode == 0, said
    assert "bot.stopped" in said
    assert took < 5
