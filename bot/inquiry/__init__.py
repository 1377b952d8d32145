"""Answers operators what became of any post in any channel: by command, and on a page of the bot's web server."""
