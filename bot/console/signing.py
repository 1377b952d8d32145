"""Signing in and out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import structlog
from aiohttp import web

from bot.console.asking import form_of, frame_of
from bot.console.entry import is_proven
from bot.console.porter import SESSION, SIGN_IN, WHO, own_path

if TYPE_CHECKING:
    from bot.console.porter import Porter
    from bot.store.store import Store

log = structlog.get_logger()


class Signing:
    """The page that asks for the token."""

    def __init__(self, store: Store, porter: Porter) -> None:
        self._store = store
        self._porter = porter

    async def ask(self, request: web.Request) -> web.Response:
        """Answer with the form."""
        if request.get(SESSION):
            raise web.HTTPSeeOther("/console/")
        return self._form(request, "", 200)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Begin a session where the token is right."""
        given = await form_of(request)
        phrases = frame_of(request, has_token=False, counts={}).phrases
        if not await self._porter.may_try(request):
            self._porter.note_too_many(request)
            return self._form(request, phrases.too_many_tries, 429)
        if not self._porter.lock.opens_to(given.get("token", "").strip()):
            self._porter.note_wrong(request)
            return self._form(request, phrases.wrong_key, 401)
        response = web.HTTPSeeOther(own_path(str(request.query.get("next", ""))))
        await self._porter.begin(request, response)
        await self._store.audit.note(request.remote or "", "sign_in")
        log.info("console.signed_in", address=request.remote)
        raise response

    async def leave(self, request: web.Request) -> web.StreamResponse:
        """End the session."""
        given = await form_of(request)
        if not is_proven(request[SESSION], given.get("proof", "")):
            raise web.HTTPForbidden(text="Reload the page and try again.")
        response = web.HTTPSeeOther(SIGN_IN)
        await self._porter.end(request, response)
        await self._store.audit.note(request[WHO], "sign_out")
        raise response

    def _form(self, request: web.Request, problem: str, status: int) -> web.Response:
        frame = frame_of(request, has_token=False, counts={})
        phrases, following = frame.phrases, own_path(request.query.get("next", ""))
        told = f'<p class="note bad" role="alert" id="problem">{problem}</p>' if problem else ""
        body = (
            f'<form method="post" class="sign-in" action="{SIGN_IN}?next={escape(quote(following, safe=""))}">'
            f"<p>{phrases.sign_in_hint}</p>{told}"
            # A browser that keeps passwords wants to know whose this is.
            '<input type="text" name="name" value="sokbo" autocomplete="username" hidden>'
            f"<label>{phrases.key_label}"
            '<input type="password" name="token" required autofocus autocomplete="current-password" maxlength="500">'
            f'</label><button class="main">{phrases.sign_in}</button></form>'
        )
        return web.Response(text=frame.document("sign_in", body), content_type="text/html", status=status)
