"""Alerts as they appear in Discord's channels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.delivery import Channel, Platform
from bot.core.errors import Closed, Gone, Refused
from bot.core.post import Level, Note
from bot.sandbox.faults import Failure, Fault
from tests.platforms.discord.conftest import CHANNEL, TEXT, alert

if TYPE_CHECKING:
    from bot.platforms.discord import DiscordConnection
    from bot.sandbox.discord import DiscordService

SEND = "POST /channels/{id}/messages"
REFUSED = {"code": 50035, "message": "Invalid Form Body"}


def shown(service: DiscordService) -> list[dict[str, Any]]:
    """Return the messages in the channel."""
    return list(service.messages(TEXT))


def text_of(message: dict[str, Any]) -> str:
    """Return everything a reader reads of the message, in one piece."""
    embeds = message["embeds"]
    return " ".join([message["content"], *(f"{one.get('title', '')} {one.get('description', '')}" for one in embeds)])


def requests(service: DiscordService, method: str) -> int:
    """Count the calls so far with this method."""
    return sum(call.name.startswith(f"{method} ") for call in service.calls)


async def test_send(service: DiscordService, connection: DiscordConnection) -> None:
    """An alert is shown as an embed, and its message's id returned."""
    message_id = await connection.messenger.send(CHANNEL, alert("새 대책"), "n1")
    (message,) = shown(service)
    assert message["id"] == message_id
    assert "새 대책" in message["embeds"][0]["title"]


async def test_untouched(service: DiscordService, connection: DiscordConnection) -> None:
    """A message that shows what was asked is not edited afterwards."""
    await connection.messenger.send(CHANNEL, alert("  *별* @everyone _밑줄_ "), "n1")
    assert requests(service, "PATCH") == 0
    assert shown(service)[0]["edited_timestamp"] is None


async def test_nonce(service: DiscordService, connection: DiscordConnection) -> None:
    """The same nonce again is the same message."""
    first = await connection.messenger.send(CHANNEL, alert(), "n1")
    assert await connection.messenger.send(CHANNEL, alert(), "n1") == first
    assert len(shown(service)) == 1
    assert requests(service, "PATCH") == 0


async def test_nonce_changed(service: DiscordService, connection: DiscordConnection) -> None:
    """The same nonce with another text is the same message, showing the later text."""
    first = await connection.messenger.send(CHANNEL, alert("먼저"), "n1")
    assert await connection.messenger.send(CHANNEL, alert("나중"), "n1") == first
    (message,) = shown(service)
    assert "나중" in text_of(message)
    assert "먼저" not in text_of(message)


async def test_nonce_deleted(service: DiscordService, connection: DiscordConnection) -> None:
    """A nonce whose message was deleted since shows a new message, and that one once."""
    await connection.messenger.delete(CHANNEL, await connection.messenger.send(CHANNEL, alert(), "n1"))
    again = await connection.messenger.send(CHANNEL, alert(), "n1")
    assert await connection.messenger.send(CHANNEL, alert(), "n1") == again
    assert [message["id"] for message in shown(service)] == [again]


async def test_cut(service: DiscordService, connection: DiscordConnection) -> None:
    """A send whose answer was lost shows its alert once when it is made again."""
    service.faults.add(Fault(Failure.CUT_AFTER, SEND))
    with pytest.raises(Exception, match="broke"):
        await connection.messenger.send(CHANNEL, alert(), "n1")
    await connection.messenger.send(CHANNEL, alert(), "n1")
    assert len(shown(service)) == 1


async def test_note(service: DiscordService, connection: DiscordConnection) -> None:
    """A note replies to the alert it is about, with its button, without embed or ping; again it is the same one."""
    replied = await connection.messenger.send(CHANNEL, alert(), "n1")
    note = replace(alert(), note=Note.CORRECTED, level=Level.SILENT, correction="@everyone **이름**")
    sent = await connection.messenger.send(CHANNEL, note, "n2", reply_to=replied)
    assert await connection.messenger.send(CHANNEL, note, "n2", reply_to=replied) == sent
    _, message = shown(service)
    assert message["message_reference"]["message_id"] == replied
    assert (message["embeds"], message["mentions"], message["mention_everyone"]) == ([], [], False)
    assert (message["flags"], len(message["components"])) == (4096, 1)
    assert "이름" in message["content"]
    assert requests(service, "PATCH") == 0


async def test_note_on_what_is_gone(service: DiscordService, connection: DiscordConnection) -> None:
    """Where somebody removed the alert meanwhile, the note stands alone."""
    replied = await connection.messenger.send(CHANNEL, alert(), "n1")
    await connection.messenger.delete(CHANNEL, replied)
    await connection.messenger.send(CHANNEL, replace(alert(), note=Note.RAISED), "n2", reply_to=replied)
    (message,) = shown(service)
    assert "message_reference" not in message
    assert "속보로 바뀌었습니다" in message["content"]


