"""TLS with any server: every certificate is taken and described, and called verified only where OpenSSL says so."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch import certificate, tls
from nightlatch.model import Failed

KEYS = {"rsa": "rsa:2048", "ec": "ec -pkeyopt ec_paramgen_curve:prime256v1", "ed25519": "ed25519"}
OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="needs the openssl program to make certificates")


def openssl(folder: Path, command: str) -> None:
    """Run one openssl command in *folder*."""
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True, timeout=60)


@pytest.fixture(scope="module", params=list(KEYS))
def chain(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with root.pem, an intermediate, leaf.pem, leaf.key, chain.pem and expired.pem, of one kind of key."""
    if OPENSSL is None:
        pytest.skip("needs the openssl program to make certificates")
    folder, key = tmp_path_factory.mktemp("chain"), KEYS[request.param]
    (folder / "ca.ext").write_text("basicConstraints=critical,CA:TRUE\n")
    (folder / "leaf.ext").write_text("subjectAltName=DNS:db.example.org,DNS:*.lab.example.org,IP:127.0.0.1,IP:::1\n")
    openssl(
        folder,
        f"req -x509 -newkey {key} -nodes -keyout root.key -out root.pem -days 30 -subj /CN=Root "
        "-addext basicConstraints=critical,CA:TRUE",
    )
    for name, issuer, days, extensions in (("ca", "root", 30, "ca"), ("leaf", "ca", 30, "leaf")):
        subject = "/O=Example/CN=db.example.org" if name == "leaf" else "/CN=Intermediate"
        openssl(folder, f"req -new -newkey {key} -nodes -keyout {name}.key -out {name}.csr -subj {subject}")
        openssl(
            folder,
            f"x509 -req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -CAcreateserial -out {name}.pem "
            f"-days {days} -extfile {extensions}.ext",
        )
    (folder / "chain.pem").write_text((folder / "leaf.pem").read_text() + (folder / "ca.pem").read_text())
    return folder


@contextlib.contextmanager
def tls_server(pem: Path, key: Path, newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> Iterator[socket.socket]:
    """A plain socket connected to a real TLS server that holds *pem*."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, newest
    context.load_cert_chain(pem, key)

    def serve(peer: socket.socket) -> None:
        with contextlib.suppress(OSError), context.wrap_socket(peer, server_side=True) as wrapped:
            wrapped.sendall(b"hello")
            wrapped.recv(1)

    with served(serve) as plain:
        yield plain


@contextlib.contextmanager
def served(serve: Callable[[socket.socket], object]) -> Iterator[socket.socket]:
    """A socket connected to a server of one connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=lambda: serve(listener.accept()[0]), daemon=True)
        thread.start()
        with socket.create_connection(listener.getsockname(), timeout=5) as plain:
            yield plain
        thread.join(5)


class TestVerified:
    @pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_2])
    def test_chain(self, chain: Path, newest: ssl.TLSVersion) -> None:
        """A whole chain verifies against its root, for the names that it is for and for no other."""
        with tls_server(chain / "chain.pem", chain / "leaf.key", newest) as plain:
            wrapped, found = tls.wrap(plain, "db.example.org")
            with wrapped:
                assert wrapped.recv(5) == b"hello"
                root = str(chain / "root.pem")
                names = ("db.example.org", "127.0.0.1", "::1", "x.lab.example.org", "x.example.org", "127.0.0.2")
                assert [tls.verifies(wrapped, name, root) for name in names] == [True] * 4 + [False] * 2
        assert found.subject == "db.example.org"
        assert found.names == ("db.example.org", "*.lab.example.org", "127.0.0.1", "::1")
        assert found.not_after is not None
        assert timedelta(days=29) < found.not_after - datetime.now(UTC) < timedelta(days=31)
        assert not found.verified, "the root is none of the system's"

    def test_broken_chains(self, chain: Path) -> None:
        """A chain without its intermediate, or against another root, does not verify."""
        with tls_server(chain / "leaf.pem", chain / "leaf.key") as plain:
            wrapped, _ = tls.wrap(plain, "db.example.org")
            with wrapped:
                assert not tls.verifies(wrapped, "db.example.org", str(chain / "root.pem"))
        with tls_server(chain / "chain.pem", chain / "leaf.key") as plain:
            wrapped, _ = tls.wrap(plain, "db.example.org")
            with wrapped:
                assert not tls.verifies(wrapped, "db.example.org", None)

    def test_forged_leaf(self, chain: Path) -> None:
        """A certificate that was altered after it was signed does not verify: the signature is really checked."""
        der = ssl.PEM_cert_to_DER_cert((chain / "leaf.pem").read_text())
        forged = der.replace(b"db.example.org", b"xx.example.org")
        authority = ssl.PEM_cert_to_DER_cert((chain / "ca.pem").read_text())
        root = str(chain / "root.pem")
        assert tls._is_trusted([der, authority], "db.example.org", root)
        assert not tls._is_trusted([forged, authority], "xx.example.org", root)

    @needs_openssl
    def test_expired(self, tmp_path: Path) -> None:
        """A certificate whose time is over is described, and not verified."""
        (tmp_path / "ext").write_text("subjectAltName=DNS:db.example.org\n")
        openssl(tmp_path, "req -new -newkey ed25519 -nodes -keyout k.pem -out c.csr -subj /CN=db.example.org")
        openssl(tmp_path, "x509 -req -in c.csr -signkey k.pem -out c.pem -days -1 -extfile ext")
        with tls_server(tmp_path / "c.pem", tmp_path / "k.pem") as plain:
            wrapped, found = tls.wrap(plain, "db.example.org")
            with wrapped:
                assert found.not_after is not None and found.not_after < datetime.now(UTC)
                assert not tls.verifies(wrapped, "db.example.org", str(tmp_path / "c.pem"))

    def test_self_signed(self, certificate: tuple[Path, Path]) -> None:
        """A self-signed certificate verifies against itself alone."""
        with tls_server(*certificate) as plain:
            wrapped, found = tls.wrap(plain, "localhost")
            with wrapped:
                assert tls.verifies(wrapped, "localhost", str(certificate[0])) and not found.verified


