"""What the environment offers unasked is gone; a password comes from where the user said, or not at all."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from nightlatch import ambient, secrets_in
from nightlatch.secrets_in import SecretError

PLANTED = {
    "PGPASSWORD": "s3cret", "PGHOST": "192.0.2.1", "PGSERVICE": "evil",
    "PGOPTIONS": "-c x=1", "PGSSLMODE": "disable", "PGPASSFILE": "/planted/pgpass",
    "MYSQL_PWD": "s3cret", "MYSQL_TCP_PORT": "1", "MYSQL_HOME": "/planted",
    "AWS_PROFILE": "x", "AWS_SECRET_ACCESS_KEY": "s3cret", "http_proxy": "http://192.0.2.1",
    "HTTPS_PROXY": "http://192.0.2.1", "all_proxy": "x", "no_proxy": "h",
    "NETRC": "/planted/netrc", "REDISCLI_AUTH": "s3cret", "KRB5CCNAME": "/planted/cc",
    "KRB5_CONFIG": "/planted/krb5", "SSLKEYLOGFILE": "/planted/keys", "SSL_CERT_FILE": "/planted/ca",
    "SSL_CERT_DIR": "/planted", "HOSTALIASES": "/planted/aliases", "LOCALDOMAIN": "evil.example",
    "RES_OPTIONS": "ndots:9", "MONGODB_URI": "mongodb://x", "DATABASE_URL": "postgres://x",
    "VAULT_TOKEN": "s3cret", "SOME_PASSWORD": "s3cret", "OPENSSL_CONF": "/planted/openssl.cnf",
    "LDAPCONF": "/planted/ldap",
}  # fmt: skip
KEPT = {"PATH": os.environ["PATH"], "HOME": "/root", "LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb"}

CHILD = """
import ctypes, json, os, resource, sys
from nightlatch import ambient
removed = ambient.scrub()
again = ambient.scrub()
get = ctypes.CDLL(None).getenv
get.restype = ctypes.c_char_p
native = {name: (get(name.encode()) or b"").decode() for name in json.loads(sys.argv[1])}
print(json.dumps([removed, again, dict(os.environ), native, resource.getrlimit(resource.RLIMIT_CORE)]))
"""


@pytest.fixture(scope="module")
def scrubbed() -> list[object]:
    """What is left in a process of its own that began with everything planted."""
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, json.dumps([*PLANTED, *KEPT])],
        env={**PLANTED, **KEPT, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: list[object] = json.loads(ran.stdout)
    return found


def test_removed(scrubbed: list[object]) -> None:
    """Every planted variable is gone or points to nothing, for Python and for the C library that libpq asks."""
    removed, _, left, native, _ = scrubbed
    assert isinstance(left, dict) and isinstance(native, dict) and isinstance(removed, list)
    assert set(removed) == set(PLANTED)
    for name, value in PLANTED.items():
        assert left.get(name) == ambient.INSTEAD.get(name)
        assert native[name] == ambient.INSTEAD.get(name, "") != value


def test_kept(scrubbed: list[object]) -> None:
    """What is nobody's credential stays."""
    _, _, left, _, _ = scrubbed
    assert isinstance(left, dict) and {name: left[name] for name in KEPT} == KEPT


def test_home_files(scrubbed: list[object]) -> None:
    """libpq and Kerberos are told to look for their files where nothing is."""
    _, _, left, _, _ = scrubbed
    assert isinstance(left, dict)
    for name in ("PGPASSFILE", "PGSERVICEFILE", "PGSSLCERT", "PGSSLKEY", "KRB5_CLIENT_KTNAME"):
        assert not Path(left[name]).exists()


def test_again(scrubbed: list[object]) -> None:
    """A second call finds nothing to remove."""
    assert scrubbed[1] == []


def test_no_core(scrubbed: list[object]) -> None:
    """No core dump can hold what was in memory, and no child may raise the limit again."""
    assert scrubbed[4] == [0, 0]