async def test_note_without_the_history(service: DiscordService, connection: DiscordConnection) -> None:
    """Where the bot may not read the history, and nobody knew, the note is no reply, after one refusal."""
    replied = await connection.messenger.send(CHANNEL, alert(), "n1")
    service.deny(TEXT, "read_message_history")
    await connection.messenger.send(CHANNEL, replace(alert(), note=Note.RAISED), "n2", reply_to=replied)
    assert service.invalid_requests == 1
    assert ["message_reference" in one for one in shown(service)] == [False, False]


async def test_edit(service: DiscordService, connection: DiscordConnection) -> None:
    """An edit changes what the message shows, and again is no error."""
    message_id = await connection.messenger.send(CHANNEL, alert("먼저"), "n1")
    await connection.messenger.edit(CHANNEL, message_id, alert("나중"))
    await connection.messenger.edit(CHANNEL, message_id, alert("나중"))
    (message,) = shown(service)
    assert "나중" in text_of(message)


async def test_delete(service: DiscordService, connection: DiscordConnection) -> None:
    """A deleted message is gone, and deleting or editing it again says so."""
    message_id = await connection.messenger.send(CHANNEL, alert(), "n1")
    await connection.messenger.delete(CHANNEL, message_id)
    assert shown(service) == []
    with pytest.raises(Gone):
        await connection.messenger.delete(CHANNEL, message_id)
    with pytest.raises(Gone):
        await connection.messenger.edit(CHANNEL, message_id, alert())


async def test_plain(service: DiscordService, connection: DiscordConnection) -> None:
    """An embed that Discord refuses goes out as plain text."""
    service.faults.add(Fault(Failure.ANSWER, SEND, status=400, body=REFUSED))
    await connection.messenger.send(CHANNEL, alert("새 대책"), "n1")
    (message,) = shown(service)
    assert message["embeds"] == []
    assert "새 대책" in message["content"]


async def test_plain_once(service: DiscordService, connection: DiscordConnection) -> None:
    """An alert that is refused as plain text, too, is refused after two requests."""
    service.faults.add(Fault(Failure.ANSWER, SEND, times=9, status=400, body=REFUSED))
    with pytest.raises(Refused, match="50035 Invalid Form Body"):
        await connection.messenger.send(CHANNEL, alert(), "n1")
    assert requests(service, "POST") == 2


async def test_plain_and_back(service: DiscordService, connection: DiscordConnection) -> None:
    """An edit replaces the whole message: plain text becomes an embed, with nothing of the old text beside it."""
    service.faults.add(Fault(Failure.ANSWER, SEND, status=400, body=REFUSED))
    message_id = await connection.messenger.send(CHANNEL, alert("먼저"), "n1")
    await connection.messenger.edit(CHANNEL, message_id, alert("나중"))
    (message,) = shown(service)
    assert "나중" in message["embeds"][0]["title"]
    assert "먼저" not in text_of(message)


async def test_edit_plain(service: DiscordService, connection: DiscordConnection) -> None:
    """An edit whose embed is refused shows the new text plainly, without the old embed."""
    message_id = await connection.messenger.send(CHANNEL, alert("먼저"), "n1")
    service.faults.add(Fault(Failure.ANSWER, "PATCH /channels/{id}/messages/{id}", status=400, body=REFUSED))
    await connection.messenger.edit(CHANNEL, message_id, alert("나중"))
    (message,) = shown(service)
    assert message["embeds"] == []
    assert "나중" in message["content"]


async def test_no_embed_links(service: DiscordService, connection: DiscordConnection) -> None:
    """Where only the permission Embed Links is missing, the alert goes out as plain text."""
    service.deny(TEXT, "embed_links")
    await connection.messenger.send(CHANNEL, alert("새 대책"), "n1")
    assert "새 대책" in shown(service)[0]["content"]


@pytest.mark.parametrize(("denied", "named"), [("send_messages", "Send Messages"), ("view_channel", "View Channel")])
async def test_denied(service: DiscordService, connection: DiscordConnection, denied: str, named: str) -> None:
    """A channel where we may not write is closed, and the error names the permission."""
    service.deny(TEXT, denied)
    with pytest.raises(Closed, match=named):
        await connection.messenger.send(CHANNEL, alert(), "n1")


async def test_channel_deleted(service: DiscordService, connection: DiscordConnection) -> None:
    """A channel that was deleted is closed."""
    service.delete_channel(TEXT)
    with pytest.raises(Closed, match="does not exist"):
        await connection.messenger.send(CHANNEL, alert(), "n1")


async def test_address(service: DiscordService, connection: DiscordConnection) -> None:
    """An address that is no channel id is closed without asking Discord, and the error says what to give."""
    with pytest.raises(Closed, match="Copy Channel ID"):
        await connection.messenger.send(Channel(platform=Platform.DISCORD, address="#속보"), alert(), "n1")
    assert requests(service, "POST") == 0
