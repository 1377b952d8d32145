"""The table of faults: what can happen at a platform, and what the bot does about it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.sandbox.faults import Failure, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent
VIA = {"Via": "1.1 google"}  # Discord's own answers have it; a 429 without is the proxy's before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: `what` happens to which `call`, the `remedy`, and how the channel `ends`.

    `breaking` is how a breaking alert ends that meets it as well, empty where nothing new is learnt from that. `log` is
    the event the operator sees.
    """

    what: str
    call: str
    remedy: str
    ends: str
    log: str
    does: str
    sees: str
    breaking: str = ""
    failure: Failure = Failure.ANSWER
    status: int = 500
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1

    def fault(self, chat: str | None, times: int = 0) -> Fault:
        """Return the fault for the sandbox, met by so many calls that concern the chat."""
        return Fault(
            self.failure,
            self.call,
            chat,
            times=times or self.times,
            status=self.status,
            body=self.body,
            headers=dict(self.headers),
        )

    @property
    def error(self) -> str:
        """Return the name of the error's class."""
        return self.remedy.partition(",")[0]

    @property
    def is_taken(self) -> bool:
        """Return whether the platform carries out what was asked before it fails."""
        return self.failure in {Failure.CUT_AFTER, Failure.TRUNCATED}


def load(name: str) -> list[list[Row]]:
    """Return the groups of one file; a group's lines share their remedy."""
    groups = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["faults"]
    read = {"telegram": _telegram, "discord": _discord, "platforms": _plain}[name]
    return [[_row(group, read(group, one)) for one in group["answers"]] for group in groups]


def rows(name: str) -> list[Row]:
    """Return every line of one file."""
    return [row for group in load(name) for row in group]


def _row(group: dict[str, Any], own: dict[str, Any]) -> Row:
    shared = {key: value for key, value in group.items() if key not in {"answers", "parameters", "body"}}
    return Row(**shared | own)


def _telegram(group: dict[str, Any], one: str | dict[str, Any]) -> dict[str, Any]:
    """Return what `400 Bad Request: chat not found` says of itself."""
    if isinstance(one, dict):
        return _broken(one)
    code, _, description = one.partition(" ")
    said = {"ok": False, "error_code": int(code), "description": description}
    parameters = group.get("parameters")
    return {"what": one, "status": int(code), "body": said | ({"parameters": parameters} if parameters else {})}


def _discord(group: dict[str, Any], one: str | dict[str, Any]) -> dict[str, Any]:
    """Return what `404 10003 Unknown Channel` says of itself."""
    if isinstance(one, dict):
        broken = _broken(one)
        is_apis_own = not isinstance(broken.get("body"), str)
        return broken | ({"headers": VIA | broken.get("headers", {})} if is_apis_own else {})
    status, code, message = one.split(" ", 2)
    body = {"code": int(code), "message": message} | group.get("body", {})
    return {"what": one.replace(" 0 ", " "), "status": int(status), "body": body, "headers": VIA}


def _plain(_group: dict[str, Any], one: str) -> dict[str, Any]:
    return {"what": one}


def _broken(one: dict[str, Any]) -> dict[str, Any]:
    return one | ({"failure": Failure(one["failure"])} if "failure" in one else {})
