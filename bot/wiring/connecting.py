"""Opens the platforms whose tokens are set."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.channels.membership import take_note
from bot.core.delivery import Lane, Platform
from bot.core.readers.alert_buttons import alert_buttons
from bot.pipeline.courier import Courier
from bot.pipeline.publisher import Publisher
from bot.pipeline.turnstile import Turnstile
from bot.platforms.discord.connection import connect as connect_discord
from bot.platforms.discord.messenger import no_buttons
from bot.platforms.telegram.connection import connect as connect_telegram
from bot.wiring import choices
from bot.wiring.bureau import Bureau, Connection

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AsyncExitStack

    from bot.core.pace import Stamps
    from bot.core.ports.sending import Followers
    from bot.store.store import Store
    from config.settings import Settings


async def open_bureaus(settings: Settings, store: Store, stack: AsyncExitStack) -> list[Bureau]:
    """Return a bureau for each platform whose token is set."""
    bureaus: list[Bureau] = []
    below = settings.alert_buttons
    stamps = {platform: rate.stamps() for platform, rate in choices.pace(settings.pace).rates.items()}
    if settings.telegram_token:
        token = settings.telegram_token.get_secret_value()
        connection = connect_telegram(
            token,
            api_url=settings.telegram_api_url,
            turn=Turnstile(store.turns, stamps[Platform.TELEGRAM][Lane.REPLY]).turn,
            paid_levels=choices.paid_levels(settings.pace),
            on_membership=partial(take_note, store.roster),
            on_moved=store.roster.move,
            admin_chats=choices.admin_addresses(settings, Platform.TELEGRAM),
            called_at=(settings.public_url or "", await store.secret.word()) if settings.hears_by_webhook else None,
            buttons=(lambda alert, channel: alert_buttons(alert, channel, connection.name)) if below else None,
        )
        await stack.enter_async_context(connection)
        bureaus.append(_bureau(connection, store, settings, stamps[Platform.TELEGRAM]))
    if settings.discord_token:
        line = connect_discord(
            settings.discord_token.get_secret_value(),
            api_url=settings.discord_api_url,
            gateway_url=settings.discord_gateway_url,
            offences=store.offences,
            another=partial(Turnstile(store.turns, stamps[Platform.DISCORD][Lane.REPLY]).another, Platform.DISCORD),
            on_membership=partial(take_note, store.roster),
            has_admin_chat=bool(choices.admin_addresses(settings, Platform.DISCORD)),
            buttons=partial(alert_buttons, bot_name="") if below else no_buttons,
        )
        await stack.enter_async_context(line)
        bureaus.append(_bureau(line, store, settings, stamps[Platform.DISCORD], line.followers))
    return bureaus


def _bureau(
    connection: Connection,
    store: Store,
    settings: Settings,
    stamps: Mapping[Lane, Stamps],
    followers: Followers | None = None,
) -> Bureau:
    courier = Courier(
        connection.messenger,
        outbox=store.outbox,
        addresses=store.roster,
        turns=store.turns,
        leases=store.leases,
        policy=choices.resend_policy(settings),
        calendar=choices.calendar(settings),
        stamps=stamps,
        followers=followers,
    )
    platform = connection.messenger.platform
    publisher = Publisher(platform, store.publications, followers) if followers else None
    return Bureau(connection, store.outbox, courier, publisher)
