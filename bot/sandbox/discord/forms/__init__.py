"""Checks what the bot sends, as strictly as Discord and with its words."""
