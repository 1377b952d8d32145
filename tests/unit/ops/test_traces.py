"""Traces at the bot's end."""

from __future__ import annotations

import socket
import time
from threading import Event, Thread
from typing import TYPE_CHECKING

from bot.ops import traces

if TYPE_CHECKING:
    import pytest

FAR_TOO_LONG = 4.0


def test_a_collector_that_drips(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collector whose answer never ends does not hold up the bot's: what was not sent then is left."""
    monkeypatch.setattr(traces, "LONGEST", 0.2)
    has_come, is_over = Event(), Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                has_come.set()
                while not is_over.wait(0.05):
                    connection.sendall(b"a")

        dripping = Thread(target=drip, daemon=True)
        dripping.start()
        seen = traces.Traces(f"http://127.0.0.1:{server.getsockname()[1]}")
        seen.see(None, "info", {"event": "post.published", "post": "a"})
        began = time.monotonic()
        seen.close()
        assert has_come.wait(FAR_TOO_LONG)
        assert time.monotonic() - began < FAR_TOO_LONG
        is_over.set()
        dripping.join()
