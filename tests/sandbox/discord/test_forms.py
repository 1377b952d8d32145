"""Bodies that Discord does not take, and how it says so."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.openapi import answer_problems, needs_description
from tests.sandbox.discord.stage import NEWS, TALK, call, send, served

URL = "https://example.com/"


def embed(**values: Any) -> dict[str, Any]:
    """Return a body with one embed."""
    return {"embeds": [values]}


def button(**values: Any) -> dict[str, Any]:
    """Return a body with one button."""
    return {"content": "x", "components": [{"type": 1, "components": [{"type": 2, "style": 2, **values}]}]}


WRONG = [
    ({"content": "가" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ({"content": {}}, "content", "STRING_TYPE_CONVERT"),
    ({"content": "x", "nonce": "n" * 26}, "nonce", "BASE_TYPE_MAX_LENGTH"),
    ({"content": "x", "flags": 64}, "flags", "BASE_TYPE_CHOICES"),
    ({"content": "x", "message_reference": {}}, "message_reference.message_id", "BASE_TYPE_REQUIRED"),
    ({"content": "x", "message_reference": {"message_id": "x"}}, "message_reference.message_id", "NUMBER_TYPE_COERCE"),
    (
        {"content": "x", "message_reference": {"message_id": "1", "type": 1}},
        "message_reference.type",
        "BASE_TYPE_CHOICES",
    ),
    (
        {"content": "x", "message_reference": {"message_id": "1", "fail_if_not_exists": "no"}},
        "message_reference.fail_if_not_exists",
        "BOOLEAN_TYPE_CONVERT",
    ),
    ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    ({"embeds": [{"title": "x"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"description": "가" * 3001}] * 2}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    (embed(), "embeds.0.description", "BASE_TYPE_REQUIRED"),
    (embed(title="가" * 257), "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
    (embed(description="가" * 4097), "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
    (embed(title="x", url="javascript:1"), "embeds.0.url", "URL_TYPE_INVALID_SCHEME"),
    (embed(title="x", url="example.com"), "embeds.0.url", "URL_TYPE_INVALID_URL"),
    (embed(title="x", url=URL + "a" * 2048), "embeds.0.url", "BASE_TYPE_MAX_LENGTH"),
    (embed(title="x", image={"url": "file:///etc"}), "embeds.0.image.url", "URL_TYPE_INVALID_SCHEME"),
    (embed(title="x", timestamp="yesterday"), "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE"),
    (embed(title="x", color=1 << 24), "embeds.0.color", "NUMBER_TYPE_MAX"),
    (embed(title="x", footer={"text": "f" * 2049}), "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH"),
    (embed(title="x", author={"name": "a" * 257}), "embeds.0.author.name", "BASE_TYPE_MAX_LENGTH"),
    (embed(fields=[{"name": "n" * 257, "value": "v"}]), "embeds.0.fields.0.name", "BASE_TYPE_MAX_LENGTH"),
    (embed(fields=[{"name": "n", "value": ""}]), "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"),
    (embed(fields=[{"name": "n", "value": "v"}] * 26), "embeds.0.fields", "BASE_TYPE_MAX_LENGTH"),
    (button(label="가" * 81, custom_id="a"), "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH"),
    (button(label="x", custom_id="a" * 101), "components.0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH"),
    (button(label="x"), "components.0.components.0.custom_id", "BASE_TYPE_REQUIRED"),
    (button(custom_id="a"), "components.0.components.0", "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"),
    (button(label="x", style=5), "components.0.components.0.url", "BASE_TYPE_REQUIRED"),
    (button(label="x", style=5, url=URL + "a" * 512), "components.0.components.0.url", "BASE_TYPE_MAX_LENGTH"),
    (
        button(label="x", style=5, url=URL, custom_id="a"),
        "components.0.components.0",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    (button(label="x", custom_id="a", type=7), "components.0.components.0.type", "BASE_TYPE_CHOICES"),
    ({"content": "x", "components": [{"type": 1}]}, "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    ({"content": "x", "components": [{"type": 1}] * 6}, "components", "BASE_TYPE_MAX_LENGTH"),
    (
        {
            "content": "x",
            "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "a"}] * 2}],
        },
        "components.0.components.1.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
]


@pytest.mark.parametrize(("body", "path", "code"), WRONG)
async def test_wrong(body: dict[str, Any], path: str, code: str) -> None:
    """A wrong body is refused with 50035, and the nested object says where and why."""
    async with served() as service:
        answer = await send(service, body)
        assert (answer.status, answer.body["code"]) == (400, 50035)
        place = answer.body["errors"]
        for key in path.split("."):
            place = place[key]
        assert code in [error["code"] for error in place["_errors"]]
        assert service.messages(NEWS) == []


RIGHT = [
    {"content": "가" * 2000},
    {"content": "x", "flags": 4 | 4096, "nonce": "n" * 25, "tts": None, "embeds": None},
    embed(title="가" * 256, description="가" * 4096, url=URL + "a" * 2000, color=0),
    {"embeds": [{"title": "x", "timestamp": "2026-11-23T09:00:00+09:00"}] * 10},
    button(label="가" * 80, style=5, url=URL + "a" * 490),
]


@pytest.mark.parametrize("body", RIGHT)
async def test_right(body: dict[str, Any]) -> None:
    """A body at the edge of what is allowed is taken."""
    async with served() as service:
        assert (await send(service, body)).status == 200


@needs_description
@pytest.mark.parametrize("body", RIGHT)
async def test_answer_shape(body: dict[str, Any]) -> None:
    """What the sandbox answers to a send has the shape that Discord's own description gives it."""
    async with served() as service:
        answer = await send(service, body)
        assert answer_problems("POST", f"/channels/{NEWS}/messages", 200, answer.body) == []


