"""The judge of requests: Discord's own description of its API."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.openapi import needs_description, problems
from tests.sandbox.discord.stage import NEWS, logged_in, served
from tests.sandbox.discord.test_commands import LATEST, add_latest
from tests.sandbox.discord.test_forms import RIGHT, button, embed

pytestmark = needs_description


@pytest.mark.parametrize("body", RIGHT)
def test_right(body: dict[str, Any]) -> None:
    """What the sandbox takes, the description takes."""
    assert problems("POST", "/channels/{id}/messages", body) == []


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        ("POST", "/channels/1/messages", {"content": "x" * 4001}, r"\$.content: .* is too long"),
        ("POST", "/channels/1/messages", {"contnet": "x"}, "contnet"),
        ("POST", "/channels/1/messages", embed(title="x" * 257), r"\$.embeds\[0\].title: .* is too long"),
        ("POST", "/channels/1/messages", button(label="x" * 81), r"components\[0\].components\[0\].label: .* too long"),
        ("POST", "/channels/1/messages", {"nonce": "x" * 26}, r"\$.nonce: .* is too long"),
        ("PUT", "/applications/1/commands", [{"description": "x"}], "'name' is a required property"),
        ("PUT", "/applications/1/commands", [LATEST | {"name": "x" * 33}], r"\$\[0\].name: .* is too long"),
        ("POST", "/interactions/{id}/{token}/callback", {"type": 4, "data": {"content": 1}}, r"\$.data.content"),
        ("PATCH", "/webhooks/{id}/{token}/messages/@original", {"embeds": [{"color": -1}]}, r"embeds\[0\].color"),
        ("GET", "/users/@me", {"x": 1}, "takes no body"),
        ("GET", "/nowhere", None, "is no call of Discord's"),
    ],
)
def test_wrong(method: str, path: str, body: Any, words: str) -> None:
    """What is wrong is named, with its place."""
    assert re.search(words, "\n".join(problems(method, path, body)))


async def test_recorded() -> None:
    """Every call the sandbox records can be judged as it is recorded."""
    async with served() as service, logged_in(service) as client:
        add_latest(client)
        await client.tree.sync()
        message = await client.get_partial_messageable(NEWS).send("속보", nonce="n")
        await message.edit(content="정정")
        await message.publish()
        await message.delete()
        assert len(service.calls) == 7
        for call in service.calls:
            method, _, path = call.name.partition(" ")
            assert problems(method, path, call.body) == []
