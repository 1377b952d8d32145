"""What goes wrong while Telegram's readers are listened to costs no alert, and readers are answered all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.rows import Row, rows
from tests.faults.sides import READER
from tests.faults.stage import Stage, a_stage, are_met, wait

if TYPE_CHECKING:
    from pathlib import Path

LISTENING = [row for row in rows("telegram") if row.ends == "answered"]


@pytest.mark.parametrize("row", LISTENING, ids=[row.what[:70] for row in LISTENING])
async def test_answered(tmp_path: Path, row: Row) -> None:
    """The operator is told, every alert goes out once, and a reader who types and presses is answered."""
    fault = row.fault(None)
    async with a_stage(tmp_path) as stage:
        stage.telegram.service.faults.add(fault)
        async with stage.playing():
            stage.newsroom.publish("a", "첫째")
            assert await wait(lambda: stage.shows("첫째"))
            await _types(stage, "/start")
            await _presses(stage)
            assert await wait(lambda: are_met([fault]) and row.log in stage.events())


async def _types(stage: Stage, text: str) -> None:
    """Let the reader write, and wait for the answer."""
    before = len(stage.telegram.service.messages(READER))
    await stage.telegram.service.act({"do": "type", "chat": str(READER), "user": str(READER), "text": text})
    assert await wait(lambda: len(stage.telegram.service.messages(READER)) == before + 2)


async def _presses(stage: Stage) -> None:
    """Let the reader press the first button of the last message, and wait for the answer."""
    messages = stage.telegram.service.messages(READER)
    data = messages[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await stage.telegram.service.act(
        {
            "do": "press",
            "chat": str(READER),
            "user": str(READER),
            "message_id": messages[-1]["message_id"],
            "data": data,
        }
    )
    assert await wait(lambda: len(stage.telegram.service.messages(READER)) == len(messages) + 1)
