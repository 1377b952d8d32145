"""Lists the posts that the brake holds, and carries out what the operator decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.core.phrases.tables import table_phrases_in
from bot.operator.posts import level_of
from bot.operator.tables.cells import moment, named, words
from bot.operator.tables.table import Column, Kind, Row, Table, Tone
from bot.operator.who import who
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.core.delivery import Language
    from bot.core.event import HeldPost
    from bot.core.phrases.tables import TablePhrases
    from bot.store.store import Store
    from config.settings import Settings

Action = Literal["list", "release", "drop"]


async def decide(
    settings: Settings,
    action: Action,
    post: str,
    *,
    language: Language,
    through: Callable[[Sequence[HeldPost]], Iterable[HeldPost]] = iter,
) -> Table:
    """List, release or drop what is held, all of it or one post; raises `StoreError` and `LookupError`.

    It goes `through` the posts one by one, which may show how far it is.
    """
    phrases = table_phrases_in(language)
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        ones = await store.held.all()
        if post:
            ones = [one for one in ones if one.post.id == post]
            if not ones:
                raise LookupError(f"{post} is not held; `python -m bot held` lists what is")
        if action == "list":
            return _list(ones, phrases)
        rows = [await _decided(store, action, one, phrases) for one in through(ones)]
    columns = [Column(phrases.outcome), Column(phrases.post, Kind.KEY)]
    columns += [Column(phrases.console.reason), Column(phrases.title, Kind.TITLE)]
    return Table(columns, rows, phrases.alike, advice=None if rows else phrases.none_held)


def _list(ones: Sequence[HeldPost], phrases: TablePhrases) -> Table:
    said = phrases.console
    columns = [
        Column(phrases.post, Kind.KEY),
        Column(said.since),
        Column(said.levels_head),
        Column(said.reason),
        Column(phrases.title, Kind.TITLE),
    ]
    rows = [_listed(one, phrases) for one in ones]
    advice = phrases.decide_held(len(rows)) if rows else phrases.none_held
    return Table(columns, rows, phrases.alike, advice)


def _listed(one: HeldPost, phrases: TablePhrases) -> Row:
    post = one.post
    fields = {
        "post": post.id,
        "title": post.title,
        "link": post.link,
        "level": post.level,
        "published_at": post.published_at.isoformat(),
        "since": one.since.isoformat(timespec="seconds"),
        "why": one.why,
    }
    cells = [
        words(post.id),
        moment(one.since),
        level_of(post.level, phrases),
        words(one.why),
        words(post.title),
        words(post.link),
    ]
    return Row(cells, fields)


async def _decided(store: Store, action: Action, one: HeldPost, phrases: TablePhrases) -> Row:
    await store.audit.note(who(), action, post=one.post.id)
    is_done = await (store.held.release if action == "release" else store.held.drop)(one.post.id)
    if not is_done:
        await store.audit.note(who(), action, post=one.post.id, outcome="nothing")
    outcome = {"release": "released", "drop": "dropped"}[action] if is_done else "kept"
    why = "" if is_done else "somebody else decided about it, or it was withdrawn"
    cells = [
        named(phrases.outcomes[outcome], outcome, Tone.PLAIN if is_done else Tone.WARNING),
        words(one.post.id),
        named("" if is_done else phrases.decided_or_withdrawn, why),
        words(one.post.title),
    ]
    return Row(cells, {"post": one.post.id, "outcome": outcome, "why": why}, is_done=is_done)
