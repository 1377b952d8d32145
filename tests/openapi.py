"""Judges requests to Discord, and its answers, by Discord's own description of its API, where that file is at hand.

It is looked for at `$DISCORD_OPENAPI`, then at `../shared/discord/openapi.json` beside the project; its licence is MIT,
but it is a megabyte of somebody else's and so not part of the project.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.exceptions import ValidationError

_IGNORED = {"tts"}  # discord.py 2.7.1 sends it with every edit, and Discord takes no notice
_URI = "urn:discord"
_BESIDE = Path(__file__).parents[2] / "shared" / "discord" / "openapi.json"


def description_path() -> Path:
    """Return where the description is expected."""
    return Path(os.environ.get("DISCORD_OPENAPI", _BESIDE))


needs_description = pytest.mark.skipif(
    not description_path().is_file(),
    reason=f"DISCORD IS NOT CHECKED: no API description at {description_path()}; name one in $DISCORD_OPENAPI",
)


def problems(method: str, path: str, body: Any) -> list[str]:
    """Return what Discord's description has against a request, nothing where it is fine.

    `path` is below `/api/v10`, with ids or with `{id}` in their place, as a sandbox call's name has it. Members that
    the description does not know are a problem as well, at the top of the body.
    """
    found = _template(method, path)
    if found is None:
        return [f"{method} {path} is no call of Discord's"]
    schema = _request_pointer(found, method)
    if schema is None:
        return [] if body is None else [f"{method} {path} takes no body"]
    is_edit = method == "PATCH" and isinstance(body, dict)
    return _judged(schema, {key: body[key] for key in body if key not in _IGNORED} if is_edit else body)


def answer_problems(method: str, path: str, status: int, body: Any) -> list[str]:
    """Return what the description has against an answer with that status."""
    found = _template(method, path)
    if found is None:
        return [f"{method} {path} is no call of Discord's"]
    responses = _description()["paths"][found][method.lower()]["responses"]
    key = str(status) if str(status) in responses else f"{status // 100}XX"
    if key not in responses:
        return [f"{method} {path} never answers {status}"]
    pointer = f"#/paths/{_escaped(found)}/{method.lower()}/responses/{key}"
    response = responses[key]
    if "$ref" in response:
        pointer = response["$ref"]
        response = _description()["components"]["responses"][pointer.rpartition("/")[2]]
    if "content" not in response:
        return [] if body is None else [f"{method} {path} answers {status} without a body"]
    return _judged(f"{pointer}/content/application~1json/schema", body)


@cache
def _description() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(description_path().read_text(encoding="utf-8"))
    return content


@cache
def _validator(pointer: str) -> Draft202012Validator:
    resource = DRAFT202012.create_resource(_description())
    registry: Registry[Any] = Registry().with_resource(_URI, resource)
    schema = {"$ref": f"{_URI}{pointer}", "unevaluatedProperties": False}
    return Draft202012Validator(schema, registry=registry)


def _judged(pointer: str, body: Any) -> list[str]:
    errors = _validator(pointer).iter_errors(body)
    return [f"{leaf.json_path}: {_shortened(leaf.message)}" for error in errors for leaf in _leaves(error)]


def _shortened(message: str) -> str:
    return message if len(message) <= 200 else f"{message[:100]} ... {message[-60:]}"


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Yield what is really wrong: of alternatives, that of the one which fits best."""
    if not error.context:
        yield error
        return
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    best = min(branches.values(), key=_misfit)
    for inner in best:
        yield from _leaves(inner)


def _misfit(branch: list[ValidationError]) -> tuple[bool, int]:
    """Return how badly an alternative fits: one for another JSON type or another `type` of component fits worst."""
    is_other = any(list(one.path) == ["type"] or (not one.path and one.validator == "type") for one in branch)
    return is_other, len(branch)


@cache
def _template(method: str, path: str) -> str | None:
    """Return the description's own path for a path, the one with most words in common."""
    parts = path.split("?", maxsplit=1)[0].strip("/").split("/")
    fitting = [
        template
        for template, calls in _description()["paths"].items()
        if method.lower() in calls and _fits(template.strip("/").split("/"), parts)
    ]
    return min(fitting, key=lambda template: template.count("{"), default=None)


def _fits(template: list[str], parts: list[str]) -> bool:
    if len(template) != len(parts):
        return False
    return all(
        there == here or (there.startswith("{") and here[:1] != "@")
        for there, here in zip(template, parts, strict=True)
    )


def _request_pointer(template: str, method: str) -> str | None:
    call = _description()["paths"][template][method.lower()]
    if "application/json" not in call.get("requestBody", {}).get("content", {}):
        return None
    return f"#/paths/{_escaped(template)}/{method.lower()}/requestBody/content/application~1json/schema"


def _escaped(template: str) -> str:
    """Return the path as a part of a JSON pointer within a URI fragment."""
    return template.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
