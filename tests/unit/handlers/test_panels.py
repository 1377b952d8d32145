"""The panels of `/settings`: what they show, what they change, and that every button leads somewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.core.delivery import Kind, Language, Wishes
from bot.core.hours import Digest, Quiet
from bot.core.readers.conversation import Moment
from tests.unit.handlers.presser import Presser, all_presses
from tests.unit.handlers.shelves import Chat, post, reader, shown

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.readers.conversation import Reply

TOPIC_OF_A_FORUM = "-1001234567890/1234567890"
STORIES = post("기준금리 동결", "경제"), post("우승", "스포츠", minutes=5)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("address", ["", TOPIC_OF_A_FORUM])
async def test_walk(language: Language, address: str) -> None:
    """Each button of each panel leads somewhere and fits both platforms, whatever the categories are called."""
    names = [f"{number}번째로 긴 이름의 카테고리 {'가나다라마바사' * 9}" for number in range(200)]
    chat = Chat(*(post(name, name) for name in names), asker=reader(language=language))
    presser = Presser(chat)
    await presser.press(_at(address, "/keywords"), text=None)
    await presser.press(_at(address, "/settings word"), text=", ".join(f"{name[:30]}" for name in names[:50]))
    seen: set[str] = set()
    waiting = [_at(address, command) for command in ("/settings", "/mute", "/keywords")]
    while waiting:
        press = waiting.pop()
        if press in seen or press.startswith("/language"):
            continue
        seen.add(press)
        reply = await presser.press(press)
        _fits(reply)
        assert shown(reply)
        waiting += all_presses(reply)
    assert len(seen) > 80
    assert all(
        press.partition(" ")[0].endswith(f"@{address}" if address else press.partition(" ")[0]) for press in seen
    )


def _at(address: str, press: str) -> str:
    command, _, words = press.partition(" ")
    return f"{command}@{address} {words}".strip() if address else press


def _fits(reply: Reply) -> None:
    for press in all_presses(reply):
        assert len(press.encode()) <= 64
    labels = [button.label for row in reply.buttons for button in row]
    labels += [option.label for menu in reply.menus for option in menu.options]
    assert all(1 <= len(label) <= 80 for label in labels)
    assert len(reply.buttons) + len(reply.menus) <= 5
    assert all(len(row) <= 5 for row in reply.buttons)
    asked = [*(menu.press for menu in reply.menus), *(button.press for row in reply.buttons for button in row)]
    assert len(set(asked)) == len(asked)  # a message takes no two of the same (doc: custom_id)
    for menu in reply.menus:
        assert len(menu.options) <= 25
        assert len({option.value for option in menu.options}) == len(menu.options)
        assert all(len(option.value.encode()) <= 32 for option in menu.options)
    if reply.form:
        assert len(reply.form.press.encode()) <= 64
        assert len(reply.form.title) <= 45  # a modal's title (doc)
        assert len(reply.form.hint) <= 100


async def test_two_taps() -> None:
    """Who never saw the bot gets one category with two taps: the panel, and the category in it."""
    chat = Chat(*STORIES)
    presser = Presser(chat)
    panel = await presser.press("/settings")
    assert "없음(구독하지 않음)" in shown(panel)
    option = panel.menus[0].options[0]
    after = await presser.press(f"{panel.menus[0].toggle} {option.value}")
    assert await chat.topics() == {"경제"}
    assert after.is_update
    assert after.menus[0].options[0].is_chosen
    assert "기준금리 동결" in shown(after)


async def test_menu() -> None:
    """Of a menu's categories just those are wished for that are chosen; what it does not show stays."""
    chat = Chat(*STORIES)
    presser = Presser(chat)
    panel = await presser.press("/settings")
    both = [option.value for option in panel.menus[0].options]
    await presser.press(panel.menus[0].press, chosen=both)
    assert await chat.topics() == {"경제", "스포츠"}
    await presser.press(panel.menus[0].press, chosen=both[1:])
    assert await chat.topics() == {"스포츠"}
    await presser.press(panel.menus[0].press, chosen=[])
    assert await chat.topics() is None


