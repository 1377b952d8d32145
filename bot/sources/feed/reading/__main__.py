"""Reads one feed: a line of JSON with its address and content type and then its bytes in, a line of JSON out.

A process of its own, because only a process can be stopped: a feed made to keep a parser busy would hold a thread, and
the interpreter with it, for as long as it likes.
"""

from __future__ import annotations

import json
import os
import resource
import sys

from bot.sources.feed.reading.decoding import decode
from bot.sources.feed.reading.feed import Feed, NotAFeed
from bot.sources.feed.reading.json_feed import read_json
from bot.sources.feed.reading.memory import go_first, most_memory
from bot.sources.feed.reading.xml_feed import read_xml

_CPU = 60
_POLITENESS = 5  # whoever sends alerts goes first


def main() -> None:
    """Read what stands on standard input."""
    _limit_ourselves()
    about = json.loads(sys.stdin.buffer.readline())
    try:
        answer = {"document": read(sys.stdin.buffer.read(), about["content_type"], about["address"]).to_json()}
    except NotAFeed as error:
        answer = {"why": str(error)}
    except Exception as error:  # noqa: BLE001 - whatever a library stumbles over in a feed is the feed's fault
        answer = {"why": f"it can't be made sense of ({type(error).__name__}: {error})"}
    sys.stdout.write(json.dumps(answer))


def read(body: bytes, content_type: str, address: str) -> Feed:
    """Return the feed that the bytes are. Raises `NotAFeed`."""
    text = decode(body, content_type).lstrip("\ufeff \t\r\n")
    if not text:
        raise NotAFeed("it is empty")
    return read_json(text, address) if text.startswith("{") else read_xml(text, address)


def _limit_ourselves() -> None:
    os.nice(_POLITENESS)
    go_first()
    for kind, most in ((resource.RLIMIT_AS, most_memory()), (resource.RLIMIT_CPU, _CPU), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # macOS knows no limit of memory
            continue


if __name__ == "__main__":
    main()
