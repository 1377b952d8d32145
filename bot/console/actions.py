"""What can be done by hand at the console. Each action is written into the audit log before it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import structlog

from bot.inquiry.found import channel_meant

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.core.delivery import Channel
    from bot.store.store import Store

log = structlog.get_logger()
LONGEST: Final = 300  # characters of what is given
NOTHING: Final = "nothing"
BY_HAND: Final = "held by hand at the console"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an action: `outcome` is empty where it was done, else says why not; `path` is where to go on."""

    path: str
    outcome: str = ""


async def act(store: Store, action: str, given: Mapping[str, str], who: str) -> Done:
    """Do what is asked for; raises `LookupError` where there is no such action, post or channel, and `StoreError`."""
    do = _ACTIONS[action]
    fields = {name: given.get(name, "").strip()[:LONGEST] for name in ("post", "channel")}
    await store.audit.note(who, action, post=fields["post"], channel=fields["channel"])
    log.info("console.action", action=action, who=who, **fields)
    try:
        outcome = await do(store, fields["post"], fields["channel"])
    except LookupError:
        await store.audit.note(who, action, **fields, outcome=NOTHING)
        raise
    if outcome:
        await store.audit.note(who, action, **fields, outcome=outcome)
    return Done(_back(action, given, fields), outcome)


def _back(action: str, given: Mapping[str, str], fields: Mapping[str, str]) -> str:
    """Return the page to go on with: the list that the form stood in, else that of the thing itself."""
    if action in {"resend_one", "drop_one"}:
        return "/console/uncertain?"
    if given.get("back") == "held":
        return "/console/held?"
    if action == "enable" or given.get("back") == "channel":
        since = {"since": since} if (since := given.get("since", "")) else {}
        return f"/console/channel?{urlencode({'id': fields['channel'], **since})}&"
    return f"/console/post?{urlencode({'id': fields['post']})}&"


async def _release(store: Store, post: str, _: str) -> str:
    return "" if await store.held.release(post) else NOTHING


async def _drop(store: Store, post: str, _: str) -> str:
    return "" if await store.held.drop(post) else NOTHING


async def _retract(store: Store, post: str, _: str) -> str:
    return "" if await store.interventions.withdraw(post) else NOTHING


async def _hold(store: Store, post: str, _: str) -> str:
    return "" if await store.interventions.hold(post, BY_HAND) else NOTHING


async def _send(store: Store, post: str, _: str) -> str:
    return "" if await store.interventions.send_now(post) else NOTHING


async def _resend(store: Store, post: str, _: str) -> str:
    return "" if await store.interventions.resend_failed(post) else NOTHING


async def _replay(store: Store, post: str, channel: str) -> str:
    outcome = await store.interventions.replay(post, await channel_meant(store, channel))
    return "" if outcome == "due" else outcome


async def _enable(store: Store, _: str, channel: str) -> str:
    if not (await _channel(store, channel)).suspended:
        return NOTHING
    await store.roster.change(channel, lambda known: replace(known, suspended="", suspended_at=None) if known else None)
    return ""


async def _resend_one(store: Store, post: str, channel: str) -> str:
    for one in await store.uncertain.all():
        if (one.post_id, one.channel_id) == (post, channel):
            return "" if await store.uncertain.resend(one) else NOTHING
    return NOTHING


async def _drop_one(store: Store, post: str, channel: str) -> str:
    for one in await store.uncertain.all():
        if (one.post_id, one.channel_id) == (post, channel):
            return "" if await store.uncertain.drop(one) else NOTHING
    return NOTHING


async def _channel(store: Store, channel_id: str) -> Channel:
    known = await store.roster.get(channel_id)
    if known is None:
        raise LookupError(channel_id)
    return known


_ACTIONS: Final[Mapping[str, Callable[[Store, str, str], Awaitable[str]]]] = {
    "release": _release,
    "drop": _drop,
    "retract": _retract,
    "hold": _hold,
    "send": _send,
    "resend": _resend,
    "replay": _replay,
    "enable": _enable,
    "resend_one": _resend_one,
    "drop_one": _drop_one,
}
