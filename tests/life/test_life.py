"""Whatever a newsroom does, both chats show what its folder says.

A few newsrooms, the same each time; with SEQUENCES=2000 so many, others each time.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.life.machine import Newsroom
from tests.servers import BINARIES, a_server

SEQUENCES = int(os.environ.get("SEQUENCES", "0"))
FEW = 30


@pytest.mark.timeout(60 + SEQUENCES)
def test_chats_show_what_the_folder_says() -> None:
    """After any sequence of deeds, looks, sends, crashes and restarts, each story is shown as it is, once, or not."""
    binary = BINARIES["valkey"]
    assert binary is not None
    with a_server(binary) as url:
        Newsroom.url = url
        run_state_machine_as_test(
            Newsroom,
            settings=settings(
                max_examples=SEQUENCES or FEW,
                derandomize=not SEQUENCES,
                database=None,
                stateful_step_count=25,
                suppress_health_check=list(HealthCheck),
                phases=(Phase.generate,),  # a newsroom takes its time: what fails is told as it was
            ),
        )
