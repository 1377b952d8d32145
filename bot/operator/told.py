"""What a command says about one thing, to people and to programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Told:
    """What is said about one thing; `is_done` is False where the operator's decision could not be carried out."""

    text: str
    fields: dict[str, Any]
    is_done: bool = True


class Recorded(Protocol):
    """What has fields for programs, whatever people are shown of it."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """Return what `--json` prints."""


def in_json(told: Iterable[Recorded]) -> list[str]:
    """Return one JSON object a line."""
    return [json.dumps(one.fields, ensure_ascii=False) for one in told]