@pytest.mark.parametrize(
    "body", [{}, {"content": " \n "}, {"embeds": []}, button(label="x", custom_id="a") | {"content": ""}]
)
async def test_empty(body: dict[str, Any]) -> None:
    """A message without text and embeds is refused with 50006, buttons or not."""
    async with served() as service:
        assert (await send(service, body)).body == {"message": "Cannot send an empty message", "code": 50006}


async def test_no_json() -> None:
    """A body that is no JSON is refused with 50109."""
    async with served() as service, aiohttp.ClientSession(headers={"Authorization": f"Bot {service.token}"}) as session:
        response = await session.post(f"{service.url}/channels/{TALK}/messages", data=b"{")
        assert (response.status, (await response.json())["code"]) == (400, 50109)


@needs_description
@pytest.mark.parametrize(
    ("method", "path", "status", "message"),
    [
        ("GET", "/channels/9", 404, "Unknown Channel"),
        ("GET", "/guilds/9", 404, "Unknown Guild"),
        ("GET", "/channels/2001/messages/9", 404, "Unknown Message"),
        ("PATCH", "/webhooks/9/token/messages/@original", 404, "Unknown Webhook"),
        ("PUT", "/applications/9/commands", 403, "You are not authorized to perform this action on this application"),
    ],
)
async def test_unknown(method: str, path: str, status: int, message: str) -> None:
    """What is not there is refused in Discord's words and shape."""
    async with served() as service:
        answer = await call(service, method, path, [] if method == "PUT" else None)
        assert (answer.status, answer.body["message"]) == (status, message)
        assert answer_problems(method, path, status, answer.body) == []


@needs_description
@pytest.mark.parametrize(
    "path",
    [
        *("/users/@me", "/oauth2/applications/@me", "/applications/@me", "/gateway", "/gateway/bot"),
        *("/channels/2001", "/guilds/2000", "/applications/1370000000000000001/commands"),
    ],
)
async def test_reading(path: str) -> None:
    """What describes the bot and its places has the shape of Discord's own description."""
    async with served() as service:
        answer = await call(service, "GET", path)
        assert answer.status == 200
        assert answer_problems("GET", path, 200, answer.body) == []


async def test_unserved() -> None:
    """A path the sandbox does not serve is 404 in Discord's words, and is recorded."""
    async with served() as service:
        assert (await call(service, "GET", "/stickers/1")).body == {"message": "404: Not Found", "code": 0}
        assert service.calls[-1].name == "GET /api/v10/stickers/1"