async def test_menu_meanwhile() -> None:
    """Who chooses in a menu that is shown since a while takes nothing away that somebody else has chosen meanwhile."""
    chat = Chat(*STORIES, post("신제품", "기술", minutes=9))
    presser = Presser(chat)
    await chat.says("/subscribe 스포츠")
    menu = (await presser.press("/settings")).menus[0]
    marks = {option.label: option.value for option in menu.options}
    await chat.says("/subscribe 기술")
    await presser.press(menu.press, chosen=[marks["스포츠"], marks["경제"]], before=[marks["스포츠"]])
    assert await chat.topics() == {"스포츠", "기술", "경제"}
    await presser.press(menu.press, chosen=[marks["경제"]], before=[marks["스포츠"]])
    assert await chat.topics() == {"기술", "경제"}


async def test_pressed_at_once() -> None:
    """Two who press the same button of two copies of a panel get what it showed them, once."""
    chat = Chat(*STORIES)
    presser = Presser(chat)
    await presser.press("/settings quiet 22-07")
    for panel in ("/settings", "/settings hours"):
        shown_to_both = await presser.press(panel)
        for press in all_presses(shown_to_both):
            if press.rpartition(" ")[2] in {"on", "off"}:
                await presser.press(press)
                once = _channel(chat)
                await presser.press(press)
                assert replace(_channel(chat), since=None) == replace(once, since=None)


async def test_nothing_chosen() -> None:
    """A menu that is closed with nothing chosen takes nothing from who gets everything."""
    chat = Chat(*STORIES)
    await chat.says("/subscribe")
    await Presser(chat).press("/settings topics", chosen=[])
    assert await chat.topics() == set()


async def test_breaking_and_everything() -> None:
    """Breaking news alone, and everything again; the last wish that is taken away ends the subscription."""
    chat = Chat(*STORIES)
    presser = Presser(chat)
    await presser.press("/settings breaking")
    assert _channel(chat).wishes == Wishes(wants_breaking=True)
    await presser.press("/settings everything")
    assert _channel(chat).wishes == Wishes()
    await presser.press("/settings breaking")
    await presser.press("/settings breaking")
    assert _channel(chat).wishes is None


async def test_last_keyword() -> None:
    """Of as many keywords as there may be the last can be taken away like the first."""
    chat = Chat(*STORIES)
    presser = Presser(chat)
    panel = await presser.press("/settings word", text=", ".join(f"낱말 {number:02}" for number in range(50)))
    first, second = panel.menus
    await presser.press(second.press, chosen=[second.options[-1].value])
    await presser.press(first.press, chosen=[first.options[0].value])
    wishes = _channel(chat).wishes
    assert wishes is not None
    assert wishes.keywords == {f"낱말 {number:02}" for number in range(1, 49)}


async def test_keywords() -> None:
    """Keywords are added by the form and removed by the menu; excluded ones stay when everything is wished for."""
    chat = Chat(*STORIES)
    presser = Presser(chat)
    form = (await presser.press("/settings word")).form
    assert form is not None
    assert "쉼표로 나누어" in form.hint
    panel = await presser.press(form.press, text="금리\n-부동산")
    assert _channel(chat).wishes == Wishes(keywords=frozenset({"금리"}), excluded=frozenset({"부동산"}))
    assert "기준금리 동결" in shown(panel)
    (menu,) = panel.menus
    assert [option.label for option in menu.options] == ["금리", "-부동산"]
    await presser.press("/settings everything")
    assert _channel(chat).wishes == Wishes(excluded=frozenset({"부동산"}))
    await presser.press(menu.press, chosen=[menu.options[1].value])
    assert _channel(chat).wishes == Wishes()


async def test_quiet() -> None:
    """Quiet hours come by a button or as they are typed, and what becomes of stories in them is kept."""
    chat = Chat(*STORIES)
    presser = Presser(chat)
    await presser.press("/settings quiet 22-07")
    await presser.press("/settings hold")
    assert _channel(chat).hours.quiet == Quiet(time(22), time(7), is_held=True)
    await presser.press("/settings quiet", text=" 23:00 ~ 07:30 ")
    assert _channel(chat).hours.quiet == Quiet(time(23), time(7, 30), is_held=True)
    assert "시간으로 읽을 수 없습니다" in shown(await presser.press("/settings quiet", text="밤에"))
    await presser.press("/settings quiet off")
    assert _channel(chat).hours.quiet is None


