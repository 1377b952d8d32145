"""How a request wishes to be answered: in which language, and with which note from the last action."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aiohttp import web

from bot.console.entry import proof_of
from bot.console.markup import Frame
from bot.console.porter import SESSION, SIGN_IN
from bot.core.delivery import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


def frame_of(request: web.Request, *, has_token: bool, counts: Mapping[str, int]) -> Frame:
    """Return the frame for a request."""
    session = request.get(SESSION, "")
    is_page = request.method == "GET" or request.path == SIGN_IN
    kept = {name: value for name, value in request.query.items() if name not in {"lang", "done", "failed"}}
    return Frame(
        language=language_of(
            request.query.get("lang", ""),
            request.cookies.get("sokbo_lang", ""),
            request.headers.get("Accept-Language", ""),
        ),
        proof=proof_of(session) if session else "",
        can_sign_out=has_token and bool(session),
        counts=counts,
        path=request.path if is_page else "/console/",
        query=kept if is_page else {},
    )


async def form_of(request: web.Request) -> dict[str, str]:
    """Return the fields of a form, files left out; one that can't be read is answered with 400."""
    try:
        given = await request.post()
    except (ValueError, LookupError):  # bytes that are no text, an unknown charset, a broken part
        raise web.HTTPBadRequest(text="This form can't be read; send it in UTF-8.") from None
    return {name: value for name, value in given.items() if isinstance(value, str)}


def note_of(request: web.Request, frame: Frame) -> Frame:
    """Return the frame with what is to be said about the action that led here."""
    phrases = frame.phrases
    if done := phrases.done.get(request.query.get("done", "")):
        return replace(frame, note=done)
    if failed := request.query.get("failed", ""):
        return replace(frame, note=phrases.replay_outcomes.get(failed, phrases.not_done), is_good=False)
    return frame


def language_of(chosen: str, kept: str, accepted: str) -> Language:
    """Return the language of a page: the one chosen, else the browser's first that is spoken here, else Korean."""
    for word in (chosen, kept):
        if word in set(Language):
            return Language(word)
    ranked = sorted(_ranges(accepted), key=lambda one: -one[1])
    return next((Language(name) for name, _ in ranked if name in set(Language)), Language.KO)


def _ranges(accepted: str) -> list[tuple[str, float]]:
    """Return the languages of an Accept-Language header with their weights."""
    found = []
    for part in accepted[:200].split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            found.append((name.partition("-")[0].lower(), float(weight or 1)))
        except ValueError:
            continue
    return found
