"""What goes wrong at a platform, and what every chat shows in the end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.sandbox.faults import Failure, Fault
from config.settings import Settings
from tests.acceptance.conftest import readiness, running
from tests.acceptance.town import CHANNEL, GENERAL, GROUP, JIMIN, NEWS, Town, lines, until
from tests.openapi import needs_description, problems

if TYPE_CHECKING:
    import pytest

    from tests.acceptance.newsroom import Newsroom

SEND = "sendMessage"
POST = "POST /channels/{id}/messages"


async def test_throttled(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A chat that is throttled waits as told; the others do not."""
    body = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 2"}
    body |= {"parameters": {"retry_after": 2}}
    town.telegram.faults.add(Fault(Failure.ANSWER, SEND, str(CHANNEL), status=429, body=body))
    async with running(settings):
        newsroom.publish("a", "기사")
        await until(lambda: bool(town.on_telegram(JIMIN)) and bool(town.on_discord(NEWS)))
        assert town.on_telegram(CHANNEL) == []
        await until(lambda: bool(town.on_telegram(CHANNEL)))
    (refused, accepted) = (call.at for call in town.telegram.calls if call.name == SEND and call.chat == str(CHANNEL))
    assert accepted - refused >= 2


async def test_server_errors(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Discord's server errors and cut connections cost no alert, and no second one."""
    for failure, channel in ((Failure.CUT_AFTER, NEWS), (Failure.ANSWER, NEWS), (Failure.CUT_BEFORE, GENERAL)):
        town.discord.faults.add(Fault(failure, POST, str(channel), status=503))
    general = Settings.model_validate({"channels": [{"platform": "discord", "address": GENERAL}]})
    async with running(settings, channels=[*settings.channels, *general.channels]):
        newsroom.publish("a", "기사")
        await until(lambda: len([one for one in town.discord.calls if one.name == POST]) >= 5)
        await until(lambda: bool(town.on_telegram(CHANNEL)))
    assert [len(town.on_discord(channel)) for channel in (NEWS, GENERAL)] == [1, 1]


async def test_connection_refused(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A platform that is down leaves the other untouched, and gets its alerts when it is back."""
    port = int(town.telegram.url.rsplit(":", 1)[1])
    await town.telegram.stop()
    async with running(settings, but_for="telegram"):
        newsroom.publish("a", "기사")
        await until(lambda: bool(town.on_discord(NEWS)))
        assert any(reason.startswith("telegram") for reason in await readiness(settings))
        await town.telegram.start(port=port)
        await until(lambda: bool(town.on_telegram(CHANNEL)) and bool(town.on_telegram(JIMIN)))
    assert [len(town.on_telegram(CHANNEL)), len(town.on_telegram(JIMIN)), len(town.on_discord(NEWS))] == [1, 1, 1]


async def test_wrong_token(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A wrong token stops that platform with a word about it; the other one goes on."""
    wrong = Settings.model_validate({"telegram_token": "8:wrong"}).telegram_token
    async with running(settings, but_for="telegram", telegram_token=wrong):
        newsroom.publish("a", "기사")
        await until(lambda: bool(town.on_discord(NEWS)))
        (reason,) = await readiness(settings)
    assert "token" in reason
    assert town.on_telegram(CHANNEL) == []


async def test_revoked_token(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A token that is revoked stops its platform; with a new start and a good token nothing is lost."""
    async with running(settings):
        town.discord.revoke()
        newsroom.publish("a", "기사")
        await until(lambda: bool(town.on_telegram(CHANNEL)))
        async with asyncio.timeout(15):
            while not any("discord" in reason for reason in await readiness(settings)):  # noqa: ASYNC110 - over HTTP
                await asyncio.sleep(0.01)


async def test_blocked(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Who blocks the bot is left alone, is no trouble to others, and gets alerts again after unblocking."""
    async with running(settings):
        town.telegram.block(JIMIN)
        newsroom.publish("a", "첫째")
        await until(lambda: bool(town.on_telegram(CHANNEL)) and bool(town.on_discord(NEWS)))
        town.telegram.unblock(JIMIN)
        newsroom.publish("b", "둘째")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "둘째")))
        newsroom.publish("c", "셋째")
        await until(lambda: bool(lines(town.on_telegram(JIMIN), "셋째")), lambda: town.on_telegram(JIMIN))
    assert not lines(town.on_telegram(JIMIN), "첫째")


