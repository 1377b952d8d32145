"""The Bot API's methods, by name: what each checks, does and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.telegram.methods import callbacks, commands, editing, inline, listening, lookups, sending

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from bot.sandbox.telegram.parameters import Parameters
    from bot.sandbox.telegram.world import World

    Method: TypeAlias = Callable[[World, Parameters], Any]

METHODS: dict[str, Method] = {
    "getMe": lookups.get_me,
    "getChat": lookups.get_chat,
    "getChatMember": lookups.get_chat_member,
    "getChatAdministrators": lookups.get_chat_administrators,
    "sendChatAction": lookups.send_chat_action,
    "getUpdates": listening.get_updates,
    "setWebhook": listening.set_webhook,
    "deleteWebhook": listening.delete_webhook,
    "getWebhookInfo": listening.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "answerInlineQuery": inline.answer_inline_query,
    "setMyCommands": commands.set_commands,
    "getMyCommands": commands.get_commands,
    "deleteMyCommands": commands.delete_commands,
}
