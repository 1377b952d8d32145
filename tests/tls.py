"""Starts a real Redis-protocol server that speaks TLS, with a certificate made for it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.sentinels import free_port
from tests.servers import until_it_answers

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Certificate:
    """A certificate that signs itself, so that `file` is its authority's too."""

    file: Path
    key: Path


def a_certificate(folder: Path) -> Certificate:
    """Make one for this machine; openssl is on every machine that has a server with TLS."""
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    subprocess.run(  # noqa: S603 - the words are ours
        [  # noqa: S607 - the one on PATH
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "2",
            "-out", str(made.file), "-keyout", str(made.key),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


def speaks_tls(binary: str) -> bool:
    """Return whether the server was built with TLS: one that was looks for the certificate, which is not there."""
    options = {"port": "0", "tls-port": "1", "tls-cert-file": "-", "tls-key-file": "-", "tls-auth-clients": "no"}
    command = [binary, *(word for name, value in options.items() for word in (f"--{name}", value))]
    tried = subprocess.run(command, capture_output=True, check=False, timeout=10)  # noqa: S603 - ours
    return b"Failed to load certificate" in tried.stdout


@contextmanager
def a_tls_server(binary: str, certificate: Certificate) -> Iterator[str]:
    """Run a server for as long as the block lasts; give its host and port, which speaks TLS alone."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="sokbo-"))
    command = [
        binary, "--port", "0", "--tls-port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", "",
        "--tls-cert-file", str(certificate.file), "--tls-key-file", str(certificate.key),
        "--tls-ca-cert-file", str(certificate.file), "--tls-auth-clients", "no",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - a server we found ourselves
        try:
            until_it_answers(f"rediss://127.0.0.1:{port}?ssl_ca_certs={certificate.file}")
            yield f"127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)
