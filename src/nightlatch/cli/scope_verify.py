"""``nightlatch scope token`` and ``nightlatch scope verify``: what an owner publishes, and whether it is there."""

from __future__ import annotations

import contextlib
import json
import secrets
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from nightlatch import __version__, _proof_file, _proof_token, _proof_web, proof
from nightlatch._proof_dns import Asker, query, servers_of
from nightlatch.audit_log import AuditLog, AuditLogError
from nightlatch.cli import exits
from nightlatch.cli.mistakes import Mistake, Trouble
from nightlatch.dial import Dialer
from nightlatch.inert import printable
from nightlatch.proof import Checked, Places, Verifier
from nightlatch.scope import Scope
from nightlatch.scope_file import ScopeError, load

SCHEMA = "nightlatch/proof/1"
_SHOWN = 20  # places of a kind; the rest is counted


def token(file: Path) -> None:
    """Say what to publish for the scope *file*, and where."""
    scope = _read(file)
    for line in _instructions(scope, proof.places(scope)):
        typer.echo(printable(line, 1000))


def verify(file: Path, written: Path | None, log: Path | None, timeout_seconds: float, *, dry: bool) -> int:
    """Look for the token wherever *file* lists something public, keep what that proves; return the exit code."""
    scope = _read(file)
    if dry:
        for line in _would(scope, proof.places(scope)):
            typer.echo(printable(line, 1000))
        return exits.CLEAN
    now = datetime.now(UTC)
    try:
        checked = _looked(scope, log, timeout_seconds, now)
        _keep(file, scope, checked, now)
        if written is not None:
            _write(written, scope, checked, now)
    except AuditLogError as error:
        raise Mistake(error.what, error.hint) from None
    return _tell(scope, checked)


def _read(file: Path) -> Scope:
    try:
        scope = load(file, datetime.now(UTC), most_public=proof.MOST_VERIFIED)
    except ScopeError as error:
        raise Mistake(error.what, error.hint) from None
    if scope.standing == "witness":
        raise Mistake(f"{file}: a witness claims no control, so there is none to prove", "contents are not read anyway")
    return scope


def _looked(scope: Scope, path: Path | None, timeout_seconds: float, now: datetime) -> tuple[Checked, ...]:
    run = secrets.token_hex(4)
    with contextlib.ExitStack() as stack:
        log = stack.enter_context(AuditLog(path)) if path is not None else None
        dialer = stack.enter_context(
            Dialer(proof.reach(scope), audit_log=log, token=run, timeout_seconds=timeout_seconds)
        )
        asker = Asker(servers=servers_of(scope), timeout_seconds=timeout_seconds, audit_log=log, token=run)
        client = f"nightlatch/{__version__} {run} {scope.contact}"
        checked = Verifier(scope=scope, dialer=dialer, asker=asker, now=now, client=client).verify()
        for warning in dialer.warnings:
            typer.echo(f"warning: {printable(warning, 300)}", err=True)
        return checked


def _keep(file: Path, scope: Scope, checked: Sequence[Checked], now: datetime) -> None:
    path = _proof_file.path_of(file)
    try:
        _proof_file.write(path, scope.digest, proof.kept(checked), now)
    except OSError as error:
        raise Trouble(f"{path}: {(error.strerror or 'cannot be written').lower()}", "may you write there?") from None


def _write(path: Path, scope: Scope, checked: Sequence[Checked], now: datetime) -> None:
    text = json.dumps(_document(scope, checked, now), indent=2) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Trouble(f"{path}: {(error.strerror or 'cannot be written').lower()}", "name another file") from None