@pytest.mark.parametrize("name", [*PLANTED, "Http_Proxy", "pgpassword", "PGREQUIREAUTH", "AZURE_CLIENT_SECRET"])
def test_is_ambient(name: str) -> None:
    """Credentials, proxies, trust and resolver settings are told by name, in any case of letters."""
    assert ambient.is_ambient(name)


@pytest.mark.parametrize("name", [*KEPT, "USER", "TZ", "COLUMNS", "XDG_CACHE_HOME", "NUMBA_NUM_THREADS", "PYTHONPATH"])
def test_is_not_ambient(name: str) -> None:
    """Nothing else is touched."""
    assert not ambient.is_ambient(name)


class TestPassword:
    def file(self, tmp_path: Path, content: bytes, mode: int = 0o600) -> Path:
        """A password file."""
        path = tmp_path / "password"
        path.write_bytes(content)
        path.chmod(mode)
        return path

    @pytest.mark.parametrize(
        ("content", "password"),
        [(b"s3cret", "s3cret"), (b"s3cret\n", "s3cret"), (b"s3cret\r\nx\n", "s3cret"), (b" a b \n", " a b "), (b"", ""),
         (b"\n", ""), ("Пароль\n".encode(), "Пароль")],
    )  # fmt: skip
    def test_file(self, tmp_path: Path, content: bytes, password: str) -> None:
        """The first line of the file is the password, spaces and all; an empty file is an empty password."""
        assert secrets_in.from_file(self.file(tmp_path, content)) == password

    @pytest.mark.parametrize("mode", [0o644, 0o604, 0o602, 0o620, 0o666])
    def test_open_file(self, tmp_path: Path, mode: int) -> None:
        """A file that everybody may read or others may write is refused, with the command that mends it."""
        with pytest.raises(SecretError, match="open to other users") as caught:
            secrets_in.from_file(self.file(tmp_path, b"s3cret", mode))
        assert caught.value.hint.startswith("chmod 600 ") and "s3cret" not in repr(caught.value)

    def test_group_file(self, tmp_path: Path) -> None:
        """A file that its group may read is taken: container secrets are mounted so."""
        assert secrets_in.from_file(self.file(tmp_path, b"s3cret", stat.S_IRUSR | stat.S_IRGRP)) == "s3cret"

    def test_pipe(self) -> None:
        """A pipe is taken, as a shell's process substitution gives one."""
        reading, writing = os.pipe()
        os.write(writing, b"s3cret\nx")
        os.close(writing)
        assert secrets_in.from_file(f"/dev/fd/{reading}") == "s3cret"
        os.close(reading)

    @pytest.mark.parametrize(("end", "why"), [(b"x" * 5000, "longer"), (b"\xff", "UTF-8"), (b"\0", "NUL")])
    def test_bad_file(self, tmp_path: Path, end: bytes, why: str) -> None:
        """What cannot be a password is refused without being quoted."""
        with pytest.raises(SecretError, match=why) as caught:
            secrets_in.from_file(self.file(tmp_path, b"s3cret" + end))
        assert "s3cret" not in repr(caught.value)

    def test_missing_file(self, tmp_path: Path) -> None:
        """A file that is not there, or a folder, says so."""
        for path in (tmp_path / "none", tmp_path):
            with pytest.raises(SecretError, match="cannot read the password file"):
                secrets_in.from_file(path)

    def test_variable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A named variable is the password, and no child inherits it after that."""
        monkeypatch.setenv("NL_TEST", "s3cret")
        assert secrets_in.from_variable("NL_TEST") == "s3cret"
        assert "NL_TEST" not in os.environ
        with pytest.raises(SecretError, match="NL_TEST is not set"):
            secrets_in.from_variable("NL_TEST")

    def test_ambient_variable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A variable that was removed as ambient is there for the user who names it."""
        monkeypatch.setitem(ambient._taken, "PGPASSWORD", "s3cret")
        assert secrets_in.from_variable("PGPASSWORD") == "s3cret"
        with pytest.raises(SecretError):
            secrets_in.from_variable("PGPASSWORD")