class TestVersions:
    @pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
    @pytest.mark.parametrize(
        ("newest", "version"),
        [(ssl.TLSVersion.TLSv1_3, "TLSv1.3"), (ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1, "TLSv1")],
    )
    def test_best_of_both(self, certificate: tuple[Path, Path], newest: ssl.TLSVersion, version: str) -> None:
        """Old servers are spoken to in what they know, new ones in the newest."""
        with tls_server(*certificate, newest) as plain:
            wrapped, _ = tls.wrap(plain, "localhost")
            with wrapped:
                assert wrapped.version() == version

    def test_nothing_ambient(
        self, certificate: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No session key is written where SSLKEYLOGFILE points."""
        log = tmp_path / "keys.log"
        monkeypatch.setenv("SSLKEYLOGFILE", str(log))
        tls._any_server.cache_clear()
        with tls_server(*certificate) as plain:
            tls.wrap(plain, "localhost")[0].close()
        assert not log.exists()


class TestFailures:
    def failure(
        self, serve: Callable[[socket.socket], object], host: str = "db.example.org", seconds: float = 5
    ) -> tuple[str, str]:
        """Kind and words of a handshake that fails, and a plain socket that is closed after it."""
        with served(serve) as plain:
            port = plain.getpeername()[1]
            plain.settimeout(seconds)
            with pytest.raises(Failed) as caught:
                tls.wrap(plain, host)
            assert plain.fileno() == -1
        failure = caught.value.failure
        assert failure.target == f"{host}:{port}" and caught.value.__suppress_context__
        return failure.kind, failure.what

    def test_plain(self) -> None:
        """A server that answers in another protocol does not speak TLS."""

        def redis(peer: socket.socket) -> None:
            peer.sendall(b"-ERR unknown command\r\n")
            peer.recv(1024)
            peer.close()

        assert self.failure(redis) == ("tls", "the server does not speak TLS at this port")

    def test_silent(self) -> None:
        """A server that says nothing is a timeout."""
        gone = threading.Event()
        kind, what = self.failure(lambda peer: gone.wait(1) or peer.close(), seconds=0.3)
        assert (kind, what) == ("timeout", "no answer to the TLS handshake in time")

    def test_dripping(self) -> None:
        """A server that says a byte now and then does not stretch the time for the whole handshake."""
        gone = threading.Event()

        def drip(peer: socket.socket) -> None:
            with peer, contextlib.suppress(OSError):
                for byte in b"\x16\x03\x03\x40\x00" + bytes(100):
                    peer.sendall(bytes([byte]))
                    gone.wait(0.05)

        assert self.failure(drip, seconds=0.4)[0] == "timeout"

    def test_hung_up(self) -> None:
        """A server that hangs up is said to."""
        assert self.failure(lambda peer: peer.close()) == ("tls", "the server hung up during the TLS handshake")

    def test_impossible_name(self) -> None:
        """A host that TLS cannot ask for is a failure, not a crash."""
        assert self.failure(lambda peer: peer.close(), host=".example.org")[0] == "tls"


class TestReader:
    @given(st.binary(max_size=400))
    def test_any_bytes(self, der: bytes) -> None:
        """The reader takes any bytes at all and describes nothing where there is nothing."""
        assert certificate.read(der, verified=False).verified is False

    @needs_openssl
    @given(st.data())
    def test_any_damage(self, data: st.DataObject) -> None:
        """A certificate that is cut or altered anywhere is read without an error, and its text stays printable."""
        der = bytearray(_sample())
        for _ in range(data.draw(st.integers(1, 4))):
            der[data.draw(st.integers(0, len(der) - 1))] = data.draw(st.integers(0, 255))
        found = certificate.read(bytes(der[: data.draw(st.integers(0, len(der)))]), verified=False)
        assert all(text.isprintable() and len(text) <= 253 for text in (found.subject, *found.names))

    def test_hostile_text(self) -> None:
        """Control characters in a subject are not passed on."""
        found = certificate.read(_sample().replace(b"db.example.org", b"\x1b[2Jexample.or"), verified=False)
        assert found.subject == "?[2Jexample.or"

    def test_bottomless(self) -> None:
        """Deep nesting and lengths that lie cost nothing."""
        for der in (b"\x30\x80" * 50_000, b"\x30\x84\x7f\xff\xff\xff" * 10_000, b"\x30\x89" + b"\xff" * 60_000):
            assert certificate.read(der, verified=False).subject == ""


_made: list[bytes] = []


def _sample() -> bytes:
    """A certificate of the openssl program, made once."""
    if not _made:
        command = "req -x509 -newkey ed25519 -nodes -keyout /dev/null -days 9 -subj /CN=db.example.org -outform DER"
        ran = subprocess.run(["openssl", *command.split()], check=True, capture_output=True, timeout=60)
        _made.append(ran.stdout)
    return _made[0]
