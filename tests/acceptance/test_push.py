"""Posts that are pushed: what the caller is told, and what both chats show."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from bot.sources.push import door
from config.sources import DirectorySettings, PushSettings
from tests.acceptance.conftest import free_port, running
from tests.acceptance.town import CHANNEL, JIMIN, NEWS, lines, until
from tests.crash.store import OtherStore
from tests.servers import BINARIES
from tests.sources.push.caller import SECRET, Caller, a_story

if TYPE_CHECKING:
    from pathlib import Path

    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town

PUSH = PushSettings.model_validate({"kind": "push", "secret": SECRET})
RUBBISH = st.binary() | st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["link", "title", "id", "level"]), inner),
    max_leaves=8,
).map(lambda value: json.dumps(value).encode())


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Give settings under which posts are pushed, and nothing is looked at."""
    return settings.model_copy(update={"sources": [PUSH]})


async def test_life(town: Town, settings: Settings) -> None:
    """A pushed post stands in every chat once, is corrected in place when it is pushed otherwise, and withdrawn."""
    cms = _caller(settings)
    async with running(settings):
        for _ in range(2):
            assert (await cms.pushes(a_story(title="광장이 <b>열립니다</b>", excerpt="요약"))).status == 202
            await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
        assert all(len(texts) == 1 and "광장이 열립니다" in texts[0] for texts in _everywhere(town))
        before = town.telegram.messages(CHANNEL)[0]["message_id"]
        assert (await cms.pushes(a_story(title="광장이 닫힙니다", excerpt="요약"))).status == 202
        await until(lambda: all(lines(texts, "닫힙니다") for texts in _everywhere(town)), lambda: _everywhere(town))
        assert [len(texts) for texts in _everywhere(town)] == [1, 1, 1]
        assert town.telegram.messages(CHANNEL)[0]["message_id"] == before
        assert (await cms.pushes(a_story(retracted=True))).status == 202
        await until(lambda: not any(_everywhere(town)), lambda: _everywhere(town))


async def test_levels(town: Town, settings: Settings) -> None:
    """A pushed post declares its level, or the settings' rules give it one."""
    async with running(settings):
        stories = [a_story(1, level="none"), a_story(2, level="silent"), a_story(3, title="[속보] 큰일")]
        assert (await _caller(settings).pushes(stories)).status == 202
        await until(lambda: all(len(texts) == 2 for texts in _everywhere(town)), lambda: _everywhere(town))
    assert not any(lines(texts, "기사 1") for texts in _everywhere(town))
    assert all(lines(texts, "🚨 속보") == lines(texts, "큰일") != [] for texts in _everywhere(town))
    sent = [call.body for call in town.telegram.calls if call.name == "sendMessage"]
    quiet = {_title(body["text"]): body.get("disable_notification", False) for body in sent}
    assert quiet == {"기사 2": True, "큰일": False}


async def test_beside_a_site(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A site is watched beside it: its baseline stays quiet, and what both show is one post, the site's."""
    newsroom.publish("old", "지난 기사")
    sources, cms = [DirectorySettings(folder=newsroom.folder), PUSH], _caller(settings)
    async with running(settings, sources=sources):
        newsroom.publish("new", "새 기사")
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
        same = "https://newsdao.kr/news/new"
        for story in (a_story(link=same), a_story(link=same, retracted=True), a_story(1)):
            assert (await cms.pushes(story)).status == 202
        await until(lambda: all(len(texts) == 2 for texts in _everywhere(town)), lambda: _everywhere(town))
    assert all(lines(texts, "새 기사") and lines(texts, "기사 1") for texts in _everywhere(town))


async def test_rubbish(town: Town, settings: Settings) -> None:
    """Whatever is sent, signed or not, is answered as the caller's mistake, and nothing of it is shown anywhere."""
    cms, loop = _caller(settings), asyncio.get_running_loop()

    @trials(max_examples=60, database=None)
    @given(RUBBISH, st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126)))
    def send(body: bytes, word: str) -> None:
        signed = cms.signed(body)
        for headers, statuses in (
            (signed, {400, 422}),
            (signed | {"X-Sokbo-Signature": word}, {401, 429}),
            (signed | {"X-Sokbo-Timestamp": word}, {401, 429}),
        ):
            answer = asyncio.run_coroutine_threadsafe(cms.sends(body, headers), loop).result(20)
            assert answer.status in statuses
            assert answer.errors

    async with running(settings):
        await asyncio.to_thread(send)
        assert (await cms.pushes(a_story())).status == 202
        await until(lambda: all(map(len, _everywhere(town))), lambda: _everywhere(town))
    assert all(len(texts) == 1 and "기사 1" in texts[0] for texts in _everywhere(town))


