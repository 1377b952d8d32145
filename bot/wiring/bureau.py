"""A bureau: all that serves one platform, its dispatcher and its listener."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.core.errors import PlatformError, Unauthorized, Unavailable
from bot.core.notice import Matter, Notice
from bot.pipeline.dispatcher import Dispatcher
from bot.pipeline.roles import in_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiohttp.web import Application

    from bot.core.ports.readers import Desk, Listener, Rights
    from bot.core.ports.sending import Leases, Messenger, Outbox, Witness
    from bot.pipeline.courier import Courier
    from bot.pipeline.publisher import Publisher

log = structlog.get_logger()
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0  # seconds; a machine that starts may have a network in a moment
NOT_YET = "not connected yet"


class Connection(Protocol):
    """One platform's adapter."""

    @property
    def messenger(self) -> Messenger:
        """The side that sends."""

    @property
    def listener(self) -> Listener:
        """The side that listens."""

    @property
    def rights(self) -> Rights:
        """What it says of who may do what."""

    @property
    def doors(self) -> Mapping[str, Application]:
        """What the platform calls, by path."""

    @property
    def witness(self) -> Witness | None:
        """What it remembers for our bots, where it does not see itself that a message came before."""

    async def verify(self) -> str:
        """Return the bot's name there; raises `Unauthorized` or `Unavailable`."""


class Bureau:
    """Serves one platform until drained; `trouble` says what is wrong there, and is empty when nothing is."""

    def __init__(
        self,
        connection: Connection,
        outbox: Outbox,
        courier: Courier,
        publisher: Publisher | None = None,
    ) -> None:
        self.platform = connection.messenger.platform
        self.listener = connection.listener
        self.messenger = connection.messenger
        self.rights = connection.rights
        self.doors = connection.doors
        self.witness = connection.witness
        self._connection = connection
        self._courier = courier
        self._publisher = publisher
        self._dispatcher = Dispatcher(self.platform, outbox, courier)
        self._draining = asyncio.Event()
        self._trouble = NOT_YET

    @property
    def trouble(self) -> str:
        """Return why alerts don't go out here, if they don't."""
        return self._courier.stopped or self._trouble

    @property
    def charges(self) -> Iterator[str]:
        """Yield the key of its notices."""
        yield f"{Matter.PLATFORM} {self.platform.capitalize()}"

    @property
    def notices(self) -> Iterator[Notice]:
        """Yield whether alerts go out here, once that is known."""
        trouble = self.trouble or self._courier.trouble
        if trouble != NOT_YET:
            yield Notice(matter=Matter.PLATFORM, about=self.platform.capitalize(), why=trouble, is_over=not trouble)

    async def deliver(self) -> None:
        """Send what is due until drained; a refused token ends it at once, with a clear word."""
        if await self._is_admitted():
            async with asyncio.TaskGroup() as tasks:
                publishing = [tasks.create_task(self._publisher.run())] if self._publisher else []
                await self._dispatcher.run()
                for one in publishing:
                    one.cancel()

    async def listen(self, desk: Desk, leases: Leases) -> None:
        """Answer readers, where only one process may while this one holds the role; a refused token ends it."""
        try:
            if self.listener.is_shared:
                await self._listen_beside_others(desk)
                return
            await in_role(leases, f"listen:{self.platform}", lambda: self.listener.listen(desk))
        except* Unauthorized as errors:
            self._refuse(errors.exceptions[0])

    async def _listen_beside_others(self, desk: Desk) -> None:
        async with asyncio.TaskGroup() as tasks:  # which wraps errors as those of a role are
            tasks.create_task(self.listener.listen(desk))

    def drain(self) -> None:
        """Start no more deliveries."""
        self._draining.set()
        self._dispatcher.drain()

    async def _is_admitted(self) -> bool:
        """Return whether the platform takes our token; wait for one that can't be reached."""
        pause = FIRST_PAUSE
        while True:
            try:
                name = await self._connection.verify()
            except Unauthorized as error:
                self._refuse(error)
                return False
            except (Unavailable, PlatformError) as error:
                if self._trouble != str(error):
                    self._trouble = str(error)
                    log.warning("platform.unreachable", platform=self.platform, why=self._trouble)
                if await self._drains_within(pause):
                    return False
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._trouble = ""
                log.info("platform.connected", platform=self.platform, name=name)
                return True

    async def _drains_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._draining.wait()
        except TimeoutError:
            return False
        return True

    def _refuse(self, error: BaseException) -> None:
        self._trouble = f"the token is refused: {error}"
        variable = f"{self.platform.upper()}_TOKEN"
        log.error(
            "platform.stopped", platform=self.platform, why=self._trouble, remedy=f"correct {variable} and restart"
        )
