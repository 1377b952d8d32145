"""Carries one delivery out: takes its step at the platform and writes down what came of it."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from bot.core import errors
from bot.core.delivery import TOMBSTONE, Receipt
from bot.core.errors import Closed, Gone, Moved, PlatformError, Refused, Scope, Throttled, Unavailable
from bot.core.formatter import alert_of
from bot.core.reach import Reach
from bot.core.reconciler import ResendPolicy, Step, manner_of, next_step, pause_after
from bot.core.schedule.calendar import IN_UTC, Calendar, Manner
from bot.pipeline.recorder import Recorder
from bot.pipeline.turnstile import at_its_place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.delivery import Delivery, Lane
    from bot.core.pace import Stamps
    from bot.core.ports.sending import Addresses, Followers, Leases, Messenger, Outbox, Turns

log = structlog.get_logger()
CRASHES = 3  # attempts at a delivery that a mistake of ours ends


class Courier:
    """Delivers on one platform.

    `stopped` says why it refuses our token, and is empty while it does not. `stamps` are those of all that this process
    sends there, readers' replies among it.
    """

    def __init__(
        self,
        messenger: Messenger,
        *,
        outbox: Outbox,
        addresses: Addresses,
        turns: Turns,
        leases: Leases,
        policy: ResendPolicy,
        stamps: Mapping[Lane, Stamps],
        calendar: Calendar = IN_UTC,
        followers: Followers | None = None,
    ) -> None:
        self._calendar = calendar
        self._messenger = messenger
        self._outbox = outbox
        self._addresses = addresses
        self._turns = turns
        self._leases = leases
        self._policy = policy
        self._stamps = stamps
        self._followers = followers
        self._reach = Reach()
        self._recorder = Recorder()
        self._write = self._recorder.write
        self.stopped = ""

    @property
    def trouble(self) -> str:
        """Return why the platform can't be reached, if it can't."""
        return self._reach.trouble

    def drain(self) -> None:
        """Wait no longer for a store that does not answer: the bot is to stop."""
        self._recorder.drain()

    async def deliver(self, delivery: Delivery) -> None:
        """Bring the channel one step nearer to what it ought to show."""
        # Whatever is logged on the way, by adapters and on the way to the store, says which delivery it is about.
        structlog.contextvars.bind_contextvars(post=delivery.post_id, channel=delivery.channel.id)
        step = next_step(delivery, self._policy, is_idempotent=self._messenger.is_idempotent)
        if step is Step.HOLD:
            await self._hold(delivery, "may have been delivered before the bot stopped")
            return
        now = datetime.now(UTC)
        manner = manner_of(delivery, step, self._calendar, now)
        if manner is Manner.GATHERED:
            log.info("delivery.gathered", **_fields(delivery))
            due = self._calendar.due(delivery.channel.hours, now)
            await self._write(lambda: self._outbox.gather(delivery, due))
            return
        stamps = self._stamps[delivery.lane]
        stamp = await at_its_place(delivery.delay, stamps)
        if not self._leases.is_alive:
            # We stood still, or the store was away: others may have this delivery by now. If not, it is taken back
            # as one whose claim got lost, since nobody works on it, and is not uncertain.
            log.warning("delivery.let_go", **_fields(delivery))
            return
        try:
            have = await self._take(step, delivery, is_hushed=manner is Manner.SILENT)
        except PlatformError as error:
            await self._remedy(step, delivery, error)
        except Exception as error:
            log.exception("delivery.crashed", **_fields(delivery))
            await self._after_crash(delivery, error)
        else:
            self._reach.succeeded()
            answered = time.monotonic()
            stamps.answered(stamp, answered)
            milliseconds = round((answered - stamp.sent) * 1000)
            log.info("delivery.done", step=step, milliseconds=milliseconds, **_fields(delivery))
            is_followed = self._is_followed(delivery)
            await self._write(lambda: self._outbox.settle(delivery, have, is_followed=is_followed))

    def _is_followed(self, delivery: Delivery) -> bool:
        """Return whether a new message is to be published; notes, notices and roundups stay where they are."""
        want = delivery.want
        if self._followers is None or want is None or want.note or want.notice or want.roundup:
            return False
        return self._followers.may_follow(delivery.channel)

    async def _take(self, step: Step, delivery: Delivery, *, is_hushed: bool = False) -> Receipt | None:
        """Take the step at the platform; return what the channel shows afterwards."""
        channel, want, have = delivery.channel, delivery.want, delivery.have
        if step is Step.SEND and want:
            alert = replace(alert_of(want), is_hushed=True) if is_hushed else alert_of(want)
            message_id = await self._messenger.send(
                channel, alert, delivery.nonce, delivery.doubt, reply_to=delivery.reply_to
            )
            return Receipt(message_id, want.fingerprint)
        if step is Step.EDIT and want and have:
            alert = alert_of(want, is_correction=not have.is_tombstone)
            await self._messenger.edit(channel, have.message_id, alert)
            return Receipt(have.message_id, want.fingerprint)
        if step is Step.DELETE and have:
            is_removed = await self._messenger.delete(channel, have.message_id)
            return None if is_removed else Receipt(have.message_id, TOMBSTONE)
        return have

    async def _remedy(self, step: Step, delivery: Delivery, error: PlatformError) -> None:
        """Do what the error asks for; its class says what that is."""
        log.warning("delivery.failed", step=step, error=type(error).__name__, why=str(error), **_fields(delivery))
        self._reach.failed(error)
        match error:
            case Throttled():
                await self._wait(delivery, error)
            case Unavailable():
                await self._slow_down(delivery.channel.id)
                pause = pause_after(delivery.attempts, random.random())
                await self._again(delivery, pause, str(error), uncertain=error.sent_maybe and step is Step.SEND)
            case Moved():
                await self._write(lambda: self._addresses.move(delivery.channel, error.address))
            case Gone():
                await self._forget(delivery, str(error))
            case errors.Unprovable():
                await self._hold(delivery, str(error))
            case Refused():
                await self._write(lambda: self._outbox.abandon(delivery, str(error)))
            case Closed():
                await self._write(lambda: self._close(delivery, str(error)))
            case _:
                self._stop(error)
                await self._again(delivery, 0.0, str(error))

    async def _wait(self, delivery: Delivery, error: Throttled) -> None:
        """Let what the limit is about wait: this delivery alone, its channel or the platform."""
        if error.scope is Scope.MESSAGE:
            await self._write(lambda: self._outbox.defer(delivery, error.pause, str(error)))
            return
        if error.scope is Scope.PLATFORM:
            await self._pause(error.pause)
        else:  # readers' replies would be refused there as well
            await self._write(lambda: self._turns.pause_channel(delivery.channel, error.pause))
        if error.scope is Scope.UNKNOWN:
            await self._slow_down(delivery.channel.id)
        await self._again(delivery, error.pause, str(error))

    async def _again(self, delivery: Delivery, pause: float, why: str, *, uncertain: bool = False) -> None:
        await self._write(lambda: self._outbox.postpone(delivery, pause, why, uncertain=uncertain))

    async def _hold(self, delivery: Delivery, why: str) -> None:
        log.warning("delivery.held", why=why, **_fields(delivery))
        await self._write(lambda: self._outbox.hold(delivery, why))

    async def _close(self, delivery: Delivery, why: str) -> None:
        """Suspend the channel; but where it was opened since the delivery was claimed, try again."""
        if await self._addresses.suspend(delivery.channel, why):
            await self._outbox.abandon(delivery, why)
        else:
            await self._outbox.postpone(delivery, 0.0, why, uncertain=False)

    async def _forget(self, delivery: Delivery, why: str) -> None:
        """Leave a message alone that somebody removed: sending it again would defy them, unless it was ourselves."""
        want, have = delivery.want, delivery.have
        if want is None or (have and delivery.is_removing):
            await self._write(lambda: self._outbox.settle(delivery, None))
        elif have is None:
            await self._write(lambda: self._outbox.abandon(delivery, why))
        else:
            await self._write(lambda: self._outbox.settle(delivery, Receipt(have.message_id, want.fingerprint)))

    async def _after_crash(self, delivery: Delivery, error: Exception) -> None:
        """Try again what a mistake of ours cut short; give it up where that does not help: others wait behind it."""
        why = f"a mistake in the bot: {type(error).__name__}"
        if delivery.attempts >= CRASHES:
            await self._write(lambda: self._outbox.abandon(delivery, why))
        else:
            await self._again(delivery, pause_after(delivery.attempts, random.random()), why)

    async def _slow_down(self, channel_id: str) -> None:
        """Leave the platform alone for a while once channel after channel fails: then it is the platform."""
        if pause := self._reach.pause_for(channel_id, time.monotonic(), random.random()):
            await self._pause(pause)

    async def _pause(self, seconds: float) -> None:
        await self._write(lambda: self._turns.pause(self._messenger.platform, seconds))

    def _stop(self, error: PlatformError) -> None:
        if not self.stopped:
            self.stopped = str(error)
            log.error("platform.stopped", platform=self._messenger.platform, why=self.stopped)


def _fields(delivery: Delivery) -> dict[str, object]:
    fields = {"post": delivery.post_id, "channel": delivery.channel.id, "attempt": delivery.attempts}
    return fields | ({"uncertain": True} if delivery.uncertain else {})