def _document(scope: Scope, checked: Sequence[Checked], now: datetime) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "scope": scope.digest,
        "token": _proof_token.token(scope),
        "checked": _moment(now),
        "places": [
            {
                "place": one.place,
                "address": one.address or None,
                "control": one.control,
                "by": one.by,
                "until": one.until and _moment(one.until),
                "certificate": one.certificate or None,
                "looks": [{"where": look.where, "outcome": look.outcome, "what": look.what} for look in one.looks],
            }
            for one in checked
        ],
    }


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _tell(scope: Scope, checked: Sequence[Checked]) -> int:
    """Proved ones, then the others with what was seen there; what to publish where something is left; the count."""
    asserted = [one for one in checked if one.control == "asserted"]
    proved = [one for one in checked if one.control == "proved"]
    for line in _some([_proved(one) for one in proved]):
        typer.echo(printable(line, 1000))
    for line in _some([_asserted(one) for one in asserted]):
        typer.echo(printable(line, 4000))
    if asserted:
        left = sorted({one.place for one in asserted})
        names = tuple(place for place in left if not place.replace(".", "").isdigit() and ":" not in place)
        rest = Places(names=names, addresses=tuple(place for place in left if place not in names))
        for line in _instructions(scope, rest):
            typer.echo(printable(line, 1000))
    needless = sum(one.control == "not-needed" for one in checked)
    counts = f"{len(proved):,} proved, {len(asserted):,} asserted only, {needless:,} that need no proof"
    sys.stdout.flush()
    typer.echo(counts, err=True)
    return exits.NOT_ALL if asserted else exits.CLEAN


def _proved(one: Checked) -> str:
    how = {"dns": "by its TXT record", "http": "by its file", "https": "by its file over HTTPS", None: ""}[one.by]
    loose = ", whose certificate a stranger would not trust" if one.certificate == "unverified" else ""
    until = f"{one.until:%Y-%m-%d %H:%M} UTC" if one.until else ""
    return f"proved: {_place(one)}: {how}{loose}, until {until}"


def _asserted(one: Checked) -> str:
    looks = "; ".join(f"{look.where}: {look.what}" for look in one.looks)
    return f"asserted: {_place(one)}: {looks}"


def _place(one: Checked) -> str:
    return one.place if one.address in ("", one.place) else f"{one.place} ({one.address})"


def _some(lines: list[str]) -> Iterable[str]:
    yield from lines[:_SHOWN]
    if (rest := len(lines) - _SHOWN) > 0:
        yield f"  and {rest:,} more; --json FILE has all"


def _instructions(scope: Scope, left: Places) -> Iterable[str]:
    if not left.names and not left.addresses:
        yield "nothing that the scope lists needs a proof"
        return
    yield f"publish this line: {_proof_token.token(scope)}"
    for name in left.names[:_SHOWN]:
        yield f"  in a TXT record of {proof.LABEL}.{name}, or as {_proof_web.PATH} on port 80 or 443 of {name}"
    if (rest := len(left.names) - _SHOWN) > 0:
        yield f"  and likewise for {rest:,} more names"
    for address in left.addresses[:_SHOWN]:
        yield f"  as {_proof_web.PATH} on port 80 or 443 of {address}"
    if (rest := len(left.addresses) - _SHOWN) > 0:
        yield f"  and likewise for {rest:,} more addresses"
    yield "then: nightlatch scope verify"


def _would(scope: Scope, asked: Places) -> Iterable[str]:
    """What a verification would contact, and with what; name servers and the web of each place."""
    servers = ", ".join(f"{address} port {port}" for address, port in servers_of(scope))
    client = f"nightlatch/{__version__} TOKEN {scope.contact}"
    for name in asked.names:
        yield f"the system's resolver: addresses of {name}"
        yield f"{servers}: TXT {proof.LABEL}.{name}"
        yield f"each public address of {name}, ports 80 and 443: GET {_proof_web.PATH}"
    for address in asked.addresses:
        yield f"{address}, ports 80 and 443: GET {_proof_web.PATH}"
    if asked.names:
        wire = query(f"{proof.LABEL}.{asked.names[0]}").to_wire()
        yield f"a question to a name server, its first two bytes drawn anew: {wire.hex()}"
    if asked.names or asked.addresses:
        host = (*asked.names, *asked.addresses)[0]
        yield f"a request, TOKEN drawn anew: {_proof_web.request(host, client)!r}"
    yield "nothing was contacted"
