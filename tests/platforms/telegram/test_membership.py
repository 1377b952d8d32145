"""Telegram's word about our place in a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import Update

from bot.platforms.telegram.connection import connect
from bot.platforms.telegram.membership import membership_in
from tests.platforms.telegram.conftest import TOKEN, listening, until

if TYPE_CHECKING:
    from typing import Any

    from bot.core.delivery import Channel
    from bot.sandbox.telegram import TelegramService
    from tests.platforms.telegram.desk import RecordingDesk

BOT = {"id": 7, "is_bot": True, "first_name": "Sokbo", "username": "sokbo_bot"}


def changed(kind: str, member: dict[str, Any]) -> tuple[bool, str]:
    """Return what we read out of a change of the bot's membership in a chat of this kind."""
    content = {
        "chat": {"id": -1, "type": kind, "title": "속보"},
        "from": {"id": 1001, "is_bot": False, "first_name": "지민"},
        "date": 1795000000,
        "old_chat_member": {"user": BOT, "status": "left"},
        "new_chat_member": {"user": BOT, **member},
    }
    update = Update.de_json({"update_id": 1, "my_chat_member": content}, None)
    assert update.my_chat_member is not None
    read = membership_in(update.my_chat_member)
    return read.is_member, read.why


ADMINISTRATOR = {
    "status": "administrator",
    **dict.fromkeys(
        (
            "can_be_edited",
            "is_anonymous",
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
        ),
        False,
    ),
}


async def test_block_and_unblock(telegram: TelegramService, desk: RecordingDesk) -> None:
    """A reader who blocks the bot, and one who unblocks it, is reported before the next alert."""
    told: list[tuple[str, bool, str]] = []

    async def on_membership(channel: Channel, is_member: bool, why: str) -> None:  # noqa: FBT001 -- the port's shape
        told.append((channel.id, is_member, why))

    connection = connect(TOKEN, api_url=telegram.url, on_membership=on_membership)
    async with connection, listening(connection, desk):
        telegram.block(1002)
        telegram.unblock(1002)
        telegram.kick(-2001)
        await until(lambda: len(told) == 3)
    assert {one[:2] for one in told} == {
        ("telegram:1002", False),
        ("telegram:1002", True),
        ("telegram:-2001", False),
    }


@pytest.mark.parametrize(
    ("kind", "member", "is_member", "word"),
    [
        ("channel", {**ADMINISTRATOR, "can_post_messages": True}, True, "administrator"),
        ("channel", {**ADMINISTRATOR, "can_post_messages": False}, False, "post messages"),
        ("group", {"status": "member"}, True, "member"),
        ("group", {"status": "left"}, False, "left"),
        ("supergroup", {"status": "kicked", "until_date": 0}, False, "removed"),
        ("private", {"status": "kicked", "until_date": 0}, False, "blocked"),
    ],
)
def test_reading(kind: str, member: dict[str, Any], is_member: bool, word: str) -> None:  # noqa: FBT001 -- a parameter
    """Whether we may write to a chat follows from the status and the rights that Telegram reports."""
    read, why = changed(kind, member)
    assert read is is_member
    assert word in why
