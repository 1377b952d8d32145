"""The clone over each way to a repository, with what opens it, and what becomes of the secret."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.sources.git.clone import Clone, Patience
from bot.sources.git.failures import GitFailed
from bot.sources.git.remote import Remote
from tests.acceptance.conftest import free_port
from tests.silence import silence
from tests.sources.git.servers import SSHD, SmartHttp, daemon, make_key, serving, sshd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sources.git.repository import Repository

TOKEN = "a-token-that-nobody-may-see"
CAN_SERVE_SSH = SSHD is not None and (os.getuid() != 0 or Path("/run/sshd").is_dir())


async def test_token(repository: Repository, folder: Path) -> None:
    """A token opens a private repository, and stands in no file of the clone."""
    http = SmartHttp(repository.bare.parent, TOKEN)
    async with serving(http) as address:
        clone = Clone(Remote(url=f"{address}/site.git", token=TOKEN), folder)
        await clone.update()
        repository.publish("a")
        assert await clone.update() == ["_posts/2026-11-20-a.md"]
    assert http.users == {"x-access-token"}
    files = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert not [path for path in files if TOKEN.encode() in path.read_bytes()]


async def test_token_is_no_argument(repository: Repository, folder: Path) -> None:
    """While git runs, the token stands on no command line of any process."""
    http, seen = SmartHttp(repository.bare.parent, TOKEN), set[bytes]()

    async def watch() -> None:
        while True:
            seen.update(told("cmdline"))
            await asyncio.sleep(0.002)

    async with serving(http) as address, asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(watch())
        await Clone(Remote(url=f"{address}/site.git", token=TOKEN), folder).update()
        watching.cancel()
    assert not [line for line in seen if TOKEN.encode() in line]
    assert not seen or [line for line in seen if line.startswith(b"git\0fetch")]


async def test_token_file(repository: Repository, folder: Path, tmp_path: Path) -> None:
    """A token in a file is read at each look, so that one that changes every hour will do; a user may be named."""
    http, file = SmartHttp(repository.bare.parent, "first-token"), tmp_path / "token"
    file.write_text("first-token\n", encoding="utf-8")
    async with serving(http) as address:
        url = f"{address.replace('://', '://deploy@')}/site.git"
        clone = Clone(Remote(url=url, token_file=file), folder)
        await clone.update()
        http.password = "second-token"
        with pytest.raises(GitFailed, match=r"Authentication failed .* Set token "):
            await clone.update()
        file.write_text("second-token\n", encoding="utf-8")
        assert await clone.update() == ()
        file.unlink()
        with pytest.raises(GitFailed, match=r"token can't be read: No such file or directory. Let token_file "):
            await clone.update()
    assert http.users == {"deploy"}


async def test_without_token(repository: Repository, folder: Path) -> None:
    """Without a token nobody is asked for one: the remedy is said at once."""
    async with serving(SmartHttp(repository.bare.parent, TOKEN)) as address:
        with pytest.raises(GitFailed, match=r"could not read Username .* Set token "):
            await Clone(Remote(url=f"{address}/site.git"), folder).update()


async def test_redirection(repository: Repository, folder: Path) -> None:
    """A repository that has moved to another host is found there, but that host is not given the token."""
    old, new = SmartHttp(repository.bare.parent), SmartHttp(repository.bare.parent, TOKEN)
    async with serving(old) as address, serving(new) as old.elsewhere:
        clone = Clone(Remote(url=f"{address}/site.git", token=TOKEN), folder)
        with pytest.raises(GitFailed, match=r"could not read Username"):
            await clone.update()
        assert not [given for given in new.headers if "Authorization" in given]
        new.password = ""
        await clone.update()


async def test_unknown_repository(repository: Repository, folder: Path) -> None:
    """A repository that the server does not know, or hides, is named with what may help."""
    async with serving(SmartHttp(repository.bare.parent)) as address:
        with pytest.raises(GitFailed, match=r"repository '.*/other.git/' not found\. Is the address right"):
            await Clone(Remote(url=f"{address}/other.git"), folder).update()


async def test_daemon(repository: Repository, folder: Path) -> None:
    """Git's own protocol works."""
    async with daemon(repository.bare.parent) as address:
        clone = Clone(Remote(url=f"{address}/site.git"), folder)
        await clone.update()
        repository.publish("a")
        assert await clone.update() == ["_posts/2026-11-20-a.md"]


async def test_path(repository: Repository, folder: Path) -> None:
    """A bare path works, and is taken as it stands."""
    odd = repository.bare.rename(repository.bare.with_name("my site's $HOME.git"))
    assert await Clone(Remote(url=str(odd)), folder).update() is None


@pytest.mark.parametrize("scheme", ["http", "git", "ssh"])
async def test_hanging(folder: Path, scheme: str) -> None:
    """A remote that takes the connection and says nothing is given up, with every process that was started for it."""
    async with silence() as port:
        clone = Clone(Remote(url=f"{scheme}://127.0.0.1:{port}/site.git"), folder, Patience(0.5, 0.5))
        before = time.monotonic()
        with pytest.raises(GitFailed, match=r"no answer within 0.5 seconds"):
            await clone.update()
        assert time.monotonic() - before < 15
    assert not [one for one in told("environ") if str(folder).encode() in one]


async def test_cancelled(folder: Path) -> None:
    """A bot that is stopped while git waits leaves no process behind."""
    async with silence() as port:
        clone = Clone(Remote(url=f"git://127.0.0.1:{port}/site.git"), folder)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await clone.update()
    assert not [one for one in told("environ") if str(folder).encode() in one]


async def test_unreachable(folder: Path) -> None:
    """A server that is not there is named."""
    with pytest.raises(GitFailed, match=r"Is the address right, and the server there up?"):
        await Clone(Remote(url=f"http://127.0.0.1:{free_port()}/site.git"), folder).update()


@pytest.mark.skipif(not CAN_SERVE_SSH, reason="no sshd here, or one that wants /run/sshd: ssh is not tried")
async def test_ssh(repository: Repository, folder: Path, tmp_path: Path) -> None:
    """A deploy key opens a repository over ssh; the host's key is kept, and another one is refused from then on."""
    own = tmp_path / "a place with 100% odd 'names'"
    own.mkdir()
    key = make_key(own / "key")
    authorized = key.with_suffix(".pub").rename(tmp_path / "authorized")
    async with sshd(tmp_path, authorized) as address:
        url = f"{address}{repository.bare}"
        clone = Clone(Remote(url=url, key_file=key), own / "data" / "git" / "clone")
        await clone.update()
        repository.publish("a")
        assert await clone.update() == ["_posts/2026-11-20-a.md"]
        with pytest.raises(GitFailed, match=r"Permission denied \(publickey.*\)\. Set key_file"):
            await Clone(Remote(url=url, key_file=make_key(own / "other")), folder).update()
        known = own / "data" / "git" / "known_hosts"
        host, stranger = (
            (path.with_suffix(".pub")).read_text().split()[1]
            for path in (tmp_path / "host", make_key(tmp_path / "stranger"))
        )
        known.write_text(known.read_text(encoding="utf-8").replace(host, stranger), encoding="utf-8")
        with pytest.raises(GitFailed, match=r"Host key verification failed. If the host did change its key"):
            await clone.update()


def told(what: str) -> Iterator[bytes]:
    """Yield what every process here was told on its command line or in its environment, where /proc says it."""
    for path in Path("/proc").glob(f"[0-9]*/{what}"):
        with suppress(OSError):  # it has just ended
            yield path.read_bytes()
