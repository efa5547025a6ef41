"""What is kept of a proof, and every way in which a file beside the scope is not taken."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nightlatch import _proof_file
from nightlatch._proof_file import Kept, Proof
from nightlatch._proof_token import judge, token
from nightlatch.scope import Limits
from tests.proofs import ENDS, NOW, other, scope

SCOPE = scope("192.0.2.0/28", names=("db.example.org",))


def proof(address: str = "192.0.2.10", until: datetime = ENDS) -> Proof:
    """One address that was proved."""
    return Proof(address=address, place="db.example.org", by="dns", until=until)


def written(path: Path, *proofs: Proof) -> Path:
    """A file with *proofs*."""
    _proof_file.write(path, SCOPE.digest, list(proofs), NOW)
    return path


def read(path: Path, now: datetime = NOW, digest: str = SCOPE.digest) -> Kept:
    """What it proves."""
    return _proof_file.read(path, digest, now)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "scope.toml.proof"


class TestTaken:
    def test_round_trip(self, path: Path) -> None:
        """What was written is read again, with the moment at which the first of it expires."""
        soon = NOW + timedelta(days=1)
        kept = read(written(path, proof(), proof("2001:db8::1", soon)))
        assert {str(address) for address in kept.proved} == {"192.0.2.10", "2001:db8::1"}
        assert (kept.until, kept.note) == (soon, "")

    def test_nobody_else_reads_it(self, path: Path) -> None:
        """The file is made with mode 0600, and a second one takes the place of the first."""
        for _ in range(2):
            assert stat.S_IMODE(written(path).stat().st_mode) == 0o600
        assert list(path.parent.iterdir()) == [path]

    def test_no_file(self, path: Path) -> None:
        """Without a file nothing is proved, and there is nothing to say about it."""
        assert read(path) == Kept()

    def test_each_proof_expires_by_itself(self, path: Path) -> None:
        """What has expired is left out; the rest holds."""
        kept = read(written(path, proof("192.0.2.1", NOW), proof("192.0.2.2", NOW + timedelta(seconds=1))))
        assert {str(address) for address in kept.proved} == {"192.0.2.2"}


class TestNotTaken:
    def test_expired(self, path: Path) -> None:
        """When all has expired it says so."""
        kept = read(written(path, proof()), now=ENDS)
        assert (kept.proved, "has expired" in kept.note) == (frozenset(), True)

    def test_other_scope(self, path: Path) -> None:
        """What was proved for another scope is not taken."""
        kept = read(written(path, proof()), digest=other(SCOPE, "0.0.0.0/1").digest)
        assert (kept.proved, "changed since" in kept.note) == (frozenset(), True)

    def test_private_addresses(self, path: Path) -> None:
        """An address that needs no proof is none that was proved."""
        assert read(written(path, proof("10.0.0.1"), proof("127.0.0.1"))).proved == frozenset()

    @pytest.mark.parametrize(
        "change",
        [
            lambda found: found | {"format": 2},
            lambda found: found | {"more": 1},
            lambda found: found | {"proofs": [{"address": "192.0.2.10"}]},
            lambda found: found | {"proofs": [found["proofs"][0] | {"by": "word of mouth"}]},
            lambda found: found | {"proofs": [found["proofs"][0] | {"address": "0.0.0.0"}]},
            lambda found: found | {"proofs": [found["proofs"][0] | {"until": "2999-01-01T00:00:00"}]},
            lambda found: [],
        ],
    )
    def test_malformed(self, path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
        """A file that is not as it is written proves nothing, and is said to be there."""
        found = json.loads(written(path, proof()).read_text())
        path.write_text(json.dumps(change(found)))
        kept = read(path)
        assert kept.proved == frozenset()
        assert kept.note.startswith("scope.toml.proof: not taken: ")

    @pytest.mark.parametrize("data", [b"", b"\xff", b"[" * 100_000, b"{}" * (5 << 20)])
    def test_garbage(self, path: Path, data: bytes) -> None:
        """Bytes of any kind are not taken."""
        path.write_bytes(data)
        path.chmod(0o600)
        assert read(path).proved == frozenset() and read(path).note

    def test_writable_by_others(self, path: Path) -> None:
        """A file that others may have written proves nothing."""
        written(path, proof()).chmod(0o620)
        assert read(path) == Kept(note="scope.toml.proof: not taken: others can write to it")

    def test_symbolic_link(self, path: Path) -> None:
        """A link to a proof is none."""
        path.symlink_to(written(path.with_name("elsewhere"), proof()))
        assert read(path).proved == frozenset() and read(path).note

    def test_pipe(self, path: Path) -> None:
        """A pipe is not waited for."""
        os.mkfifo(path, 0o600)
        assert read(path) == Kept(note="scope.toml.proof: not taken: it is no regular file")


class TestToken:
    def test_earlier_end(self) -> None:
        """The owner may publish an earlier end than the scope's; a later one is held to the scope's."""
        head, version = token(SCOPE).rpartition(" ")[0], "%Y-%m-%dT%H:%M:%SZ"
        for until, held in ((NOW + timedelta(hours=1), NOW + timedelta(hours=1)), (ENDS + timedelta(days=900), ENDS)):
            assert judge([f"{head} {until.strftime(version)}"], SCOPE, NOW).until == held

    def test_the_best_line_counts(self) -> None:
        """Old tokens and those of others beside the true one do no harm."""
        old = f"{token(SCOPE)[:-20]}2020-01-01T00:00:00Z"
        assert judge([old, token(other(SCOPE, "192.0.2.0/24")), "x", token(SCOPE)], SCOPE, NOW).outcome == "proved"
        assert judge([token(other(SCOPE, "192.0.2.0/24")), old], SCOPE, NOW).outcome == "expired"

    def test_only_so_many_lines(self) -> None:
        """A place that has more lines than anybody needs is not searched to its end."""
        assert judge([*["x"] * 1000, token(SCOPE)], SCOPE, NOW).outcome == "nothing"

    def test_it_fits_one_string(self) -> None:
        """A TXT record takes the token as one string of at most 255 bytes."""
        assert len(token(SCOPE)) < 255 and token(SCOPE).isascii()

    def test_every_part_of_the_scope_counts(self) -> None:
        """Whatever is changed in the scope, the token is another one."""
        assert SCOPE.grant is not None
        changed = [
            other(SCOPE, "192.0.2.0/27"),
            replace(SCOPE, excluded=SCOPE.targets_listed),
            replace(SCOPE, limits=Limits(rows_per_store=1)),
            replace(SCOPE, grant=replace(SCOPE.grant, contact="other@example.org")),
            replace(SCOPE, grant=replace(SCOPE.grant, valid_until=ENDS + timedelta(days=1))),
        ]
        assert len({token(one).split()[1] for one in [SCOPE, *changed]}) == 6

    def test_what_is_proved_does_not_change_the_token(self) -> None:
        """A proof is of the scope, not part of it."""
        assert replace(SCOPE, proved=frozenset(SCOPE.targets_listed.networks[0]), proof_note="x").digest == SCOPE.digest
