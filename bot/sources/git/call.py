"""What a webhook's call says, whichever service it comes from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Mapping

_EVENTS: Final = ("X-GitHub-Event", "X-Forgejo-Event", "X-Gitea-Event", "X-Gitlab-Event")
_DELIVERIES: Final = ("X-GitHub-Delivery", "X-Forgejo-Delivery", "X-Gitea-Delivery", "webhook-id", "Idempotency-Key")
_BRANCH: Final = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Call:
    """An event, told of once under its `delivery` id; a push names its `reference` and the repository's own choice."""

    event: str
    delivery: str = ""
    reference: str = ""
    default_branch: str = ""

    def concerns(self, branch: str) -> bool:
        """Return whether it is a push to the branch, or may be: of the repository's own choice where none is named."""
        wanted = branch or self.default_branch
        return self.event == "push" and (
            self.reference == f"{_BRANCH}{wanted}" if wanted else self.reference.startswith(_BRANCH)
        )


def read_call(headers: Mapping[str, str], body: bytes) -> Call:
    """Return what the call says; raises `ValueError` where it is not what these services send."""
    event = _first(headers, _EVENTS).lower().removesuffix(" hook")
    delivery = _first(headers, _DELIVERIES)
    if event != "push":
        return Call(event, delivery)
    content = _payload(headers, body)
    return Call(event, delivery, _text(content, "ref"), _default_branch(content))


def _payload(headers: Mapping[str, str], body: bytes) -> Mapping[str, Any]:
    """Return the payload: JSON, or JSON in a form's field, which is what GitHub sends unless it is told otherwise."""
    text = body.decode()
    if headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded"):
        text = parse_qs(text).get("payload", [""])[0]
    try:
        content = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(content, dict):
        raise ValueError("no object")  # noqa: TRY004 - to the caller it is bad content, as all else
    return content


def _default_branch(content: Mapping[str, Any]) -> str:
    places = [content.get("repository"), content.get("project")]
    return next(filter(None, (_text(one, "default_branch") for one in places if isinstance(one, dict))), "")


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    return value if isinstance(value, str) else ""


def _first(headers: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((headers[name] for name in names if name in headers), "")