async def test_replayed(town: Town, settings: Settings) -> None:
    """An old request that somebody repeats brings no old title back, also after a restart."""
    cms, body = _caller(settings), json.dumps(a_story(title="첫 제목")).encode()
    headers = cms.signed(body)
    async with running(settings):
        first = await cms.sends(body, headers)
        assert (await cms.pushes(a_story(title="새 제목"))).status == 202
        await until(lambda: all(lines(texts, "새 제목") for texts in _everywhere(town)), lambda: _everywhere(town))
    async with running(settings):
        again = await cms.sends(body, headers)
        assert (again.status, again.body) == (first.status, first.body) == (202, first.body)
        await cms.pushes(a_story(2))
        await until(lambda: all(len(texts) == 2 for texts in _everywhere(town)), lambda: _everywhere(town))
    assert all(lines(texts, "새 제목") and not lines(texts, "첫 제목") for texts in _everywhere(town))


async def test_store_away(
    town: Town, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """While the store is away nothing is promised: 503, with when to come again; later it is taken, and sent once."""
    monkeypatch.setattr(door, "PATIENCE", 0.3)
    store, cms = OtherStore(tmp_path, "valkey", str(BINARIES["valkey"])), _caller(settings)
    await store.revive()
    try:
        async with running(settings, redis_url=store.url):
            await store.close()
            away = [await cms.pushes(a_story(number)) for number in (1, 1, 2)]
            assert [(answer.status, answer.headers["Retry-After"]) for answer in away] == [(503, "5")] * 3
            await store.revive()
            monkeypatch.setattr(door, "PATIENCE", 10.0)
            assert [(await cms.pushes(a_story(number))).status for number in (1, 2)] == [202] * 2
            await until(lambda: all(len(texts) == 2 for texts in _everywhere(town)), lambda: _everywhere(town))
        assert [len(texts) for texts in _everywhere(town)] == [2, 2, 2]
    finally:
        await store.close()


async def test_any_of_the_bots(town: Town, settings: Settings, tmp_path: Path) -> None:
    """Of several bots behind a balancer each takes a push, all know what one of them took, and it is sent once."""
    store = OtherStore(tmp_path, "valkey", str(BINARIES["valkey"]))
    await store.revive()
    second = f"127.0.0.1:{free_port()}"
    here, there = _caller(settings), Caller(f"http://{second}/publish")
    try:
        async with (
            running(settings, redis_url=store.url),
            running(settings, redis_url=store.url, http_address=second),
        ):
            pushes: list[Any] = []
            async with asyncio.TaskGroup() as tasks:  # a build that repeats itself at the other bot at once
                for number in range(2):
                    pushes += [tasks.create_task(each.pushes(a_story(number))) for each in (here, there)]
            assert {push.result().status for push in pushes} == {202}
            assert (await there.pushes(a_story(0, title="새 제목"))).status == 202
            assert (await here.pushes(a_story(1, retracted=True))).status == 202
            await until(lambda: all(_is_true(texts) for texts in _everywhere(town)), lambda: _everywhere(town))
    finally:
        await store.close()
    sent = [call.chat for call in town.telegram.calls if call.name == "sendMessage" and call.chat == str(CHANNEL)]
    assert len(sent) <= 2


def _is_true(texts: list[str]) -> bool:
    """Return whether a chat shows the first post as it was corrected, once, and not the one that was withdrawn."""
    return len(texts) == 1 == len(lines(texts, "새 제목"))


def _title(text: str) -> str:
    return next(title for title in ("기사 1", "기사 2", "큰일") if title in text)


def _caller(settings: Settings) -> Caller:
    return Caller(f"{settings.url}/publish")


def _everywhere(town: Town) -> list[list[str]]:
    return [town.on_telegram(CHANNEL), town.on_telegram(JIMIN), town.on_discord(NEWS)]
