"""What a source may rely on: what stands behind its `yield` happens when the sighting is recorded, and only then."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.core.notice import Matter
from bot.core.post import Level
from bot.core.sighting import Authority, Sighting
from bot.pipeline.watcher import Watcher
from tests.acceptance.town import until
from tests.builders import NOON, a_channel, a_post
from tests.contract.steps import claim, subscribe, walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.ports.sources import Versions
    from bot.core.post import Post
    from bot.store.store import Store


class OneLook:
    """A source that looks once, and sees all there is."""

    name, trouble, looked_at = "site", "", None

    def __init__(self, *posts: Post) -> None:
        self._posts = posts

    async def sightings(self, _: Versions | None = None) -> AsyncIterator[Sighting]:
        """Yield the posts."""
        yield Sighting(self.name, self._posts, complete=True)


class Attentive:
    """A source that looks into the ledger as soon as it is asked for more."""

    name, trouble, looked_at = "push", "", None

    def __init__(self, store: Store, posts: list[Post]) -> None:
        self._store = store
        self._posts = posts
        self.recorded: list[bool] = []

    async def sightings(self, versions: Versions | None = None) -> AsyncIterator[Sighting]:  # noqa: ARG002 - nothing is read that has one
        """Yield a sighting for each post, and see what is known behind it."""
        for post in self._posts:
            yield Sighting(self.name, (post,), complete=False, authority=Authority.PUSH)
            known = (await self._store.ledger.known(self.name) or {}).get(post.key)
            self.recorded.append(known is not None and known.fingerprint == post.fingerprint)


class Shown:
    """A source that shows one look after the other, and asks after each how it stands."""

    name, trouble, looked_at = "site", "", None

    def __init__(self, *looks: Sighting) -> None:
        self._looks = looks
        self.watcher: Watcher | None = None
        self.gone: list[int] = []

    async def sightings(self, versions: Versions | None = None) -> AsyncIterator[Sighting]:  # noqa: ARG002 - the same
        """Yield each look."""
        for look in self._looks:
            yield look
            notices = {one.matter: one for one in (self.watcher.notices if self.watcher else ())}
            self.gone.append(0 if notices[Matter.GONE].is_over else notices[Matter.GONE].count)


async def test_gone_at_once(store: Store) -> None:
    """Posts that are gone at once count until they are back, whether the brake did not believe it or the folder."""
    posts = tuple(a_post(f"p{number}") for number in range(30))
    looks = [
        Sighting("site", posts, complete=True),
        Sighting("site", posts[:1], complete=True),
        Sighting("site", posts[1:10], complete=False),
        Sighting("site", posts[10:], complete=False),
        Sighting("site", (), complete=False, gone=25),
        Sighting("site", (), complete=False),
    ]
    source = Shown(*looks)
    source.watcher = Watcher(source, store.ledger, clock=lambda: NOON)
    assert list(source.watcher.notices) == [], "before a look nothing is known"
    await source.watcher.run()
    assert source.gone == [0, 29, 20, 0, 25, 0]


async def test_recorded_behind_the_yield(store: Store) -> None:
    """A source is asked for the next sighting when this one stands in the store, new posts and corrected ones alike."""
    source = Attentive(store, [a_post("a"), a_post("b"), a_post("a", title="새 제목")])
    await Watcher(source, store.ledger, clock=lambda: NOON, is_alone=False).run()
    assert source.recorded == [True, True, True]


async def test_not_recorded(store: Store) -> None:
    """While the store takes no writes the source is not asked for more; when it does again, it is."""
    source, redis = Attentive(store, [a_post("a")]), store.connection.redis
    await redis.config_set("maxmemory", 1)
    with structlog.testing.capture_logs() as logs:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(Watcher(source, store.ledger, clock=lambda: NOON, is_alone=False).run())
            await until(lambda: [entry["event"] for entry in logs] == ["watcher.store_failed"], lambda: logs)
            assert source.recorded == []
            await redis.config_set("maxmemory", 0)
    assert source.recorded == [True]


async def test_defaults_changed(store: Store) -> None:
    """When a site's defaults announce at once what they announced to nobody, nobody is flooded, and the log tells."""
    await subscribe(store, a_channel())
    silent = [a_post(str(n), declared=Level.NONE) for n in range(10)]
    with structlog.testing.capture_logs() as logs:
        for posts in ([], silent, [replace(post, declared=None) for post in silent]):
            await Watcher(OneLook(*posts), store.ledger, clock=lambda: NOON).run()
    await walk(store)
    assert await claim(store) == []
    assert [entry["event"] for entry in logs].count("source.many_raised") == 1
