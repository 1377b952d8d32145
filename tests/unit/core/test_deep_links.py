"""The words behind links that subscribe."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.delivery import Kind, Platform, Wishes
from bot.core.formatter import alert_of
from bot.core.post import Note
from bot.core.readers.alert_buttons import alert_buttons
from bot.core.readers.conversation import Button
from bot.core.readers.deep_links import offer_in, payload_of
from bot.core.readers.invitations import discord_server, telegram_channel, telegram_chat, telegram_group
from bot.core.readers.wishing import Offer
from bot.core.text.folding import fold
from tests.builders import a_channel, a_post

NAMES = st.text(min_size=1, max_size=80).filter(fold)


@given(st.lists(NAMES, max_size=5), NAMES)
def test_round_trip(names: list[str], name: str) -> None:
    """Each category's word fits a link and leads back to it, or to one that differs by case alone."""
    payload = payload_of(Offer(name))
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,57}", payload)
    found = offer_in(payload, [*names, name])
    assert found is not None
    assert fold(found.category) == fold(name)


@pytest.mark.parametrize("offer", [Offer(), Offer(is_breaking=True)])
def test_no_category(offer: Offer) -> None:
    """Everything and breaking news have words of their own."""
    assert offer_in(payload_of(offer), []) == offer


def test_however_written() -> None:
    """A category has one word, however its letters are composed."""
    assert payload_of(Offer(unicodedata.normalize("NFD", "경제"))) == payload_of(Offer("경제"))


@pytest.mark.parametrize("payload", ["", "r-24", "c-", "c-%%%", "d-0", "ALL", "a" * 64, "c-" + "A" * 55])
def test_unknown(payload: str) -> None:
    """A word that means nothing to us leads nowhere."""
    assert offer_in(payload, ["경제", "News"]) is None


def test_links() -> None:
    """The links are those the platforms document, with what the bot needs and no more."""
    assert telegram_chat("sokbo_bot", Offer()) == "https://t.me/sokbo_bot?start=all"
    assert telegram_group("sokbo_bot") == "https://t.me/sokbo_bot?startgroup=all"
    assert telegram_channel("b").endswith("?startchannel&admin=post_messages")
    assert discord_server("5").endswith("client_id=5&scope=bot+applications.commands&permissions=274877991936")
    assert discord_server("5", mentions_roles=True).endswith(f"permissions={274877991936 + (1 << 17)}")


def test_private_alert() -> None:
    """Below an alert in a private chat stand mute and settings."""
    (row,) = alert_buttons(alert_of(a_post()), a_channel(kind=Kind.PRIVATE), "@b")
    assert [button.press for button in row] == ["/mute 1h", "/settings"]


@pytest.mark.parametrize(
    ("wishes", "word"),
    [
        (Wishes(), "all"),
        (Wishes(wants_breaking=True), "breaking"),
        (Wishes(frozenset({"경제"})), payload_of(Offer("경제"))),
        (Wishes(frozenset({"경제", "news"})), "all"),
        (Wishes(frozenset({"경제"}), keywords=frozenset({"금리"})), "all"),
    ],
)
def test_shared_alert(wishes: Wishes, word: str) -> None:
    """Where others read along, a reader gets the like of the channel: by a link on Telegram, by a press on Discord."""
    ((link,),) = alert_buttons(alert_of(a_post()), a_channel(wishes=wishes), "@b")
    assert (link.press, link.url) == ("", f"https://t.me/b?start={word}")
    ((press,),) = alert_buttons(alert_of(a_post()), a_channel("5", Platform.DISCORD, wishes=wishes), "b")
    assert press == Button(link.label, f"/start {word}")
    assert len(press.press.encode()) <= 64


def test_no_buttons() -> None:
    """A note has no buttons, nor has an alert in a channel while the bot's name is not known."""
    assert alert_buttons(alert_of(a_post(note=Note.RAISED)), a_channel(), "b") == ()
    assert alert_buttons(alert_of(a_post()), a_channel(), "") == ()
