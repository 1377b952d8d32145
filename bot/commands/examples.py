"""How each command is used, in examples; and what commands are for, by which `--help` groups them."""

from __future__ import annotations

from typing import Final

GROUPS: Final = {
    "Run it": ("run", "check", "health"),
    "See what became of the news": ("status", "posts", "channels", "why"),
    "Decide and mend": ("held", "hold", "uncertain", "resend", "retract"),
    "For the site and its editors": ("preview", "links"),
    "Move to another store": ("export", "import"),
}
EXAMPLES: Final = {
    "run": ("run", "run --announce-newest 1"),
    "check": ("check", "check --json | jq 'select(.is_good | not)'"),
    "health": ("health",),
    "status": ("status", "status --lang ko", "status --json"),
    "posts": ("posts", "posts --last 50 | cut -f1,9", "posts --json | jq 'select(.failed > 0)'"),
    "channels": ("channels", "channels --lang ko", "channels | awk -F'\\t' '$2 == \"suspended\"'"),
    "why": ("why 'budget passes' @my_news", "why https://example.org/square/ telegram:-1001234567890 --lang ko"),
    "held": ("held", "held release 9dae4245f08f0d89", "held drop --all"),
    "hold": ("hold 'budget passes'",),
    "uncertain": ("uncertain", "uncertain resend telegram:-1001234567890 9dae4245f08f0d89", "uncertain drop --all"),
    "resend": ("resend 'budget passes'", "resend 9dae4245f08f0d89 --to @my_news"),
    "retract": ("retract https://example.org/square/",),
    "preview": ("preview _posts/2026-11-27-square.md", "preview --site /srv/newsroom"),
    "links": ("links", "links --json"),
    "export": ("export channels.jsonl", "export | gzip > channels.jsonl.gz"),
    "import": ("import channels.jsonl",),
}
ENDS: Final = {
    "run": "0 when told to stop, 1 when it cannot start or go on",
    "check": "0 all is well, 1 something is wrong",
    "health": "0 a bot lives, 1 none answers",
    "status": "0 said, 1 no store",
    "posts": "0 said, 1 no store",
    "channels": "0 said, 1 no store",
    "why": "0 said, 1 no such post or channel, or several that may be meant, or no store",
    "held": "0 done, 1 it is not held, or somebody else decided, or no store",
    "hold": "0 held, 1 it is held already, or no such post, or no store",
    "uncertain": "0 done, 1 it is not uncertain, or cannot be sent again, or no store",
    "resend": "0 due again, 1 nowhere, or no such post or channel, or no store",
    "retract": "0 withdrawn, 1 it was not there, or no such post, or no store",
    "preview": "0 nothing is wrong, 1 there are mistakes",
    "links": "0 all were made, 1 a platform or the store does not answer",
    "export": "0 written, 1 the store or the file cannot be used",
    "import": "0 every line was a channel, 1 some were not (the others are taken in), or nothing could be read",
}
CODES: Final = "Every command ends with 0 where it was done, 1 where it was not, and says why, 2 where it was misused."


def group_of(command: str) -> str:
    """Return what the command is for."""
    return next(group for group, names in GROUPS.items() if command in names)


def epilog_of(command: str) -> str:
    """Return the examples as they are typed, a line each, and what the command ends with."""
    typed = "\n\n".join(f"  python -m bot {words}" for words in EXAMPLES[command])
    return f"Examples:\n\n{typed}\n\nExit codes: {ENDS[command]}; 2 misused, or wrong settings; 130 Ctrl-C."
