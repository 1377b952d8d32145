"""The account of requests that Discord holds against our address, and its closing well before Discord bars us."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import structlog

from bot.core.errors import Scope, StoreError, Throttled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.ports.sending import Offences

_log = structlog.get_logger()

# Discord bars an address after 10,000 in ten minutes (doc). Half of that stays for readers' commands, for what was
# under way when the account became full, and for other bots at the same address, whom our count does not know.
FULL: Final = 5_000
_NEARLY_FULL: Final = 4_000
_PATIENCE: Final = 1.0  # seconds: a store that stands still must not hold up what we have to say of it
_FRESH: Final = 5.0  # seconds that a look into the store is good for: at 50 requests a second few go unseen


class Account:
    """Counts in the store what Discord refuses, together with the bot's other processes; None counts nothing."""

    def __init__(self, offences: Offences | None) -> None:
        self._offences = offences
        self._unwritten = 0
        self._looked = -_FRESH
        self._is_warned = False
        self._is_full = False
        self._full_until = 0.0

    def note(self, status: int, headers: Mapping[str, str]) -> None:
        """Count an answer if it is of the kind that counts (doc): 401, 403, and 429 unless its scope is shared."""
        if status in {401, 403} or (status == 429 and headers.get("X-RateLimit-Scope") != "shared"):
            self._unwritten += 1

    async def check(self) -> None:
        """Return where a request may be risked; raises `Throttled` until enough of the account is forgotten."""
        now = asyncio.get_running_loop().time()
        is_due = self._unwritten or self._is_full or now - self._looked >= _FRESH
        if self._offences and is_due and now >= self._full_until:
            await self._look(self._offences, now)
        if (pause := self._full_until - now) > 0:
            raise Throttled("too many requests were refused lately", pause=pause, scope=Scope.PLATFORM)

    async def _look(self, offences: Offences, now: float) -> None:
        """Write down what is unwritten and learn what all processes have; a store that is away changes nothing."""
        written, self._unwritten, self._looked = self._unwritten, 0, now
        try:
            async with asyncio.timeout(_PATIENCE):
                count, wait = await offences.add(written, FULL)
        except (StoreError, TimeoutError) as error:
            self._unwritten += written
            _log.warning("discord.offences_unwritten", count=self._unwritten, why=str(error) or "it does not answer")
            return
        self._full_until = now + wait
        self._tell(count, wait)

    def _tell(self, count: int, wait: float) -> None:
        """Say each thing once: that the account fills up, that it is full, that it is over."""
        was_full, self._is_full = self._is_full, wait > 0
        if self._is_full and not was_full:
            remedy = "see in the log which channels refuse the bot, and give it its permissions there"
            _log.error("discord.offences_full", count=count, pause=round(wait), remedy=remedy)
        elif was_full and not self._is_full:
            _log.info("discord.offences_passed", count=count)
        elif count >= _NEARLY_FULL and not self._is_warned:
            _log.warning("discord.offences_many", count=count, most=FULL)
        self._is_warned = count >= _NEARLY_FULL
