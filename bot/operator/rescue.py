"""Carries out by command what operators want done to a post; the audit log has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from bot.core.text.plain import clean
from bot.inquiry.found import channel_meant, post_meant
from bot.operator.told import Told
from bot.operator.who import who
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.store.store import Store
    from config.settings import Settings

Action: TypeAlias = Literal["resend", "retract", "hold"]
OUTCOMES: Final[Mapping[Action, str]] = {"resend": "resent", "retract": "withdrawn", "hold": "held"}
WHY_NOT = {
    "shown": "the channel shows it already",
    "uncertain": "nobody knows whether it arrived there: see `python -m bot uncertain`",
    "gone": "it was withdrawn, or never announced",
    "closed": "the channel is suspended, or not subscribed",
}


async def rescue(settings: Settings, action: Action, post: str, channel: str) -> Sequence[Told]:
    """Withdraw, hold or send a post again, where it failed or to one channel; raises `StoreError` and `LookupError`."""
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        meant = await post_meant(store, post)
        where = (await channel_meant(store, channel)).id if channel else ""
        name = "replay" if channel else action
        await store.audit.note(who(), name, post=meant.id, channel=where)
        count, why = await _do(store, action, meant.id, channel)
        if not count:
            await store.audit.note(who(), name, post=meant.id, channel=where, outcome="nothing")
    outcome = OUTCOMES[action] if count else "kept"
    text = f"{outcome}  {meant.id}  {clean(meant.title)}" + (f": {why}" if why else "")
    fields = {"post": meant.id, "channel": where, "outcome": outcome, "channels": count, "why": why}
    return [Told(text, fields, is_done=bool(count))]


async def _do(store: Store, action: Action, post_id: str, channel: str) -> tuple[int, str]:
    """Return in how many channels something is done, and why in none."""
    if channel:
        outcome = await store.interventions.replay(post_id, await channel_meant(store, channel))
        return (1, "") if outcome == "due" else (0, WHY_NOT.get(outcome, outcome))
    if action == "hold":
        is_held = await store.interventions.hold(post_id, "held by hand")
        return (1, "") if is_held else (0, "it is held already, was withdrawn, or is announced to nobody")
    if action == "retract":
        (before,) = await store.progress.of([post_id])
        is_done = await store.interventions.withdraw(post_id)
        return (max(1, before.reached) if before else 1, "") if is_done else (0, "it was not there to be withdrawn")
    count = await store.interventions.resend_failed(post_id)
    return count, "" if count else "it failed nowhere that it could go now"
