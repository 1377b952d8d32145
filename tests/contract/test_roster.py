"""The roster: channels and their wishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from bot.channels.configured import configure
from bot.channels.membership import take_note
from bot.core.delivery import Kind, Language, Wishes
from bot.core.hours import Digest, Hours, Quiet
from bot.core.post import Level
from tests.builders import NOON, a_channel
from tests.contract.steps import subscribe

if TYPE_CHECKING:
    from bot.store.store import Store
LATER = NOON.replace(year=2999)  # a mute that has passed is forgotten at the next write


async def test_put(store: Store) -> None:
    """A channel comes back as it was written."""
    channel = a_channel("@x", kind=Kind.GROUP, title="방", language=Language.EN, wishes=Wishes(frozenset({"tech"})))
    await store.roster.put(channel)
    assert await store.roster.get(channel.id) == channel
    assert await store.roster.all() == [channel]
    assert await store.roster.get("telegram:nobody") is None


async def test_named_in_settings(store: Store) -> None:
    """A channel named in the settings is subscribed, keeps its date over restarts, and ends when no longer named."""
    channel = a_channel(since=None)
    await configure(store.roster, [channel])
    first = await store.roster.get(channel.id)
    await configure(store.roster, [channel])
    assert first is not None
    assert first.since is not None
    assert await store.roster.get(channel.id) == first
    await configure(store.roster, [])
    ended = await store.roster.get(channel.id)
    assert ended is not None
    assert ended.wishes is None


async def test_all_of_it(store: Store) -> None:
    """A channel with everything a reader can choose comes back as it was written."""
    channel = a_channel(
        wishes=Wishes(frozenset({"경제"}), True, frozenset({"금리", "환율"}), frozenset({"부동산"})),  # noqa: FBT003 - all there is
        hours=Hours(
            "Europe/Berlin", Quiet(time(22), time(7, 30), is_held=True), Digest(18, 6), LATER, breaking_passes=False
        ),
        has_chosen_language=True,
        keeper="7",
        roles=((Level.BREAKING, "5"),),
    )
    await store.roster.put(channel)
    assert await store.roster.get(channel.id) == channel


async def test_settings_go_before(store: Store) -> None:
    """At a start the settings' wishes and hours count again, and a mute and who connected the channel stay."""
    named = a_channel(since=None)
    await configure(store.roster, [named])
    changed = await store.roster.get(named.id)
    assert changed is not None
    hours = Hours(quiet=Quiet(time(22), time(7)), muted_until=LATER)
    await store.roster.put(replace(changed, wishes=Wishes(wants_breaking=True), hours=hours, keeper="7"))
    await configure(store.roster, [named])
    again = await store.roster.get(named.id)
    assert again == replace(changed, hours=Hours(muted_until=LATER), keeper="7")


async def test_restart_ends_suspension(store: Store) -> None:
    """A channel of the settings is tried again after a restart, which is when permissions have been mended."""
    channel = a_channel()
    await configure(store.roster, [channel])
    await store.roster.suspend(channel, "no permission")
    await configure(store.roster, [channel])
    again = await store.roster.get(channel.id)
    assert again is not None
    assert again.suspended == ""


async def test_refused_before_it_was_let_in(store: Store) -> None:
    """A refusal that is older than the bot's return to the channel suspends nothing; one that is younger does."""
    channel = a_channel()
    await subscribe(store, channel)
    assert await store.roster.suspend(channel, "kicked")
    await configure(store.roster, [channel])  # as a restart does, which proves nothing
    claimed = await store.roster.get(channel.id)
    assert claimed is not None
    await take_note(store.roster, channel, True, "the bot is member of the chat")  # noqa: FBT003 - as its callers do
    assert not await store.roster.suspend(claimed, "kicked")
    claimed = await store.roster.get(channel.id)
    assert claimed is not None
    assert claimed.suspended == ""
    assert await store.roster.suspend(claimed, "kicked")
    assert (await store.roster.get(channel.id) or channel).suspended == "kicked"


async def test_topics_go(store: Store) -> None:
    """Where a forum throws the bot out, its topics do; those that were closed may be open when it is back."""
    forum = a_channel("-100", kind=Kind.GROUP)
    topic, closed, other = (replace(forum, address=address) for address in ("-100/5", "-100/6", "-1001/5"))
    await store.roster.put_all((topic, replace(closed, suspended="the topic was closed"), other))
    await take_note(store.roster, forum, False, "kicked")  # noqa: FBT003 - as its callers do
    found = {channel.address: channel.suspended for channel in await store.roster.all()}
    assert found == {"-100/5": "kicked", "-100/6": "kicked", "-1001/5": ""}
    await take_note(store.roster, forum, True, "the bot is member of the chat")  # noqa: FBT003 - the same
    assert not any(channel.suspended for channel in await store.roster.all())


async def test_topics_come_back(store: Store) -> None:
    """Where a forum lets the bot in again, its topics come back that had refused it; a closed one stays closed."""
    forum = a_channel("-100", kind=Kind.GROUP)
    refused, closed, other = (a_channel(one, kind=Kind.GROUP) for one in ("-100/5", "-100/6", "-1001/5"))
    await subscribe(store, refused, closed, other)
    for channel, why in ((refused, "kicked"), (closed, "the topic was closed"), (other, "kicked")):
        await store.roster.suspend(channel, why)
    await take_note(store.roster, forum, True, "the bot is member of the chat")  # noqa: FBT003 - as its callers do
    found = {channel.address: channel.suspended for channel in await store.roster.all()}
    assert found == {"-100/5": "", "-100/6": "the topic was closed", "-1001/5": "kicked"}
