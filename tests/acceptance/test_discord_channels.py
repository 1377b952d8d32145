"""Discord's kinds of channels, with the whole bot: what is published, whom alerts mention, and who waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.discord.places import Forum, Tag
from bot.sandbox.faults import Failure, Fault
from tests.acceptance.conftest import running
from tests.acceptance.town import GENERAL, GUILD, JIMIN, NEWS, lines, until

if TYPE_CHECKING:
    from config.settings import Settings
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town

ROLE, FORUM = 77, 3003
SHOWING = {"POST /channels/{id}/messages", "PATCH /channels/{id}/messages/{id}"}
CROSSPOST = "POST /channels/{id}/messages/{id}/crosspost"
FEW_EDITS = {
    "code": 20022,
    "message": "This message cannot be edited due to announcement rate limits",
    "retry_after": 4.0,
}


async def test_breaking_overtakes_an_edit(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A correction that has to wait for Discord's quota of edits lets breaking news to the same channel pass."""
    async with running(settings):
        newsroom.publish("a", "틀린 제목")
        await until(lambda: len(town.on_discord()) == 1, town.on_discord)
        town.discord.faults.add(
            Fault(
                Failure.ANSWER,
                "PATCH /channels/{id}/messages/{id}",
                str(NEWS),
                status=429,
                body=FEW_EDITS,
                headers={"Via": "1.1 google"},
            )
        )
        newsroom.publish("a", "맞는 제목")
        await until(lambda: not _edits(town).isdisjoint({429}), lambda: _edits(town))
        newsroom.publish("b", "[속보] 큰일")
        await until(lambda: bool(lines(town.on_discord(), "큰일")), town.on_discord)
        await until(lambda: bool(lines(town.on_discord(), "맞는 제목")), town.on_discord)
    statuses = [(call.name.partition(" ")[0], call.status) for call in town.discord.calls if call.name in SHOWING]
    assert statuses == [("POST", 200), ("PATCH", 429), ("POST", 200), ("PATCH", 200)]


async def test_role_pinged_once(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """Breaking news pings the channel's role when it is sent, and a correction of it pings nobody."""
    town.discord.add_role(ROLE, GUILD, "속보 알림", is_mentionable=True)
    async with running(settings):
        await town.commands(JIMIN, "mention", role=str(ROLE))
        await until(
            lambda: "언급하는 역할" in "".join(town.on_discord(user=JIMIN)), lambda: town.on_discord(user=JIMIN)
        )
        newsroom.publish("a", "[속보] 큰일")
        await until(lambda: len(town.on_discord()) == 1, town.on_discord)
        assert town.discord.messages(NEWS)[0]["mention_roles"] == [str(ROLE)]
        newsroom.publish("a", "[속보] 더 큰일")
        await until(lambda: bool(lines(town.on_discord(), "더 큰일")), town.on_discord)
    (message,) = town.discord.messages(NEWS)
    assert f"<@&{ROLE}>" in message["content"]
    assert message["mention_roles"] == []


async def test_published(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """What is sent to an announcement channel is published to its followers, once; what other channels get is not."""
    places = [*settings.channels, settings.channels[-1].model_copy(update={"address": str(GENERAL)})]
    async with running(settings, channels=places):
        newsroom.publish("a", "새 소식")
        await until(lambda: _published(town) == [True], lambda: _published(town))
        newsroom.publish("b", "[속보] 큰일")
        await until(lambda: _published(town) == [True, True], lambda: _published(town))
        assert len(town.on_discord(GENERAL)) == 2
    assert _crossposts(town) == [(str(NEWS), 200)] * 2


async def test_publication_refused(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """A publication that Discord refuses is given up, and the alerts of the channel go out as ever."""
    refused = {"code": 50013, "message": "Missing Permissions"}
    town.discord.faults.add(Fault(Failure.ANSWER, CROSSPOST, str(NEWS), status=403, body=refused))
    async with running(settings):
        newsroom.publish("a", "새 소식")
        await until(lambda: len(_crossposts(town)) == 1, town.on_discord)
        newsroom.publish("b", "다음 소식")
        await until(lambda: _published(town) == [False, True], lambda: _published(town))
    assert _crossposts(town) == [(str(NEWS), 403), (str(NEWS), 200)]


async def test_forum(town: Town, newsroom: Newsroom, settings: Settings) -> None:
    """In a forum a story is a post with its category's tag, renamed by a correction and gone with its story."""
    town.discord.add_forum(FORUM, GUILD, "기사", Forum(tags=[Tag(id="1", name="news")]))
    places = [*settings.channels, settings.channels[-1].model_copy(update={"address": str(FORUM)})]
    async with running(settings, channels=places):
        newsroom.publish("a", "틀린 제목")
        await until(lambda: len(town.discord.posts(FORUM)) == 1, lambda: town.discord.posts(FORUM))
        (post,) = town.discord.posts(FORUM)
        assert post.thread is not None
        assert post.thread.tags == ["1"]
        newsroom.publish("a", "[속보] 맞는 제목")
        await until(lambda: "맞는 제목" in post.name, lambda: post)
        await until(lambda: len(town.on_discord(int(post.id))) == 2, lambda: town.on_discord(int(post.id)))
        assert "맞는 제목" in town.on_discord(int(post.id))[0]
        newsroom.publish("b", "다음 소식")
        await until(lambda: len(town.discord.posts(FORUM)) == 2, lambda: town.discord.posts(FORUM))
        newsroom.withdraw("a")
        await until(lambda: len(town.discord.posts(FORUM)) == 1, lambda: town.discord.posts(FORUM))
    assert "다음 소식" in town.discord.posts(FORUM)[0].name


def _published(town: Town) -> list[bool]:
    """Return of each message in the announcement channel whether it was published."""
    return [bool(message["flags"] & 1) for message in town.discord.messages(NEWS)]


def _crossposts(town: Town) -> list[tuple[str, int]]:
    """Return where messages were published, and how that was answered."""
    return [(call.chat, call.status) for call in town.discord.calls if call.name == CROSSPOST]


def _edits(town: Town) -> set[int]:
    """Return how edits in the channel were answered."""
    return {call.status for call in town.discord.calls if call.name == "PATCH /channels/{id}/messages/{id}"}
