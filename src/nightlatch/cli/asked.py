"""From what was typed to a plan: targets, scope, login, limits. A user's mistake is found here, before any contact."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from nightlatch import imports, local, mutes, secrets_in, targets
from nightlatch.audit import Plan
from nightlatch.audit_log import AuditLog, AuditLogError
from nightlatch.cli import exits, screen
from nightlatch.cli.mistakes import Mistake
from nightlatch.cli.outputs import Outputs, wanted
from nightlatch.cli.per_owner import PerOwner
from nightlatch.cli.run import run
from nightlatch.discover.journal import Journal, JournalError
from nightlatch.discover.search import listed, sweeping
from nightlatch.discover.sweep import Place
from nightlatch.imports import ListError
from nightlatch.ledger import Ledger, LedgerError
from nightlatch.model import Coverage, Failed, Failure, Finding, Login, Reach, Result, Target, Tlp
from nightlatch.mutes import MuteError, Mutes
from nightlatch.networks import Networks, NetworksError
from nightlatch.owners import Owners
from nightlatch.risk import steps
from nightlatch.risk.exposure import History, Sighting
from nightlatch.risk.steps import Decisions, StepsError
from nightlatch.scope import Scope
from nightlatch.scope_file import ScopeError
from nightlatch.secrets_in import SecretError

SAMPLE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of ``nightlatch check``, as typed."""

    urls: tuple[str, ...]
    lists: tuple[str, ...] = ()
    per_owner: Path | None = None
    scope: Path | None = None
    full: bool = False
    sample: int | None = None
    reports: tuple[str, ...] = ()
    json: Path | None = None
    html: Path | None = None
    tlp: Tlp | None = None
    user: str | None = None
    password_file: Path | None = None
    password_env: str | None = None
    audit_log: Path | None = None
    timeout_seconds: float = 10.0
    mute: Path | None = None
    networks: Path | None = None
    publisher: Path | None = None
    fail_on: exits.Level | None = None
    reach: Reach | None = None
    steps: Path | None = None
    confirmed: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    vantage: str = ""
    resume: Path | None = None
    recheck: str | None = None
    earlier: tuple[Path, ...] = ()
    dry_run: bool = False
    no_color: bool = False
    verbose: bool = False
    quiet: bool = False


def check(asked: Asked) -> int:
    """Do what was asked; return the exit code. Errors: :class:`Mistake`, before anything is contacted."""
    _consistent(asked)
    was = _rechecked(asked)
    asked = replace(asked, urls=(was.target.url,)) if was else asked
    shown = screen.asked(verbose=asked.verbose, quiet=asked.quiet, no_color=asked.no_color)
    scope = read_scope(asked.scope)
    per_owner = PerOwner(folder=asked.per_owner, owners=Owners(scope.rows), tlp=asked.tlp) if asked.per_owner else None
    wishes = wanted(asked.reports, asked.json, asked.html, tlp=asked.tlp, publisher=asked.publisher)
    files = Outputs(wishes, per_owner)
    work = _work(asked, scope, _login(asked))
    if asked.dry_run:
        from nightlatch.cli import dry_run

        return dry_run.tell(work.targets, scope if work.is_swept else None, work.places, shown, scope.contact)
    token, decisions = secrets.token_hex(4), _decisions(asked)
    with _audit_log(asked.audit_log) as log, _resumed(asked, scope) as (ledger, journal):
        plan = Plan(
            targets=work.targets, scope=scope, skipped=work.skipped, full=asked.full, records=asked.sample or SAMPLE,
            timeout_seconds=asked.timeout_seconds, token=token, audit_log=log, vantage=asked.vantage, ledger=ledger,
            is_sampled=asked.sample is not None, mutes=_mutes(asked.mute), reach=asked.reach, decisions=decisions,
            networks=_networks(asked.networks),
            with_contents=was is None,
            history=History.of(_earlier(asked.earlier), work.sightings),
            search=sweeping(scope, token=token, audit_log=log, journal=journal, timeout_seconds=asked.timeout_seconds)
            if work.is_swept else listed(work.places) if work.places else None,
        )  # fmt: skip
        ended = run(plan, files, shown, fail_on=asked.fail_on)
    if was is None or ended.code == exits.INTERRUPTED:
        return ended.code
    from nightlatch.cli import recheck

    words, code = recheck.verdict(was, ended.result)
    shown.out.print(words)
    return code


def _rechecked(asked: Asked) -> Finding | None:
    if asked.recheck is None:
        return None
    from nightlatch.cli import recheck  # late, as all that one check in a hundred needs

    return recheck.finding(asked.recheck)


def _earlier(paths: tuple[Path, ...]) -> Iterable[Result]:
    if not paths:
        return ()
    from nightlatch.cli.diffing import read

    return map(read, paths)


def read_scope(path: Path | None) -> Scope:
    """The scope of *path*, or loopback without one. Errors: :class:`Mistake`."""
    if path is None:
        return Scope.loopback()
    try:
        return Scope.load(path, datetime.now(UTC))
    except ScopeError as error:
        raise Mistake(error.what, error.hint) from None


