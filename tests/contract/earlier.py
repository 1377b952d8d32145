"""What earlier versions left in the store, each in a file of `data`, and the site that it was made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redis.asyncio import Redis

EARLIER = sorted((Path(__file__).parent / "data").glob("schema-*.jsonl"))
SITE = "/srv/site"  # what its source was called


async def restore(client: Redis, prefix: str, left: Path) -> None:
    """Write the keys that stand in the file, each with its kind and value on a line of its own."""
    for record in _records(left):
        key, value = f"{prefix}:{record['key']}", record["value"]
        match record["type"]:
            case "string":
                await client.set(key, value)
            case "hash":
                await client.hset(key, mapping=value)
            case "set":
                await client.sadd(key, *value)
            case "zset":
                await client.zadd(key, dict(value))


def write_posts(left: Path, folder: Path) -> None:
    """Write into a site's folder the posts that the store knows of it, so that none is another than it was."""
    for record in _records(left):
        if record["key"].startswith("post:") and record["value"].get("state") != "retracted":
            post = json.loads(record["value"]["json"])
            head = f"title: {post['title']!r}\ncategories: {post['categories']}\ndate: {post['at']}\n"
            (folder / post["key"]).write_text(f"---\n{head}---\n{post['excerpt']}\n", encoding="utf-8")


def _records(left: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in left.read_text(encoding="utf-8").splitlines())
