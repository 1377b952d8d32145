"""The answer to a push that is not taken: a status, and all that is to be mended."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Mapping


class Refusal(Exception):
    """Nothing was taken, because of these mistakes."""

    def __init__(self, status: HTTPStatus, *mistakes: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__("\n".join(mistakes))
        self.status = status
        self._mistakes = mistakes
        self._headers = headers

    def response(self) -> web.Response:
        """Return what the caller is told."""
        return web.json_response({"errors": self._mistakes}, status=self.status, headers=self._headers)


def again_later(seconds: float, words: str, status: HTTPStatus = HTTPStatus.SERVICE_UNAVAILABLE) -> Refusal:
    """Return a refusal that holds for so long only."""
    return Refusal(status, words, headers={"Retry-After": str(max(1, round(seconds)))})