@pytest.mark.parametrize("text", ["", " \n ", "\u200b"])
@pytest.mark.parametrize(("form", "title"), [("word", "키워드"), ("quiet", "시간"), ("zone", "시간")])
async def test_blank(form: str, title: str, text: str) -> None:
    """A form that is sent empty changes nothing, and shows the panel that it was opened from."""
    chat = Chat(*STORIES)
    reply = await Presser(chat).press(f"/settings {form}", text=text)
    assert (reply.form, shown(reply).split("\n")[0]) == (None, title)
    assert chat.roster.channels == {}


async def test_digest() -> None:
    """A digest is daily or weekly, keeps its hour when that changes, and can be typed as a whole."""
    chat = Chat(*STORIES)
    presser = Presser(chat)
    for press, digest in [
        ("digest daily", Digest(8)),
        ("digest at 19", Digest(19)),
        ("digest weekly", Digest(19, 0)),
        ("digest on 4", Digest(19, 4)),
        ("digest 매주 토요일 7시", Digest(7, 5)),
        ("digest off", None),
    ]:
        await presser.press(f"/settings {press}")
        assert _channel(chat).hours.digest == digest
    assert "모아 보기로 읽을 수 없습니다" in shown(await presser.press("/settings digest at 25"))


@pytest.mark.parametrize(
    ("language", "daily", "weekly"),
    [
        (Language.KO, "모아 보기: 매일 8시", "모아 보기: 매주 금요일 8시"),
        (Language.EN, "Digest: daily at 8:00", "Digest: weekly, Friday at 8:00"),
    ],
)
async def test_digest_told(language: Language, daily: str, weekly: str) -> None:
    """Its hour is told in the same way, whether it comes daily or weekly."""
    presser = Presser(Chat(*STORIES, asker=reader(language=language)))
    assert daily in shown(await presser.press("/settings digest daily"))
    assert weekly in shown(await presser.press("/settings digest on 4"))


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Seoul", "Asia/Seoul"),
        ("서울", "Asia/Seoul"),
        ("new york", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
        ("UTC+9", "Etc/GMT-9"),
        ("GMT+9", "Etc/GMT-9"),
        ("GMT-03:00", "Etc/GMT+3"),
        ("UTC + 9", "Etc/GMT-9"),
        ("한국 시간", "Asia/Seoul"),
        ("South Korea", "Asia/Seoul"),
        ("인천", "Asia/Seoul"),
        ("Etc/GMT-9", "Etc/GMT-9"),
        ("KST", "Asia/Seoul"),
        ("뉴욕", "America/New_York"),
        ("utc", "UTC"),
    ],
)
async def test_zone(typed: str, zone: str) -> None:
    """A time zone is found by its city in either language, an offset, an abbreviation or its own name."""
    chat = Chat(*STORIES)
    await Presser(chat).press("/settings zone", text=typed)
    assert _channel(chat).hours.zone == zone


@pytest.mark.parametrize("typed", ["UTC+9", "+09:00", "GMT-3"])
async def test_zone_offset(typed: str) -> None:
    """A zone that is an offset is shown as it was typed, and not by its name, whose sign is the other way round."""
    chat = Chat(*STORIES)
    presser = Presser(chat)
    named = f"UTC{'-3' if '-' in typed else '+9'}"
    assert f"시간대: {named}" in shown(await presser.press("/settings zone", text=typed))
    assert f"시간대: {named}" in shown(await presser.press("/settings"))
    await presser.press("/settings quiet 22-07")
    assert f"({named})" in await chat.reads("/status")


@pytest.mark.parametrize("typed", ["09", "09:00", "19", "a5", "UTC9", "+9+9", "localtime", "Factory"])
async def test_no_zone(typed: str) -> None:
    """Digits without a sign are no offset, nobody knows on which side; and the machine's own zone is no reader's."""
    chat = Chat(*STORIES)
    assert "시간대를 찾지 못했습니다" in shown(await Presser(chat).press("/settings zone", text=typed))
    assert chat.roster.channels == {}


