"""Whoever pushes posts: a site's build, a CMS, somebody who knows no secret."""

from __future__ import annotations

import hmac
import json
import time
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Mapping

SECRET = "a secret of the tests"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> str:
        """Return what was told to be wrong, a line each."""
        return "\n".join(self.body.get("errors", ()))


class Caller:
    """Signs with the secret as the documents say, by means of its own; `late` is how far its clock is behind."""

    def __init__(self, url: str, secret: str = SECRET, late: float = 0.0) -> None:
        self.url = url
        self._secret = secret
        self._late = late

    def signed(self, body: bytes, content_type: str = "application/json") -> dict[str, str]:
        """Return the headers of a push."""
        timestamp = str(int(time.time() - self._late))
        digest = hmac.new(self._secret.encode(), f"{timestamp}.".encode() + body, sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "X-Sokbo-Timestamp": timestamp,
            "X-Sokbo-Signature": f"sha256={digest}",
        }

    async def pushes(self, value: Any, **headers: str) -> Answer:
        """Push a value as JSON, or bytes as they are."""
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        content_type = headers.pop("content_type", "application/json")
        return await self.sends(body, self.signed(body, content_type) | headers)

    async def sends(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send just this."""
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(30)) as session,
            session.post(self.url, data=body, headers=headers) as answer,
        ):
            return Answer(answer.status, await answer.json(), answer.headers)


def a_story(number: int = 1, **fields: Any) -> dict[str, Any]:
    """Return a post as a CMS pushes it."""
    return {"link": f"https://newsdao.kr/news/{number}/", "title": f"기사 {number}"} | fields
