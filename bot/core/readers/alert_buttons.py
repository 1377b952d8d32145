"""The buttons under an alert, which ask by their own words alone and so work after every restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.delivery import Kind, Platform
from bot.core.phrases import phrases_in
from bot.core.readers.conversation import Button
from bot.core.readers.deep_links import payload_of
from bot.core.readers.invitations import telegram_chat
from bot.core.readers.wishing import Offer

if TYPE_CHECKING:
    from bot.core.delivery import Channel
    from bot.core.post import Alert


def alert_buttons(alert: Alert, channel: Channel, bot_name: str) -> tuple[tuple[Button, ...], ...]:
    """Return the rows below the alert's own button: mute and settings for who is alone with the bot.

    Where others read along, one button lets each of them have such alerts in a chat of their own: a link on Telegram
    (none where the bot's name is not known yet), a press on Discord. A note has none, nor has a notice.
    """
    if alert.note or alert.notice or alert.roundup:
        return ()
    phrases = phrases_in(channel.language)
    if channel.kind is Kind.PRIVATE:
        return ((Button(phrases.button_mute_hour, "/mute 1h"), Button(phrases.button_settings, "/settings")),)
    offer = _offer(channel)
    if channel.platform is Platform.DISCORD:
        return ((Button(phrases.button_for_me, f"/start {payload_of(offer)}"),),)
    name = bot_name.removeprefix("@")
    return ((Button(phrases.button_for_me, url=telegram_chat(name, offer)),),) if name else ()


def _offer(channel: Channel) -> Offer:
    """Return what a reader of the channel gets who wants the same: where that is more than one thing, everything."""
    wishes = channel.wishes
    if wishes is None or wishes.keywords:
        return Offer()
    if wishes.wants_breaking and not wishes.topics:
        return Offer(is_breaking=True)
    if len(wishes.topics) == 1 and not wishes.wants_breaking:
        return Offer(next(iter(wishes.topics)))
    return Offer()
