"""The moments at which a bot is killed: each boundary of a delivery's life, and any other.

None of them is a hook in the product: they are seen in the store (MONITOR), met at the services, or made by a store
that stands still. What the bot left behind tells whether the moment was hit.
"""

from __future__ import annotations

import asyncio
import re
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.faults import Failure, Fault
from tests.crash.store import Server
from tests.crash.waiting import PATIENCE, until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.crash.evidence import Evidence
    from tests.crash.siege import Siege

DISCORD_SEND = "POST /channels/{id}/messages"
SPAN = 0.5  # seconds that a post takes from the folder to the last chat, about


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment: `strike` lets it come and kills the bot, `was_hit` looks at what was left behind."""

    name: str
    strike: Callable[[Siege], Awaitable[None]]
    was_hit: Callable[[Evidence], bool]

    def __str__(self) -> str:
        """Return its name."""
        return self.name


async def recorded(siege: Siege) -> None:
    """Kill when the post's broadcast stands in the store and nobody has walked a page of it."""
    await _kill_when_seen(siege, rb'"hset" "\{sokbo\}:broadcast:[^"]+" "cursor" ""')


async def expanding(siege: Siege) -> None:
    """Kill when a page of the broadcast is walked and others are not."""
    await _kill_when_seen(siege, rb'"hset" "\{sokbo\}:broadcast:[^"]+" "cursor" "[^"]')


async def claimed(siege: Siege) -> None:
    """Kill when deliveries are claimed and, mostly, not sent yet."""
    await _kill_when_seen(siege, rb'"hset" "\{sokbo\}:inflight:')


async def sending(siege: Siege) -> None:
    """Kill while sends on both platforms hang before they are accepted."""
    faults = [Fault(Failure.HANG, "sendMessage", times=siege.chance.randint(1, 6))]
    faults += [Fault(Failure.HANG, DISCORD_SEND, times=siege.chance.randint(1, 3))]
    siege.place.telegram.faults.add(faults[0])
    siege.place.discord.faults.add(faults[1])
    siege.story.publish(is_breaking=siege.chance.random() < 0.3)
    await until(lambda: all(fault.times == 0 for fault in faults), lambda: faults)
    siege.kill_now()


async def accepted(siege: Siege) -> None:
    """Kill in the instant a message is shown, before its answer is sent."""
    countdown = _Countdown(siege.chance.randint(1, 20), siege.kill_now)
    with siege.place.telegram.changes.watch(countdown), siege.place.discord.changes.watch(countdown):
        siege.story.publish(is_breaking=siege.chance.random() < 0.3)
        await asyncio.wait_for(countdown.struck.wait(), PATIENCE)


async def before_settling(siege: Siege) -> None:
    """Kill bot and store when the platform's yes has arrived and could not be written down yet."""
    server = await _until_answered_while_frozen(siege)
    siege.kill_now()
    server.signal(signal.SIGKILL)


async def settling_unread(siege: Siege) -> None:
    """Kill when the outcome has been handed to the store, which takes it in after the bot's death."""
    server = await _until_answered_while_frozen(siege)
    siege.kill_now()
    server.signal(signal.SIGCONT)


async def settling(siege: Siege) -> None:
    """Kill when the store writes an outcome down."""
    await _kill_when_seen(siege, rb'"hdel" "\{sokbo\}:inflight:')


async def any_moment(siege: Siege) -> None:
    """Kill at a moment that chance chooses, with several things under way; now and then in the next start as well."""
    for _ in range(siege.chance.randint(1, 3)):
        siege.story.act()
    await asyncio.sleep(siege.chance.uniform(0.0, SPAN))
    siege.kill_now()


async def any_moment_with_store(siege: Siege) -> None:
    """Kill bot and store together, at a moment that chance chooses."""
    server = await Server.of(siege.store)
    for _ in range(siege.chance.randint(1, 3)):
        siege.story.act()
    await asyncio.sleep(siege.chance.uniform(0.0, SPAN))
    server.signal(signal.SIGKILL)
    siege.kill_now()


async def starting(siege: Siege) -> None:
    """Kill a bot, and then the next one while it starts, at a moment that chance chooses."""
    await any_moment(siege)
    await siege.bury()
    await siege.start()
    await asyncio.sleep(siege.chance.uniform(0.3, 1.6))
    siege.kill_now()


BOUNDARIES = (
    Moment("recorded", recorded, lambda left: "" in left.cursors.values()),
    Moment("expanding", expanding, lambda left: any(left.cursors.values())),
    Moment("claimed", claimed, lambda left: left.under_way > 0),
    Moment("sending", sending, lambda left: len(left.sends) > 0),
    Moment("accepted", accepted, lambda left: len(left.sends) > 0),
    Moment("before settle", before_settling, lambda left: len(left.sends) > 0),
    Moment("settling", settling, lambda left: left.under_way > 0),
    Moment("settling, unread", settling_unread, lambda _: True),
)
RANDOM = (
    Moment("any moment", any_moment, lambda _: True),
    Moment("any moment, with store", any_moment_with_store, lambda _: True),
    Moment("while starting", starting, lambda _: True),
)


class _Countdown(asyncio.Queue[Any]):
    """A queue for changes that acts in the same instant in which so many messages have been shown."""

    def __init__(self, count: int, act: Callable[[], None]) -> None:
        super().__init__()
        self.struck = asyncio.Event()
        self._left = count
        self._act = act

    def put_nowait(self, item: Any) -> None:
        """Count a change that is a message."""
        if item["kind"] == "message":
            self._left -= 1
            if self._left == 0:
                self._act()
                self.struck.set()


async def _until_answered_while_frozen(siege: Siege) -> Server:
    """Publish; freeze the store when the first message is shown, and return when the bot has its answer."""
    server = await Server.of(siege.store)
    done = siege.output.count("delivery.done")
    countdown = _Countdown(siege.chance.randint(1, 6), lambda: server.signal(signal.SIGSTOP))
    with siege.place.telegram.changes.watch(countdown), siege.place.discord.changes.watch(countdown):
        siege.story.publish(is_breaking=siege.chance.random() < 0.3)
        await asyncio.wait_for(countdown.struck.wait(), PATIENCE)
    await until(lambda: siege.output.count("delivery.done") > done, lambda: siege.output)
    return server


async def _kill_when_seen(siege: Siege, command: bytes) -> None:
    """Publish, and kill the bot as soon as the store is seen to run the command."""
    pattern = re.compile(command, re.IGNORECASE)
    reader, writer = await asyncio.open_unix_connection(siege.store.url.removeprefix("unix://"), limit=2**22)
    writer.write(b"MONITOR\r\n")
    await reader.readline()
    siege.story.publish(is_breaking=siege.chance.random() < 0.3)
    async with asyncio.timeout(PATIENCE):
        while not pattern.search(await reader.readline()):
            pass
    siege.kill_now()
    writer.close()
