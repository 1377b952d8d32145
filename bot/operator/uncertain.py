"""Lists what is uncertain, and carries out what the operator decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.operator.told import Told, in_json
from bot.operator.who import who
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.store.store import Store
    from bot.store.uncertain import UncertainDelivery
    from config.settings import Settings

Action = Literal["list", "resend", "drop"]
HOW_TO_DECIDE = """\
{count} may have arrived or not. Look into the chats; then send again what is missing, and drop the rest:
  python -m bot uncertain resend CHANNEL POST    python -m bot uncertain drop CHANNEL POST    (or --all)"""


async def decide(
    settings: Settings,
    action: Action,
    channel: str,
    post: str,
    through: Callable[[Sequence[UncertainDelivery]], Iterable[UncertainDelivery]] = iter,
) -> Sequence[Told]:
    """List, resend or drop what is uncertain, all of it or one delivery; raises `StoreError` and `LookupError`.

    It goes `through` the deliveries one by one, which may show how far it is.
    """
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        ones = await store.uncertain.all()
        if channel:
            ones = [one for one in ones if (one.channel_id, one.post_id) == (channel, post)]
            if not ones:
                raise LookupError(f"{channel} {post} is not uncertain; `python -m bot uncertain` lists what is")
        for one in ones if action != "list" else ():
            await store.audit.note(who(), f"{action}_one", post=one.post_id, channel=one.channel_id)
        match action:
            case "list":
                return [_listed(one) for one in ones]
            case "resend":
                return [await _resend(store, one) for one in through(ones)]
            case "drop":
                return [await _drop(store, one) for one in through(ones)]


def said(action: Action, told: Sequence[Told], *, as_json: bool) -> list[str]:
    """Return the lines to print: one JSON object each, or sentences."""
    if as_json:
        return in_json(told)
    if not told:
        return ["Nothing is uncertain."]
    lines = [one.text for one in told]
    return [*lines, HOW_TO_DECIDE.format(count=len(told))] if action == "list" else lines


def _listed(one: UncertainDelivery) -> Told:
    title, link = (one.post.title, one.post.link) if one.post else ("", "")
    place = one.channel.title if one.channel else ""
    since = one.since.astimezone().isoformat(sep=" ", timespec="seconds")
    text = f"{one.channel_id} {one.post_id}  since {since}: {one.why}\n  {title}  {link}"
    fields = {
        "channel": one.channel_id,
        "channel_title": place,
        "post": one.post_id,
        "title": title,
        "link": link,
        "since": one.since.isoformat(timespec="seconds"),
        "why": one.why,
        "obstacle": one.obstacle,
    }
    return Told(f"{text}\n  cannot be sent again: {one.obstacle}" if one.obstacle else text, fields)


async def _resend(store: Store, one: UncertainDelivery) -> Told:
    if one.obstacle:
        return _outcome(one, "kept", one.obstacle)
    is_done = await store.uncertain.resend(one)
    return _outcome(one, "resent") if is_done else _outcome(one, "kept", "somebody else decided about it meanwhile")


async def _drop(store: Store, one: UncertainDelivery) -> Told:
    is_done = await store.uncertain.drop(one)
    return _outcome(one, "dropped") if is_done else _outcome(one, "kept", "somebody else decided about it meanwhile")


def _outcome(one: UncertainDelivery, outcome: str, why: str = "") -> Told:
    title = one.post.title if one.post else ""
    text = f"{outcome}  {one.channel_id} {one.post_id}  {title}" + (f": {why}" if why else "")
    fields = {"channel": one.channel_id, "post": one.post_id, "outcome": outcome, "why": why}
    return Told(text, fields, is_done=not why)
