"""One session with one MongoDB: identity, rights, catalogue and contents over one connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.model import Access, Container, Failed, Identity, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading
from nightlatch.stores import _mongodb_access as rights
from nightlatch.stores import _mongodb_traces as signs_left
from nightlatch.stores._mongodb_catalog import containers
from nightlatch.stores._mongodb_greet import FIND_WIRE, Greeted, greet, identify, log_in
from nightlatch.stores._mongodb_privileges import grants_of

if TYPE_CHECKING:
    from nightlatch.dial import Dialer


def open_session(target: Target, dialer: Dialer, ask: Ask) -> MongoSession:
    """Dial, greet and log in. Errors: as :meth:`nightlatch.stores.Store.connect`."""
    endpoint = dialer.resolve(target.host, target.port)
    greeted = greet(target, endpoint, dialer, ask)
    try:
        if greeted.hello.get("maxWireVersion", 0) < FIND_WIRE:
            what = "runs MongoDB 3.0 or older, which lists and reads in another way"
            raise greeted.wire.failed("unsupported-version", what, "its age alone is a reason to shut it off")
        user = log_in(greeted, target, target.login) if target.login else None
        return MongoSession(target=target, ask=ask, greeted=greeted, user=user, identity=identify(greeted))
    except BaseException:
        greeted.line.close()
        raise


@dataclass(slots=True, kw_only=True)
class MongoSession(Closes):
    """An open conversation; not for two threads at once."""

    target: Target
    ask: Ask
    greeted: Greeted
    user: str | None
    identity: Identity
    _answers: rights.Answers | None = field(default=None, init=False)

    def access(self) -> Access:
        """Rights from introspection, as :mod:`nightlatch.stores._mongodb_access` says."""
        return rights.judge(self.greeted.wire, self._asked(), self.user)

    def containers(self) -> Iterator[Container]:
        """Collections of every database that is listed, named in the URL, or named by the user's privileges."""
        is_mongos = self.greeted.hello.get("msg") == "isdbgrid"
        yield from containers(self.greeted.wire, self._databases(), is_mongos=is_mongos)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Documents as columns, over one cursor that is killed if it is not read to its end."""
        from nightlatch.stores._mongodb_read import read

        return read(self.greeted.wire, container, reading, self.ask)

    def traces(self) -> Iterator[Trace]:
        """See `_mongodb_traces`."""
        told = signs_left.status(self.greeted.wire)
        self.identity = replace(self.identity, started=signs_left.started(told))
        own = self.greeted.hello.get("connectionId")
        users = self._asked().users
        return signs_left.traces(self.greeted.wire, told, users, own=own, is_open=self.user is None)

    def close(self) -> None:
        """Hang up; the server ends the login with the connection."""
        if not self.is_closed:
            self.is_closed = True
            with suppress(OSError, Failed):
                self.greeted.wire.close()
            self.greeted.line.close()

    def _asked(self) -> rights.Answers:
        if self._answers is None:
            self._answers = rights.ask(self.greeted.wire, self.greeted.hello)
        return self._answers

    def _databases(self) -> tuple[str, ...]:
        answers = self._asked()
        listed = answers.names or ()
        named = (self.target.database,) if self.target.database else ()
        granted: tuple[str, ...] = ()
        if self.user is not None and answers.names is None:
            grants = grants_of(
                self.greeted.wire, answers.authenticated("UserPrivileges"), answers.authenticated("UserRoles")
            )
            granted = grants.databases() if grants else ()
        usable = [name for name in (*listed, *named, *granted) if not set(name) & set('/\\. "$\0')]
        return tuple(dict.fromkeys(usable))
