"""What sessions with stores of plain HTTP share: rights in short, refusals, reading within bounds. Sends nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar

import msgspec

from nightlatch.model import (
    RIGHTS,
    Container,
    Evidence,
    Extent,
    Failed,
    Failure,
    Identity,
    KnownBy,
    Principal,
    Right,
    RightName,
    Target,
)
from nightlatch.stores import Ask, Batch, Closes, Reading, Seen, Session
from nightlatch.stores._documents import batches_of
from nightlatch.stores._http import Http, Reply

Rights = dict[RightName, Right]
S = TypeVar("S", bound=Session)
Number = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]  # a count that a server may tell; what is beyond it is no count


def saw(command: str, code: int | str, meaning: str) -> Evidence:
    """Evidence, in the order in which one says it."""
    return Evidence(command=command, code=str(code), meaning=meaning)


def granted(*evidence: Evidence, extent: Extent = "all", known_by: KnownBy = "introspected") -> Right:
    """May."""
    return Right(verdict="granted", extent=extent, known_by=known_by, evidence=evidence)


def denied(*evidence: Evidence, known_by: KnownBy = "introspected") -> Right:
    """May not."""
    return Right(verdict="denied", known_by=known_by, evidence=evidence)


def unknown(*evidence: Evidence) -> Right:
    """Nothing read-only tells."""
    return Right(known_by="inconclusive" if evidence else "not-asked", evidence=evidence)


def each(right: Right) -> Rights:
    """All five alike."""
    return dict.fromkeys(RIGHTS, right)


def told(**rights: Right) -> Rights:
    """Five rights in their order; what is not named is unknown."""
    return {name: rights.get(name, unknown()) for name in RIGHTS}


def refused(command: str, status: int, meaning: str = "asks for a password") -> Rights:
    """All five denied, by one refusal."""
    return each(denied(saw(command, status, meaning), known_by="denied-on-read"))


def opened(http: Http, make: Callable[[Http], S]) -> S:
    """What *make* makes of *http*, which is hung up if it fails."""
    try:
        return make(http)
    except BaseException:
        http.close()
        raise


def not_this(target: Target, title: str, reply: Reply, command: str) -> Failed:
    """It answers, and as something else."""
    what = f"answers {command} with {reply.status}, and not as {title}"
    return Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))


def wrong_login(target: Target, status: int) -> Failed:
    """The login that was given is refused."""
    what = f"refuses this login ({status})"
    return Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))


def identified(kind: str, found: Seen, http: Http, id: str | None = None) -> Identity:
    """Who answers."""
    return Identity(
        kind=kind, product=found.product, version=found.version, id=id, tls=http.tls, suspect=found.suspect
    )  # fmt: skip


def bearer(target: Target, scheme: str = "Bearer") -> Mapping[str, str]:
    """The password of the login as a token, where a kind knows tokens and no users."""
    if target.login is None or not target.login.password:
        return {}
    return {"authorization": f"{scheme} {target.login.password}"}


def within(reading: Reading, texts: Iterable[bytes]) -> Iterator[bytes]:
    """*texts* until a bound of *reading* is reached."""
    until = time.monotonic() + (1e9 if reading.seconds is None else reading.seconds)
    length = 0
    for number, text in enumerate(texts):
        if number >= reading.records or (reading.bytes is not None and length >= reading.bytes):
            return
        if number % 64 == 63 and time.monotonic() > until:
            return
        length += len(text)
        yield text


def documents(reading: Reading, texts: Iterable[bytes]) -> Iterator[Batch]:
    """JSON texts as batches, until a bound of *reading* is reached."""
    return batches_of(within(reading, texts))


@dataclass(slots=True, kw_only=True)
class HttpSession(Closes):
    """A conversation with one server over HTTP; of kinds whose contents are never read, as it stands."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity

    @property
    def whoever(self) -> Principal:
        """As whom we act, where the server has no name for us."""
        login = self.target.login
        return Principal(name="anonymous" if login is None else login.user or "token", anonymous=login is None)

    def containers(self) -> Iterator[Container]:
        """None that are looked into."""
        yield from ()

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Nothing."""
        yield from ()

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()
