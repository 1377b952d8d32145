"""What an operator decides about held posts: about one of them, or about all there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Parameter
from handlers.commands import held as held_list
from handlers.declined import Declined
from handlers.replies import clipped, said
from handlers.typed import fold

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.ports.operators import Audit, Held
    from bot.core.readers.conversation import Query, Reply

POST = Parameter(
    "post",
    words=lambda phrases: phrases.words.post,
)

_ALL = ("all", "모두")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done with a post, and what is said of it: of one by its title, of all by their number."""

    carry_out: Callable[[str], Awaitable[bool]]
    told: Callable[[str], str]
    told_of_all: Callable[[int], str]


async def decided(query: Query, held: Held, audit: Audit, decision: Decision) -> Reply:
    """Carry the decision out, say what came of it, and show what is left; raise `Declined` where no post is named."""
    which, _, count = fold(query.arguments.get(POST.name, "")).partition(" ")
    if not which:
        raise Declined(said(phrases_in(query.asker.language).which_post, to=query.asker))
    sentence = await (
        _all(query, held, audit, decision, count) if which in _ALL else _one(query, held, audit, decision, which)
    )
    return await held_list.answer(query, held, sentence)


async def _one(query: Query, held: Held, audit: Audit, decision: Decision, post_id: str) -> str:
    post = next((one.post for one in await held.all() if one.post.id == post_id), None)
    is_done = post is not None and await _carry_out(query, audit, decision, post.id)
    if post is None or not is_done:
        return phrases_in(query.asker.language).not_held
    return decision.told(clipped(post.title, _LONGEST_TITLE))


async def _all(query: Query, held: Held, audit: Audit, decision: Decision, count: str) -> str:
    """Decide about all of them, unless they are others than when the button was made: nobody has looked at those."""
    ones = await held.all()
    if count and count != str(len(ones)):
        return phrases_in(query.asker.language).held_changed
    done = [await _carry_out(query, audit, decision, one.post.id) for one in ones]
    return decision.told_of_all(sum(done))


async def _carry_out(query: Query, audit: Audit, decision: Decision, post_id: str) -> bool:
    """Return whether it was done; all in the chat may, so the audit log says who did."""
    who = f"{query.asker.name or query.asker.user} ({query.asker.channel.id})"
    await audit.note(who, query.command, post=post_id)
    is_done = await decision.carry_out(post_id)
    if not is_done:
        await audit.note(who, query.command, post=post_id, outcome="nothing")
    return is_done