async def test_zone_unknown() -> None:
    """For a zone that is not there, those are named that look like it."""
    chat = Chat(*STORIES)
    assert "Asia/Seoul" in shown(await Presser(chat).press("/settings zone", text="Asia/Seol"))
    assert chat.roster.channels == {}


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("1h", datetime(2026, 11, 23, 13, tzinfo=UTC)),
        ("8시간", datetime(2026, 11, 23, 20, tzinfo=UTC)),
        ("내일", datetime(2026, 11, 23, 23, tzinfo=UTC)),  # 08:00 in Seoul
        ("off", None),
    ],
)
async def test_mute(asked: str, until: datetime | None) -> None:
    """A mute lasts some hours, until the morning by the channel's own clock, or ends."""
    chat = Chat(*STORIES)
    await chat.says("/subscribe")
    await chat.says("/mute 3h")
    reply = await chat.says(f"/mute {asked}")
    assert reply is not None
    assert _channel(chat).hours.muted_until == until
    assert "얼마 동안인지" in await chat.reads("/mute 언젠가")


async def test_mute_elsewhere() -> None:
    """A mute until tomorrow ends at eight by the channel's own clock, and is told by it, wherever that is."""
    chat = Chat(*STORIES)
    await chat.says("/subscribe")
    await Presser(chat).press("/settings zone", text="싱가포르")
    eight = datetime(2026, 11, 24, 8, tzinfo=ZoneInfo("Asia/Singapore"))
    for command in ("/mute tomorrow", "/settings", "/settings hours", "/status"):
        reply = await chat.says(command)
        assert reply is not None
        (until,) = (part.at for line in reply.lines for part in line if isinstance(part, Moment))
        assert (until, until.utcoffset()) == (eight, eight.utcoffset())


async def test_mute_passed_by() -> None:
    """Who mutes is told that breaking news comes all the same, as long as it does."""
    chat = Chat(*STORIES)
    await chat.says("/subscribe")
    assert "속보는 언제나" in await chat.reads("/mute 1h")
    await Presser(chat).press("/settings passes")
    assert "속보는 언제나" not in await chat.reads("/mute")


async def test_mute_unsubscribed() -> None:
    """Where nothing comes there is nothing to mute."""
    chat = Chat(*STORIES)
    assert "구독하고 있지 않습니다" in await chat.reads("/mute 1h")
    assert chat.roster.channels == {}


async def test_mute_passed() -> None:
    """A mute that has passed is not shown."""
    chat = Chat(*STORIES)
    await chat.says("/subscribe")
    assert "음소거" in shown(await Presser(chat).press("/settings mute 1h"))
    chat.now += timedelta(hours=2)
    assert "음소거" not in shown(await Presser(chat).press("/settings panel"))


async def test_about() -> None:
    """A panel shown in a private chat changes the channel that it is about, and nothing of that chat."""
    chat = Chat(*STORIES)
    panel = await Presser(chat).press("/settings@-5 everything")
    assert "속보 채널" in shown(panel)
    assert list(chat.roster.channels) == ["telegram:-5"]
    assert chat.roster.channels["telegram:-5"].kind is Kind.BROADCAST


async def test_hours_survive() -> None:
    """Who unsubscribes and comes back keeps hours and chosen language."""
    chat = Chat(*STORIES)
    await chat.says("/subscribe")
    await Presser(chat).press("/settings quiet 22-07")
    await chat.says("/unsubscribe")
    await chat.says("/subscribe")
    assert _channel(chat).hours.quiet == Quiet(time(22), time(7))


@pytest.mark.parametrize(
    "typed", ["/settings 아무거나", "/settings topic 0", "/settings unword 0", "/settings word , ,"]
)
async def test_rubbish(typed: str) -> None:
    """What no panel asks is answered, and changes nothing."""
    chat = Chat(*STORIES)
    assert await chat.reads(typed)
    assert chat.roster.channels == {}


async def test_group() -> None:
    """In a group only managers reach a panel, and it bothers nobody else."""
    chat = Chat(*STORIES, asker=reader(Kind.GROUP), is_manager=False)
    assert "관리자만" in await chat.reads("/settings")
    chat.is_manager = True
    panel = await chat.says("/settings")
    assert panel is not None
    assert panel.private


def _channel(chat: Chat) -> Channel:
    return chat.roster.channels["telegram:100"]
