"""Lists the posts that the brake holds, and carries out what the operator decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.operator.told import Told, in_json
from bot.operator.who import who
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.core.event import HeldPost
    from bot.store.store import Store
    from config.settings import Settings

Action = Literal["list", "release", "drop"]
HOW_TO_DECIDE = """\
{count} held. Release what is news; drop the rest, which readers then find, and nobody is told of:
  python -m bot held release POST    python -m bot held drop POST    (or --all)"""


async def decide(
    settings: Settings, action: Action, post: str, through: Callable[[Sequence[HeldPost]], Iterable[HeldPost]] = iter
) -> Sequence[Told]:
    """List, release or drop what is held, all of it or one post; raises `StoreError` and `LookupError`.

    It goes `through` the posts one by one, which may show how far it is.
    """
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        ones = await store.held.all()
        if post:
            ones = [one for one in ones if one.post.id == post]
            if not ones:
                raise LookupError(f"{post} is not held; `python -m bot held` lists what is")
        for one in ones if action != "list" else ():
            await store.audit.note(who(), action, post=one.post.id)
        if action == "list":
            return [_listed(one) for one in ones]
        return [await _decided(store, action, one) for one in through(ones)]


def said(action: Action, told: Sequence[Told], *, as_json: bool) -> list[str]:
    """Return the lines to print: one JSON object each, or sentences."""
    if as_json:
        return in_json(told)
    if not told:
        return ["Nothing is held."]
    lines = [one.text for one in told]
    return [*lines, HOW_TO_DECIDE.format(count=len(told))] if action == "list" else lines


def _listed(one: HeldPost) -> Told:
    post, since = one.post, one.since.astimezone().isoformat(sep=" ", timespec="seconds")
    fields = {
        "post": post.id,
        "title": post.title,
        "link": post.link,
        "level": post.level,
        "published_at": post.published_at.isoformat(),
        "since": one.since.isoformat(timespec="seconds"),
        "why": one.why,
    }
    return Told(f"{post.id}  {post.level}  since {since}: {one.why}\n  {post.title}  {post.link}", fields)


async def _decided(store: Store, action: Action, one: HeldPost) -> Told:
    is_done = await (store.held.release if action == "release" else store.held.drop)(one.post.id)
    outcome = {"release": "released", "drop": "dropped"}[action] if is_done else "kept"
    why = "" if is_done else "somebody else decided about it, or it was withdrawn"
    text = f"{outcome}  {one.post.id}  {one.post.title}" + (f": {why}" if why else "")
    return Told(text, {"post": one.post.id, "outcome": outcome, "why": why}, is_done=is_done)
