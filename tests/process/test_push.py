"""A post that was answered 202 is safe: kill -9 right after the answer costs nothing; and the operator's view of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.acceptance.town import lines, until
from tests.process.conftest import outage
from tests.sources.push.caller import SECRET, Caller, a_story

if TYPE_CHECKING:
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter

PREVIOUS = "the secret before this one"
PUSH = f'[[sources]]\nkind = "push"\nsecret = "{SECRET}"\nprevious_secret = "{PREVIOUS}"\n'


async def test_killed_after_the_answer(start: Starter, town: Town, variables: dict[str, str]) -> None:
    """The alert is sent after the restart, once; the caller, who got no answer to a repeat, changes nothing by it."""
    cms = _configured(variables)
    async with outage(town), start() as bot:
        await bot.says("bot.started")
        assert (await cms.pushes(a_story(1))).status == 202
        await bot.killed()
        await until(lambda: not bot.relatives(), bot.relatives)
    assert not any(_both(town))
    async with start() as bot:
        await bot.says("bot.started")
        assert (await cms.pushes(a_story(1))).status == 202
        assert (await cms.pushes(a_story(2))).status == 202
        await until(lambda: all(lines(texts, "기사 2") for texts in _both(town)), lambda: bot.output)
        assert await bot.told_to_stop() == 0
    for texts in _both(town):
        assert [len(lines(texts, "기사 1")), len(lines(texts, "기사 2"))] == [1, 1]
    assert not any(secret in bot.output for secret in (SECRET, PREVIOUS))


async def test_check(start: Starter, variables: dict[str, str]) -> None:
    """`check` says where posts are pushed to, and shows no secret."""
    _configured(variables)
    async with start("check") as check:
        assert await check.ends() == 0
    told = f"ok    push: posts for push are taken at /publish of {variables['HTTP_ADDRESS']}, "
    assert any(line.startswith(told) for line in check.output.splitlines())
    assert not any(secret in check.output for secret in (SECRET, PREVIOUS))


def _configured(variables: dict[str, str]) -> Caller:
    """Let the bot take pushes; return somebody who pushes."""
    with Path(variables["CONFIG"]).open("a", encoding="utf-8") as settings:
        settings.write(PUSH)
    return Caller(f"http://{variables['HTTP_ADDRESS']}/publish")


def _both(town: Town) -> list[list[str]]:
    return [town.on_telegram(), town.on_discord()]
