"""Whom alerts go to: channels the settings name, what becomes of one that shuts the bot out, who may change one."""