async def test_migrated(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A group that is upgraded gets its alert at its new address, and every later one."""
    channels = Settings.model_validate({"channels": [{"platform": "telegram", "address": GROUP, "kind": "group"}]})
    async with running(settings, channels=channels.channels):
        new = town.telegram.migrate(GROUP)
        newsroom.publish("a", "첫째")
        await until(lambda: bool(lines(town.on_telegram(new), "첫째")), lambda: town.on_telegram(new))
        newsroom.publish("b", "둘째")
        await until(lambda: bool(lines(town.on_telegram(new), "둘째")), lambda: town.on_telegram(new))
    assert len(lines(town.on_telegram(new), "첫째")) == 1


async def test_missing_permission(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A channel where the bot may not write is suspended; the others get their alerts."""
    town.discord.deny(NEWS, "send_messages")
    async with running(settings):
        newsroom.publish("a", "첫째")
        newsroom.publish("b", "둘째")
        await until(lambda: len(town.on_telegram(CHANNEL)) == 2)
    assert len([call for call in town.discord.calls if call.name == POST]) <= 2


async def test_markup_refused(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """An alert whose markup is refused goes out as plain text."""
    body = {"ok": False, "error_code": 400, "description": "Bad Request: can't parse entities: of any kind"}
    town.telegram.faults.add(Fault(Failure.ANSWER, SEND, str(CHANNEL), status=400, body=body))
    async with running(settings):
        newsroom.publish("a", "기사")
        await until(lambda: bool(town.on_telegram(CHANNEL)))
    assert "기사" in town.on_telegram(CHANNEL)[0]


async def test_uncertain(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """When Telegram cuts the line after accepting, a normal alert is not sent twice, a breaking one is sent again."""
    town.telegram.faults.add(Fault(Failure.CUT_AFTER, SEND, str(CHANNEL)))
    async with running(settings):
        newsroom.publish("a", "보통 기사")
        await until(lambda: bool(town.on_telegram(JIMIN)))
        newsroom.publish("b", "다음 기사")
        await until(lambda: bool(lines(town.on_telegram(CHANNEL), "다음")), lambda: town.on_telegram(CHANNEL))
        town.telegram.faults.add(Fault(Failure.CUT_AFTER, SEND, str(CHANNEL)))
        newsroom.publish("c", "[속보] 큰일")
        await until(lambda: len(lines(town.on_telegram(CHANNEL), "큰일")) == 2, lambda: town.on_telegram(CHANNEL))
    assert len(lines(town.on_telegram(CHANNEL), "보통")) == 1


BROKEN = {
    "yaml": b"---\ntitle: \xec\x86\x8d\xeb\xb3\xb4: x\n---\n",
    "binary": b"---\ntitle: a\0b\n---\n" + bytes(range(256)),
    "huge": b"---\ntitle: a\nx: " + b"y" * 5_000_000 + b"\n---\n",
    "bomb": b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(12))
    + b"---\n",
    "empty": b"",
    "unclosed": b"---\ntitle: a\n",
}


async def test_broken_posts(
    town: Town, newsroom: Newsroom, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Posts that can't be read are reported with their path, and the next good one goes out."""
    async with running(settings):
        for name, content in BROKEN.items():
            newsroom.put(name, content)
        newsroom.path("unreadable").symlink_to("/etc/hostname")
        newsroom.publish("good", "좋은 기사")
        await until(lambda: bool(town.on_telegram(CHANNEL)) and bool(town.on_discord(NEWS)))
        reported: list[str] = []
        for name in (*BROKEN, "unreadable"):
            await until(lambda: newsroom.path(name).name in _more(reported, capsys), lambda: reported)  # noqa: B023 - awaited here
    assert [len(town.on_telegram(CHANNEL)), len(town.on_discord(NEWS))] == [1, 1]
    assert "yaml.md:2:" in "".join(reported)


@needs_description
async def test_discord_requests(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Every request the bot makes of Discord is valid against Discord's own description."""
    async with running(settings):
        await until(lambda: bool(town.discord.state()["commands"]))
        newsroom.publish("a", "[속보] 기사", more="image: /a.jpg\n")
        await until(lambda: bool(town.on_discord(NEWS)))
        for name in ("start", "help", "latest", "subscribe", "unsubscribe"):
            await town.commands(JIMIN, name)
        newsroom.publish("a", "[속보] 고친 기사", more="image: /a.jpg\n")
        await until(lambda: bool(lines(town.on_discord(NEWS), "고친")))
        newsroom.withdraw("a")
        newsroom.publish("b", "다른 기사")
        await until(lambda: not lines(town.on_discord(NEWS), "고친"))
    found = [problem for call in town.discord.calls for problem in _judged(call.name, call.body)]
    assert found == []


def _judged(name: str, body: object) -> list[str]:
    method, path = name.split(" ", 1)
    return problems(method, path, body)


def _more(reported: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    reported.append(capsys.readouterr().out)
    return "".join(reported)
