"""Telegram and Discord: send, edit, delete, listen."""