def _consistent(asked: Asked) -> None:
    if asked.recheck is not None and (asked.urls or asked.lists or asked.resume):
        raise Mistake("--recheck asks one finding's store, and nothing else", "leave out the URLs, --from and --resume")
    if not asked.urls and not asked.lists and asked.scope is None and asked.recheck is None:
        hint = "nightlatch check redis://127.0.0.1:6379, or nightlatch check --scope scope.toml"
        raise Mistake("neither a URL nor a scope was given: there is nothing to look at", hint)
    if asked.urls and asked.lists:
        raise Mistake("URLs and --from are two answers to what is to be looked at", "leave out one of them")
    if asked.full and asked.sample is not None:
        raise Mistake("--full reads everything and --sample does not", "leave out one of them")
    has_password = asked.password_file is not None or asked.password_env is not None
    if asked.password_file is not None and asked.password_env is not None:
        raise Mistake("--password-file and --password-env are two passwords", "leave out one of them")
    if asked.user is not None and not has_password:
        raise Mistake("--user needs a password", "--password-file FILE or --password-env NAME; an empty file is none")
    if has_password and not asked.urls:
        raise Mistake("a password is sent only to stores that are named", "give their URLs beside the scope")


def _login(asked: Asked) -> Login | None:
    try:
        if asked.password_file is not None:
            return Login(user=asked.user or "", password=secrets_in.from_file(asked.password_file))
        if asked.password_env is not None:
            return Login(user=asked.user or "", password=secrets_in.from_variable(asked.password_env))
    except SecretError as error:
        raise Mistake(error.what, error.hint) from None
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What is to be looked at: named targets, and places of whatever kind, from lists or from a sweep of the scope."""

    targets: tuple[Target | Failure, ...] = ()
    skipped: tuple[Coverage, ...] = ()
    places: tuple[Place, ...] = ()
    sightings: Mapping[tuple[str, int], tuple[Sighting, ...]] = field(default_factory=dict)
    is_swept: bool = False


def _work(asked: Asked, scope: Scope, login: Login | None) -> _Work:
    """Named ones, each once; or what lists found; or all of the scope. A bad one is a value and stops no other."""
    if asked.lists:
        return _of_lists(asked.lists, scope)
    if not asked.urls:
        expanded = scope.targets()
        return _Work(targets=expanded.targets, skipped=expanded.skipped, is_swept=True)
    # A user name in one of several URLs says for which the password is; it is not shown to the others then.
    is_named = asked.user is None and any("@" in url for url in asked.urls)
    parsed = [_parse(url, login if "@" in url or not is_named else None) for url in dict.fromkeys(asked.urls)]
    return _Work(targets=tuple({_key(one): one for one in parsed}.values()))


def _of_lists(lists: tuple[str, ...], scope: Scope) -> _Work:
    """What of the lists is in scope; the rest is told."""
    try:
        imported = imports.load(lists, scope)
    except ListError as error:
        raise Mistake(error.what, error.hint) from None
    return _Work(places=imported.places, skipped=imported.skipped, sightings=imported.sightings)


@contextlib.contextmanager
def _resumed(asked: Asked, scope: Scope) -> Iterator[tuple[Ledger | None, Journal | None]]:
    """Where an earlier run of the same check has come to, if a file for that is named; its sweep's is beside it."""
    if asked.resume is None:
        yield None, None
        return
    depth = "full" if asked.full else str(asked.sample or SAMPLE)
    try:
        with (
            Ledger(asked.resume, scope.digest, depth) as ledger,
            contextlib.closing(Journal(asked.resume.with_name(asked.resume.name + ".sweep"))) as journal,
        ):
            yield ledger, journal
    except (LedgerError, JournalError) as error:
        raise Mistake(error.what, error.hint) from None


def _key(one: Target | Failure) -> tuple[object, ...]:
    """The same place asked twice is asked once; with and without a login it is two questions."""
    return (one.url, one.login, one.tls) if isinstance(one, Target) else (one.target, one.what)


def _parse(url: str, login: Login | None) -> Target | Failure:
    try:
        return local.target_of(url) if local.is_named(url) else targets.parse(url, login)
    except Failed as failed:
        return failed.failure


def _decisions(asked: Asked) -> Decisions:
    """Those of the file, then those of the command line."""
    try:
        made = steps.load(asked.steps) if asked.steps is not None else Decisions()
        for one in asked.confirmed:
            made = made.and_then(steps.typed(one, "confirmed"))
        for one in asked.rejected:
            made = made.and_then(steps.typed(one, "rejected"))
    except StepsError as error:
        raise Mistake(error.what, error.hint) from None
    return made


def _mutes(path: Path | None) -> Mutes | None:
    try:
        return mutes.load(path, datetime.now(UTC)) if path is not None else None
    except MuteError as error:
        raise Mistake(error.what, error.hint) from None


def _networks(path: Path | None) -> Networks | None:
    try:
        return Networks(path=path) if path is not None else None
    except NetworksError as error:
        raise Mistake(str(error), "lines as iptoasn.com gives them are taken, plain or gzip") from None


def _audit_log(path: Path | None) -> contextlib.AbstractContextManager[AuditLog | None]:
    try:
        return AuditLog(path) if path is not None else contextlib.nullcontext()
    except AuditLogError as error:
        raise Mistake(error.what, error.hint) from None
