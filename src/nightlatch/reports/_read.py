"""Reads a JSON report of an earlier run back into a :class:`~nightlatch.model.Result`, to write it in other formats.

The file may come from anybody: its size is bounded, its nesting too, its numbers and words are checked, and every text
is made harmless again where it is written. Nothing in it is contacted. What the file does not hold (how a store finds a
container again, a login) is left empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from nightlatch import model
from nightlatch.reports import _shapes as shapes

MOST_BYTES = 1 << 30
T = TypeVar("T")


class ReadError(Exception):
    """A file that is no report: *what* is wrong, and a *hint* at what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint


def load(path: Path) -> model.Result:
    """The result that *path* tells. Errors: :class:`ReadError`."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ReadError(f"{path}: {(error.strerror or 'cannot be read').lower()}", "name a JSON report") from None
    if len(data) > MOST_BYTES:
        raise ReadError(f"{path}: is larger than {MOST_BYTES >> 30} GiB", "no report is; name another file")
    return parse(data, str(path))


def parse(data: bytes, name: str = "report") -> model.Result:
    """The result that *data* tells. Errors: :class:`ReadError`, which tells where, and nothing of the contents."""
    hint = "name a JSON report of nightlatch, of version 1"
    try:
        return _result(msgspec.json.decode(data, type=shapes.Document))
    except msgspec.ValidationError as error:
        raise ReadError(f"{name}: is no report of version 1: {_where(error)}", hint) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ReadError(f"{name}: is no JSON", hint) from None
    except (RecursionError, OverflowError):
        raise ReadError(f"{name}: is no report: it is nested too deeply", hint) from None


def _where(error: msgspec.ValidationError) -> str:
    """The place in the file, without what stands there."""
    _, at, place = str(error).rpartition(" - at ")
    return f"wrong at {place}" if at else "its beginning is wrong"


def _result(document: shapes.Document) -> model.Result:
    run = document.run
    tags = {store.target: tuple(store.tags.items()) for store in document.stores if store.access is None}
    return model.Result(
        run=_same(model.Run, run, warnings=run.warnings),
        findings=tuple(_finding(store, store.access) for store in document.stores if store.access is not None),
        failures=tuple(_same(model.Failure, one) for one in document.failures),
        coverage=tuple(_same(model.Coverage, one, tags=tags.get(one.target, ())) for one in document.coverage),
        people=_count(document.summary.people_count),
    )


def _same(kind: type[T], shape: msgspec.Struct, **also: Any) -> T:
    """A value of the model from a shape whose fields have the same names; *also* are those that differ."""
    return kind(**{name: getattr(shape, name) for name in _shared(kind, type(shape))} | also)


def _in_common(kind: Any, shape: Any) -> frozenset[str]:
    """The names that a value of the model and a shape have in common."""
    return frozenset(one.name for one in fields(kind)) & set(shape.__struct_fields__)


_shared: Callable[[Any, Any], frozenset[str]] = cache(_in_common)


def _finding(store: shapes.Store, access: shapes.Access) -> model.Finding:
    host, port = store.endpoint.host or "", store.endpoint.port or 0
    return _same(
        model.Finding,
        store,
        target=model.Target(
            url=store.target, kind=store.kind or "", host=host, port=port, tls=bool(store.endpoint.tls),
            database=store.endpoint.database, tags=tuple(store.tags.items()),
        ),
        endpoint=model.Endpoint(
            host=host, address=host if store.endpoint.address is None else store.endpoint.address, port=port
        ),
        identity=_identity(store),
        access=_access(access),
        anonymous=None if store.anonymous is None else _access(store.anonymous),
        surveyed=tuple(map(_surveyed, store.containers)),
        same_as=store.same_as or "",
        people=_count(store.people),
        trails=None if store.trails is None else _trails(store.trails),
        leads_to=store.leads_to or "",
        unrated=store.unrated or "",
        muted=store.muted or "",
        minors=None if store.minors is None else _count(store.minors),
        lands=tuple(_same(model.Land, land, people=_few(land.people)) for land in store.lands),
        **_risk(store),
    )  # fmt: skip


def _identity(store: shapes.Store) -> model.Identity:
    certificate = store.tls.certificate
    tls = _same(
        model.Tls, store.tls, certificate=None if certificate is None else _same(model.Certificate, certificate)
    )
    return model.Identity(
        kind=store.kind or "", product=store.product or "", version=store.version, id=store.id,
        id_lasts=store.id_lasts, tls=tls,
        behind=store.behind, behind_kind=store.behind_kind, suspect=store.suspect or "",
    )  # fmt: skip


def _access(access: shapes.Access) -> model.Access:
    rights: dict[model.RightName, model.Right] = {
        name: _same(model.Right, right, evidence=tuple(map(_evidence, right.evidence)))
        for name, right in access.rights.items()
    }
    if all(right == model.Right() for right in rights.values()):  # none was asked, as of a file
        rights = {}
    return model.Access(principal=_same(model.Principal, access.principal), rights=rights, notes=access.notes)


def _evidence(evidence: shapes.Evidence) -> model.Evidence:
    return _same(model.Evidence, evidence)


def _count(count: shapes.Count) -> model.Count:
    return _same(model.Count, count)


def _few(count: shapes.Count) -> model.Count | None:
    return None if count.suppressed else _count(count)


def _surveyed(container: shapes.Container) -> model.Surveyed:
    named_only = bool(container.fields) and all(field.values is None for field in container.fields)
    records = _count(container.records)
    held = model.Container(
        name=container.name, key=(), records=records, bytes=container.bytes, is_system=container.system,
        is_readable=container.outcome != "not-readable",
        fields=tuple(field.path for field in container.fields) if named_only else (),
    )  # fmt: skip
    seen = () if named_only else tuple(map(_field, container.fields))
    return _same(model.Surveyed, container, container=held, records=records, fields=seen)


def _field(field: shapes.Field) -> model.Field:
    found = tuple(_same(model.FieldCategory, category) for category in field.categories)
    return _same(
        model.Field, field, values=field.values or 0, categories=found, looks_synthetic=field.looks_synthetic or ""
    )


def _trails(trails: shapes.Trails) -> model.Trails:
    return _same(
        model.Trails,
        trails,
        points=_count(trails.points_count),
        people=_count(trails.people_count),
        last_24h=None if trails.last_24h_count is None else _count(trails.last_24h_count),
        future=None if trails.future is None else _count(trails.future),
        is_live=trails.live,
        tags=tuple(map(_tag, trails.tags)),
        hours=tuple(map(_hour, trails.hours)),
        unicity=tuple(_same(model.Unicity, one, eligible=_count(one.eligible)) for one in trails.unicity),
        reveals=tuple(map(_reveal, trails.reveals)),
        unmeasured=trails.unmeasured or "",
    )


def _tag(tag: shapes.Tag) -> model.Tag:
    points, people = tag.points_count or shapes.Count(value=tag.points), tag.people_count
    return model.Tag(tag=tag.tag, points=_count(points), people=_count(people or shapes.Count(value=tag.people)))


def _hour(hour: shapes.Hour) -> model.Hour:
    points = hour.points_count or shapes.Count(value=hour.points)
    return model.Hour(start=hour.start, points=None if hour.suppressed else _count(points))


def _reveal(one: shapes.Reveal) -> model.Reveal:
    return _same(
        model.Reveal, one, article=one.article or "", points=_count(one.points), people=_few(one.people),
        often=_few(one.often),
    )  # fmt: skip


def _risk(store: shapes.Store) -> dict[str, Any]:
    return {
        "severity": None if store.severity is None else _severity(store.severity),
        "exposure": None if store.exposure is None else _same(model.Exposure, store.exposure),
        "traces": tuple(_same(model.Trace, one, evidence=_evidence(one.evidence)) for one in store.traces),
        "anonymity": tuple(
            _same(model.Anonymity, one, records=_count(one.records), sensitive=one.sensitive or "")
            for one in store.anonymity
        ),
    }


def _severity(severity: shapes.Severity) -> model.Severity:
    return _same(
        model.Severity,
        severity,
        quarters=_quarters(severity.se),
        ei=_quarters(severity.ei),
        cb=_quarters(severity.cb),
        classes=tuple((one.name, one.score) for one in severity.classes),
        steps=tuple(_same(model.Step, step, delta=_delta(step)) for step in severity.steps),
    )


def _delta(step: shapes.Step) -> int:
    return _quarters(step.delta) if step.concerns in ("ei", "cb") else round(step.delta)


def _quarters(points: float) -> int:
    return round(points * 4)
