"""A throw-away certificate for 127.0.0.1, self-signed by the openssl program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def certificate(folder: Path, *, name: str = "localhost", days: int = 2) -> tuple[Path, Path]:
    """Return (certificate, key) as PEM files in *folder*; the test fails loudly where openssl is missing."""
    if shutil.which("openssl") is None:
        pytest.fail("no openssl program: apt-get install openssl")
    cert, key = folder / "tls.crt", folder / "tls.key"
    words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    words += ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1", "-days", str(days)]
    subprocess.run([*words, "-keyout", key, "-out", cert], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return cert, key
