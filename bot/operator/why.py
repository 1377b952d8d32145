"""Says of a post and a channel what became of the one in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.readers.conversation import Moment
from bot.core.text.plain import clean
from bot.core.why.account import lines_of, record_of
from bot.core.why.explanation import explain
from bot.inquiry.found import channel_meant, post_meant
from bot.operator.told import Told
from bot.store.attached import attach_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.delivery import Language
    from bot.core.readers.conversation import Line
    from config.settings import Settings


async def why(settings: Settings, post: str, channel: str, language: Language) -> Sequence[Told]:
    """Return the explanation; raises `StoreError`, and `LookupError` with candidates where it is unclear."""
    async with attach_store(settings.redis_url, settings.data_dir) as store:
        meant = await post_meant(store, post)
        found = await store.history.of(meant.id, await channel_meant(store, channel))
        if found is None:
            raise LookupError(f"{meant.id} is forgotten")
        explanation = explain(found)
        text = "\n".join(
            [f"{found.channel.id}  {clean(found.channel.title)}", *map(_printed, lines_of(explanation, language))]
        )
        return [Told(text, record_of(explanation))]


def _printed(line: Line) -> str:
    """Return a line as a terminal shows it: times by this machine's clock."""
    return "".join(
        f"{part.at.astimezone():%Y-%m-%d %H:%M:%S}" if isinstance(part, Moment) else part.text for part in line
    )
