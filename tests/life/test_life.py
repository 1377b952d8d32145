"""Whatever a newsroom does, both chats show what its folder says; SEQUENCES=2000 tries so many newsrooms."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.life.machine import Newsroom
from tests.servers import BINARIES, a_server

SEQUENCES = int(os.environ.get("SEQUENCES", "20"))


@pytest.mark.timeout(60 + SEQUENCES * 5)
def test_chats_show_what_the_folder_says() -> None:
    """After any sequence of deeds, looks, sends, crashes and restarts, each story is shown as it is, once, or not."""
    binary = BINARIES["valkey"]
    assert binary is not None
    with a_server(binary) as url:
        Newsroom.url = url
        run_state_machine_as_test(
            Newsroom,
            settings=settings(
                max_examples=SEQUENCES,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=(Phase.generate,),  # a newsroom takes its time: what fails is told as it was
            ),
        )
