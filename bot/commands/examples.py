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
    "check": ("check",),
    "health": ("health",),
    "status": ("status", "status --json"),
    "posts": ("posts", "posts --json | jq 'select(.failed > 0)'"),
    "channels": ("channels", "channels --json"),
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
CODES: Final = "Every command ends with 0 where it was done, 1 where it was not, and says why, 2 where it was misused."


def group_of(command: str) -> str:
    """Return what the command is for."""
    return next(group for group, names in GROUPS.items() if command in names)


def epilog_of(command: str) -> str:
    """Return the examples as they are typed, a line each."""
    return "Examples:\n\n" + "\n\n".join(f"  python -m bot {words}" for words in EXAMPLES[command])
