"""A bot that cannot start says why in a sentence, with what to do, and ends with a code that says so."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from redis import Redis

from tests.acceptance.conftest import free_port
from tests.servers import BINARIES, a_server

if TYPE_CHECKING:
    from pathlib import Path

    from tests.process.conftest import Starter


async def test_second_bot(start: Starter, variables: dict[str, str]) -> None:
    """A second bot on the same data folder gives up with a clear sentence; the first goes on."""
    async with start() as first:
        await first.says("source.baseline")
        async with start(HTTP_ADDRESS=f"127.0.0.1:{free_port()}") as second:
            assert await second.ends() == 1
            assert "another bot uses" in second.output
            assert variables["DATA_DIR"] in second.output
            assert "Traceback" not in second.output
        assert await first.told_to_stop() == 0


async def test_port_in_use(start: Starter) -> None:
    """An address that is taken is named, with the setting; the server that was started already goes again."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        async with start(HTTP_ADDRESS=address) as bot:
            assert await bot.ends() == 1
            assert (
                bot.output == f"{address} can't be used: Address already in use; set HTTP_ADDRESS to another address\n"
            )
            assert bot.relatives() == []


async def test_data_dir(start: Starter, tmp_path: Path) -> None:
    """A data folder that can't be made is named, with the setting."""
    (tmp_path / "file").touch()
    async with start(DATA_DIR=tmp_path / "file") as bot:
        assert await bot.ends() == 1
        assert str(tmp_path / "file") in bot.output
        assert "set DATA_DIR" in bot.output
        assert "Traceback" not in bot.output


async def test_settings(start: Starter, tmp_path: Path) -> None:
    """Mistakes in the settings are all told, and nothing is started; the code is 2, as for a wrong command line."""
    (tmp_path / "wrong.toml").write_text("sit = 1\n", encoding="utf-8")
    async with start(CONFIG=tmp_path / "wrong.toml", HTTP_ADDRESS="here", LOG_FORMAT="xml") as bot:
        assert await bot.ends() == 2
        assert len(bot.output.splitlines()) == 3
        assert not (tmp_path / "data").exists()


async def test_store_password(start: Starter) -> None:
    """A store that refuses our password is told as that, and the password is not."""
    binary = BINARIES["valkey"]
    assert binary is not None
    with a_server(binary) as url, Redis.from_url(url) as client:
        client.config_set("requirepass", "right")
        async with start(REDIS_URL=url.replace("unix://", "unix://:SECRET@")) as bot:
            assert await bot.ends() == 1
            assert "invalid username-password pair" in bot.output
            assert "REDIS_URL" in bot.output
            assert "SECRET" not in bot.output
            assert "Traceback" not in bot.output
