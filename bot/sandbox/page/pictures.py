"""Gives the page the pictures of the sites it knows, from their folders; everything else of the web stays outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import web
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TYPES: Final = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""What both services show as a picture. SVG is missing on purpose: neither shows it, and it may carry scripts."""


class Pictures:
    """The pictures below each site's folder, asked for by host and path (`web/newsdao.kr/assets/a.png`)."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._folders = {URL(origin).host_port_subcomponent: folder.resolve() for origin, folder in folders.items()}

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Answer with the picture; 404 where the site, the file or its being a picture is missing."""
        path = self.find(request.match_info["host"], request.match_info["path"])
        if path is None:
            raise web.HTTPNotFound(text="There is no such picture in a site's folder.")
        return web.FileResponse(path, headers={"Content-Type": TYPES[path.suffix.lower()]})

    def find(self, host: str, path: str) -> Path | None:
        """Return the picture's file; links are followed first, so that none leads out of the folder."""
        folder = self._folders.get(host)
        if folder is None or "\0" in path:
            return None
        file = (folder / path.lstrip("/")).resolve()
        is_picture = file.suffix.lower() in TYPES and file.is_relative_to(folder) and file.is_file()
        return file if is_picture else None
