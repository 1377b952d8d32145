"""The pace the server allows, in windows that slide with every message."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession
from telegram.error import RetryAfter

from bot.sandbox.telegram.limits import Budget, Limits
from tests.sandbox.telegram.conftest import CHANNEL, PERSON, Clock, client

if TYPE_CHECKING:
    from bot.sandbox.telegram import TelegramService


@pytest.fixture(autouse=True)
def timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opt in to the library's coming type for pauses, the other one warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


def spend(budget: Budget, chat: int, now: float, *, is_paid: bool = False) -> float:
    """Spend one message in a private chat of its own pace."""
    return budget.spend(chat, now, is_private=True, is_paid=is_paid)


def test_thirty() -> None:
    """Thirty messages pass in any second, over however many chats; the next waits for the first to leave the window."""
    budget = Budget(Limits())
    assert [spend(budget, chat, chat / 100) for chat in range(30)] == [0.0] * 30
    assert spend(budget, 30, 0.5) == pytest.approx(0.5)
    assert spend(budget, 30, 1.0) == 0.0
    assert spend(budget, 31, 1.0) == pytest.approx(0.01)


def test_paid() -> None:
    """Paid broadcasts pass a thousand a second, beside the thirty free ones."""
    budget = Budget(Limits())
    assert {spend(budget, chat, 0.0, is_paid=True) for chat in range(1000)} == {0.0}
    assert spend(budget, 1000, 0.5, is_paid=True) == pytest.approx(0.5)


def test_off() -> None:
    """A limit that is None is off."""
    budget = Budget(Limits(per_second=None, per_second_paid=None, private_per_second=None, group_per_minute=None))
    assert {spend(budget, 1, 0.0) for _ in range(2000)} == {0.0}


def test_refused_counts_nothing() -> None:
    """A refused message does not push the next one back."""
    budget = Budget(Limits(private_per_second=1))
    assert spend(budget, 1, 0.0) == 0.0
    assert spend(budget, 1, 0.9) > 0.0
    assert spend(budget, 1, 1.0) == 0.0


async def test_private(paced: TelegramService, clock: Clock) -> None:
    """A private chat takes one message a second; the library reads the pause from the refusal."""
    async with client(paced) as bot:
        await bot.send_message(PERSON, "1")
        with pytest.raises(RetryAfter) as refusal:
            await bot.send_message(PERSON, "2")
        assert refusal.value.retry_after == timedelta(seconds=1)
        clock.now += 1.0
        await bot.send_message(PERSON, "3")
    assert [one["text"] for one in paced.messages(PERSON)] == ["1", "3"]
    assert [call.status for call in paced.calls if call.name == "sendMessage"] == [200, 429, 200]


async def test_channel(paced: TelegramService, clock: Clock) -> None:
    """A channel takes twenty messages in any minute, edits counted."""
    async with client(paced) as bot:
        sent = await bot.send_message(CHANNEL, "0")
        for number in range(1, 20):
            clock.now += 1.0
            await bot.edit_message_text(str(number), CHANNEL, sent.message_id)
        with pytest.raises(RetryAfter) as refusal:
            await bot.edit_message_text("20", CHANNEL, sent.message_id)
        assert refusal.value.retry_after == timedelta(seconds=41)
    assert [one.name for one in paced.accepted] == ["sendMessage", *["editMessageText"] * 19]


async def test_answer(paced: TelegramService) -> None:
    """The refusal carries its pause three times: in words, in parameters and as a header."""
    async with ClientSession() as session:
        url, call = f"{paced.url}/bot{paced.token}/sendMessage", {"chat_id": PERSON, "text": "x"}
        await (await session.post(url, json=call)).read()
        answer = await session.post(url, json=call)
        assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
        assert await answer.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
