"""Real servers for a repository, each on a port of this machine: smart HTTP, the daemon and ssh."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import subprocess
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from aiohttp import BasicAuth, web

from tests.acceptance.conftest import free_port
from tests.sources.git.repository import ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


class SmartHttp:
    """What GitHub and its like speak, by Git's own `http-backend`; private where a password is set."""

    def __init__(self, root: Path, password: str = "") -> None:
        self.root = root
        self.password = password
        self.users: set[str] = set()
        self.elsewhere = ""
        self.headers: list[Mapping[str, str]] = []

    async def answer(self, request: web.Request) -> web.Response:
        """Answer as `http-backend` does, once the password is right."""
        self.headers.append(request.headers)
        if self.elsewhere:
            raise web.HTTPMovedPermanently(f"{self.elsewhere}{request.rel_url}")
        if self.password and not self._is_let_in(request.headers.get("Authorization", "")):
            return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="site"'})
        environment = ENVIRONMENT | {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
            "PATH_INFO": request.path,
            "QUERY_STRING": request.query_string,
            "REQUEST_METHOD": request.method,
            "CONTENT_TYPE": request.content_type,
        }
        process = await asyncio.create_subprocess_exec(
            "git", "-c", "safe.directory=*", "http-backend", stdin=PIPE, stdout=PIPE, env=environment
        )
        written, _ = await process.communicate(await request.read())
        head, _, body = written.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        status = int(headers.pop("Status", "200").split()[0])
        return web.Response(status=status, headers=headers, body=body)

    def _is_let_in(self, given: str) -> bool:
        with suppress(ValueError):
            asked = BasicAuth.decode(given)
            self.users.add(asked.login)
            return bool(asked.password == self.password)
        return False


@asynccontextmanager
async def serving(http: SmartHttp) -> AsyncIterator[str]:
    """Serve for as long as the block lasts; give scheme, host and port."""
    app = web.Application(client_max_size=2**24)
    app.router.add_route("*", "/{path:.*}", http.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def daemon(root: Path) -> AsyncIterator[str]:
    """Run Git's own daemon for as long as the block lasts; give its address."""
    port = free_port()
    command = ["git", "daemon", "--listen=127.0.0.1", f"--port={port}", f"--base-path={root}", "--export-all"]
    async with _running([*command, str(root)], port):
        yield f"git://127.0.0.1:{port}"


@asynccontextmanager
async def sshd(folder: Path, authorized: Path) -> AsyncIterator[str]:
    """Run an ssh server that lets this one key in; give its address."""
    assert SSHD is not None
    port = free_port()
    make_key(folder / "host")
    settings = f"""
        Port {port}
        ListenAddress 127.0.0.1
        HostKey {folder}/host
        AuthorizedKeysFile {authorized}
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
    """
    (folder / "sshd_config").write_text(settings, encoding="utf-8")
    async with _running([SSHD, "-D", "-e", "-f", str(folder / "sshd_config")], port):
        yield f"ssh://{pwd.getpwuid(os.getuid()).pw_name}@127.0.0.1:{port}"


def make_key(path: Path) -> Path:
    """Make a key pair."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)  # noqa: S603, S607
    return path


@asynccontextmanager
async def _running(command: Sequence[str], port: int) -> AsyncIterator[None]:
    """Run a server for as long as the block lasts, from when it takes connections."""
    process = await asyncio.create_subprocess_exec(*command, env=ENVIRONMENT, start_new_session=True)
    try:
        async with asyncio.timeout(20):
            while True:
                with suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.close()
                    break
                await asyncio.sleep(0.01)
        yield
    finally:
        process.terminate()
        await process.wait()
