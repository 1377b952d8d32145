"""What the services' calls say."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from multidict import CIMultiDict

from bot.sources.git.call import Call, read_call

PUSH = {"ref": "refs/heads/main", "repository": {"default_branch": "main"}}
FORM = urlencode({"payload": json.dumps(PUSH)}).encode()


@pytest.mark.parametrize(
    ("headers", "content", "call"),
    [
        ({"X-GitHub-Event": "push", "X-GitHub-Delivery": "1"}, PUSH, Call("push", "1", "refs/heads/main", "main")),
        ({"X-GitHub-Event": "ping", "X-GitHub-Delivery": "1"}, {"zen": "x"}, Call("ping", "1")),
        (
            {"X-Gitlab-Event": "Push Hook", "Idempotency-Key": "2"},
            {"ref": "refs/heads/dev", "project": {"default_branch": "main"}},
            Call("push", "2", "refs/heads/dev", "main"),
        ),
        ({"X-Gitlab-Event": "Tag Push Hook"}, {"ref": "refs/tags/1"}, Call("tag push")),
        ({"X-Gitea-Event": "push", "X-Gitea-Delivery": "3"}, PUSH, Call("push", "3", "refs/heads/main", "main")),
        ({"X-Forgejo-Event": "push"}, {"ref": 3, "repository": []}, Call("push")),
        ({}, PUSH, Call("")),
    ],
)
def test_services(headers: dict[str, str], content: object, call: Call) -> None:
    """Each service's push is read alike, and what is no push is told apart."""
    assert read_call(CIMultiDict(headers), json.dumps(content).encode()) == call


def test_form() -> None:
    """A payload in a form's field, GitHub's default, is read like JSON."""
    headers = CIMultiDict({"X-GitHub-Event": "push", "Content-Type": "application/x-www-form-urlencoded"})
    assert read_call(headers, FORM).reference == "refs/heads/main"


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 100_000, FORM])
def test_bad_content(body: bytes) -> None:
    """A push whose body is no JSON object is a `ValueError`, whatever it is."""
    with pytest.raises(ValueError):  # noqa: PT011 - which one it is, is nobody's business
        read_call(CIMultiDict({"X-GitHub-Event": "push"}), body)


@pytest.mark.parametrize(
    ("call", "branch", "is_so"),
    [
        (Call("push", "", "refs/heads/main", "main"), "main", True),
        (Call("push", "", "refs/heads/main", "main"), "", True),
        (Call("push", "", "refs/heads/dev", "main"), "", False),
        (Call("push", "", "refs/heads/dev", "main"), "dev", True),
        (Call("push", "", "refs/heads/dev"), "", True),
        (Call("push", "", "refs/tags/main"), "", False),
        (Call("push", "", "refs/tags/main"), "main", False),
        (Call("ping", "", "refs/heads/main"), "main", False),
    ],
)
def test_concerns(call: Call, branch: str, is_so: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A push concerns its own branch; without a name that is the repository's choice, or any where none is said."""
    assert call.concerns(branch) == is_so
