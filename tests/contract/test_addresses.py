"""The store by TLS, and at an address whose server may not be written to for a while."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import StoreError
from bot.core.pace import Pace
from bot.store.connection import Connection
from bot.store.store import open_store
from tests.builders import a_post
from tests.servers import BINARIES, a_server
from tests.tls import a_certificate, a_tls_server, speaks_tls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tls import Certificate


PAUSE = ("pause", "telegram", 0)


@pytest.fixture
def plain() -> Iterator[str]:
    """Give the address of a server without TLS."""
    binary = BINARIES["valkey"]
    assert binary is not None
    with a_server(binary) as url:
        yield url


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Give a certificate for this machine."""
    return a_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def address(certificate: Certificate) -> Iterator[str]:
    """Give host, port and database of a server that speaks TLS alone."""
    binary = next((one for one in BINARIES.values() if one and speaks_tls(one)), None)
    if binary is None:
        pytest.skip("no server on this machine was built with TLS: install redis-server to test it")
    with a_tls_server(binary, certificate) as place:
        yield f"{place}/2"


async def test_trusted(address: str, certificate: Certificate) -> None:
    """With the authority named, the store works over TLS, in the database that was asked for."""
    async with open_store(f"rediss://{address}?ssl_ca_certs={certificate.file}", Path(), "me", Pace({})) as store:
        assert await store.leases.hold("watch")
        assert (await store.connection.redis.client_info())["db"] == 2


async def test_distrusted(address: str) -> None:
    """A certificate that nobody we trust has signed is refused, and the remedy is told."""
    with pytest.raises(StoreError, match=r"CERTIFICATE_VERIFY_FAILED.*ssl_ca_certs="):
        await _open(f"rediss://{address}")


async def test_no_such_authority(address: str) -> None:
    """An authority's file that is not there is named."""
    with pytest.raises(StoreError, match=r"nowhere\.pem"):
        await _open(f"rediss://{address}?ssl_ca_certs=nowhere.pem")


async def test_replica_for_a_while(plain: str) -> None:
    """A server that was made a replica is an outage; what is written next goes over a new connection."""
    async with open_store(plain, Path(), "me", Pace({})) as store:
        redis = store.connection.redis
        before = await redis.client_id()
        await redis.replicaof("127.0.0.1", "1")
        for write in (
            lambda: store.ledger.record("site", [], [a_post()]),
            lambda: store.connection.run_together(*PAUSE),
        ):
            with pytest.raises(StoreError, match="read only replica"):
                await write()
        await redis.replicaof("NO", "ONE")
        await store.connection.run_together(*PAUSE)
        assert await redis.client_id() != before


async def _open(url: str) -> None:
    connection = Connection(url, "{test}")
    try:
        await connection.open()
    finally:
        await connection.close()
