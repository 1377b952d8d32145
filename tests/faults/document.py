"""Writes docs/faults.md from the table: `python -m tests.faults.document`."""

from __future__ import annotations

from pathlib import Path

from tests.faults.rows import Row, load

DOCUMENT = Path(__file__).parents[2] / "docs" / "faults.md"
HEAD = """\
# What the bot does when something goes wrong

Each line below is met on the wire, by a whole bot between the two sandbox services (`tests/faults`): after it every
other channel has its alert, and this one ends as the line says, once. The page is made of the tables there;
`python -m tests.faults.document` writes it anew.

The remedy is a class of `bot.core.errors`, or a kind of one that the adapter knows. *Suspends* means: nothing more is
sent there, what is due is dropped, and what the channel asked for is kept for the day it lets the bot in again.
Whatever the fault, no other channel waits for it; only a limit or an outage of the whole platform stops that platform,
and never the other one.

Two events tell how a delivery went: `delivery.failed` names the remedy, the reason, post, channel and attempt;
`delivery.done` is the step that was taken.
"""
TITLES = {
    "telegram": "Telegram",
    "discord": "Discord",
    "platforms": "Outages, clocks, and Discord’s gateway",
}
EVERY_CALL = {
    "sendMessage": "an alert is sent",
    "editMessageText": "a correction is made",
    "deleteMessage": "an alert is withdrawn",
    "getUpdates": "readers’ commands are fetched",
    "setMyCommands": "the menu is published",
    "answerCallbackQuery": "a button is pressed",
    "POST /channels/{id}/messages": "an alert is sent",
    "PATCH /channels/{id}/messages/{id}": "a correction is made",
    "DELETE /channels/{id}/messages/{id}": "an alert is withdrawn",
}


def document() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(_section(name, title) for name, title in TITLES.items())])


def _section(name: str, title: str) -> str:
    head = f"## {title}\n\n| What happened | Remedy | What the bot does | What the operator sees |\n|---|---|---|---|\n"
    return head + "".join(map(_line, load(name)))


def _line(group: list[Row]) -> str:
    first = group[0]
    when = f"When {EVERY_CALL[first.call]}:<br>" if first.call in EVERY_CALL else ""
    happened = when + "<br>".join(_cell(row.what) for row in group)
    return f"| {happened} | {first.remedy} | {first.does} | {first.sees} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
