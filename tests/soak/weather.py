"""Bad weather by a seed: what goes wrong at the services, at the store and with the bot, one thing after another."""

from __future__ import annotations

import asyncio
import json
import signal
from typing import TYPE_CHECKING, Any

from bot.sandbox.faults import Failure, Fault, Faults
from tests.crash.moments import DISCORD_SEND
from tests.crash.place import readers
from tests.crash.store import Server
from tests.crash.story import editions
from tests.crash.waiting import until

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Awaitable, Callable

    from bot.sandbox.discord import DiscordService
    from bot.sandbox.telegram import TelegramService
    from tests.crash.judge import Delivery
    from tests.crash.siege import Siege

SEND = "sendMessage"
ROUTES = (DISCORD_SEND, "PATCH /channels/{id}/messages/{id}", "DELETE /channels/{id}/messages/{id}")
METHODS = (SEND, "editMessageText", "deleteMessage")
ABSENT = tuple(readers())[-2:]  # the readers who block the bot at times
_FAILURES = (
    *(Failure.CUT_BEFORE, Failure.CUT_AFTER, Failure.TRUNCATED, Failure.GARBAGE, Failure.HANG),
    *(429, 429, 500, 502, 503),
)


class NotingFaults(Faults):
    """Faults that note which send met them: whether it was accepted, the bot may not know."""

    def __init__(self, service: TelegramService | DiscordService, doubtful: Counter[Delivery]) -> None:
        super().__init__()
        self._service = service
        self._doubtful = doubtful

    def take(self, call: str, chat: str) -> Fault | None:
        """Return the fault that this call meets; the service writes the call down before anything else happens."""
        fault = super().take(call, chat)
        if fault is not None and call in (SEND, DISCORD_SEND) and fault.status != 429:
            asyncio.get_running_loop().call_soon(self._note, call, chat)
        return fault

    def _note(self, name: str, chat: str) -> None:
        sent = next(call for call in reversed(self._service.calls) if (call.name, call.chat) == (name, chat))
        if (told := editions(json.dumps(sent.body, ensure_ascii=False))) is not None:
            self._doubtful[f"{'telegram' if name == SEND else 'discord'}:{chat}", told[0]] += 1


class Weather:
    """Lets something happen to a siege at each turn; `met` counts what did, by name."""

    def __init__(self, siege: Siege, met: Counter[str]) -> None:
        self._siege = siege
        self._chance = siege.chance
        self._met = met

    async def turn(self, *, may_kill: bool) -> None:
        """Let something be published, asked for, or go wrong."""
        kinds: list[tuple[Callable[[], Awaitable[None]], float]]
        kinds = [(self._act, 8), (self._ask, 4), (self._fail, 8), (self._block, 1), (self._freeze, 1)]
        kinds += [(self._kill_store, 0.5), (self._kill, 1)] if may_kill else []
        ((kind, _),) = self._chance.choices(kinds, weights=[weight for _, weight in kinds])
        self._met[kind.__name__.strip("_").replace("_", " ")] += 1
        await kind()

    def clear(self) -> None:
        """Let the sky be blue."""
        self._siege.place.telegram.faults.clear()
        self._siege.place.discord.faults.clear()
        for reader in ABSENT:
            self._siege.place.telegram.unblock(reader)

    async def _act(self) -> None:
        self._siege.story.act()

    async def _ask(self) -> None:
        """Let a reader ask something; an answer with posts in it would be taken for their alerts."""
        reader = str(self._chance.choice(readers()[:4]))
        await self._siege.place.telegram.act({"do": "type", "chat": reader, "user": reader, "text": "/help"})

    async def _fail(self) -> None:
        """Let one or two calls go wrong."""
        what = self._chance.choice(_FAILURES)
        on_telegram, times = self._chance.random() < 0.6, self._chance.randint(1, 2)
        faults = self._siege.place.telegram.faults if on_telegram else self._siege.place.discord.faults
        call = self._chance.choice(METHODS if on_telegram else ROUTES)
        if isinstance(what, Failure):
            faults.add(Fault(what, call, times=times, status=502))
        else:
            faults.add(Fault(Failure.ANSWER, call, times=times, status=what, **_answer(what, on_telegram=on_telegram)))

    async def _block(self) -> None:
        """Let a reader block the bot, or take it back."""
        act = self._chance.choice((self._siege.place.telegram.block, self._siege.place.telegram.unblock))
        act(self._chance.choice(ABSENT))

    async def _freeze(self) -> None:
        server = await Server.of(self._siege.store)
        server.signal(signal.SIGSTOP)
        await asyncio.sleep(self._chance.uniform(0.1, 1.5))
        server.signal(signal.SIGCONT)

    async def _kill_store(self) -> None:
        """Kill the server under a bot that has opened it; one that can't open its store says why and ends."""
        await until(lambda: "bot.started" in self._siege.output, lambda: self._siege.output)
        server = await Server.of(self._siege.store)
        server.signal(signal.SIGKILL)
        await server.is_gone()
        await self._siege.store.revive()

    async def _kill(self) -> None:
        self._siege.kill_now()
        await self._siege.bury()
        await self._siege.start()


def _answer(status: int, *, on_telegram: bool) -> dict[str, Any]:
    if status != 429:
        return {}
    if on_telegram:
        body = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1"}
        return {"body": body | {"parameters": {"retry_after": 1}}}
    body = {"message": "You are being rate limited.", "retry_after": 0.5, "global": False}
    return {"body": body, "headers": {"Retry-After": "1", "X-RateLimit-Scope": "user", "Via": "1.1 google"}}
