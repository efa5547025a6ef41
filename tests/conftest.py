"""What all tests share: a certificate, the end of every server, and a last word on what could not be tested."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import lab
from tests.lab import tls

pytest.register_assert_rewrite("tests.contract")

# How quick the machine is, is nothing that a test may fail on.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A self-signed certificate for localhost and 127.0.0.1, and its key."""
    return tls.certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="session", autouse=True)
def _servers_end() -> Iterator[None]:
    yield
    lab.stop_all()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every server that could not be had: a skipped test is never silent."""
    if lab.MISSING:
        terminalreporter.section("servers that could not be had: their tests did NOT run", red=True, bold=True)
        for name, why in lab.MISSING.items():
            terminalreporter.line(f"{name} ({lab.KINDS[name].what}): {why}", red=True)
