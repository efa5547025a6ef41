"""Configurations of the images of one repository: environment, labels and history, where secrets and names end up.

Sends GET of manifests, and of the blobs that they call their configuration. Layers, which are the files of an image,
are never fetched. A blob that the registry keeps elsewhere (a redirect) is left alone.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from nightlatch.model import Failed, Failure
from nightlatch.stores import Batch, Reading
from nightlatch.stores import _registry_wire as wire
from nightlatch.stores._documents import batches_of

_CONFIG_MOST = 4 << 20
_DIGEST = re.compile(r"sha(?:256|512):[0-9a-f]{64,128}")


class _Pointer(msgspec.Struct):
    digest: str = ""
    size: int = 0


class _Manifest(msgspec.Struct):
    config: _Pointer | None = None
    manifests: list[_Pointer] | None = None


class _Inner(msgspec.Struct):
    Env: list[str] | None = None
    User: str = ""
    Labels: dict[str, str] | None = None
    Cmd: Any = None
    Entrypoint: Any = None


class _Step(msgspec.Struct):
    created_by: str = ""
    author: str = ""
    comment: str = ""


class _Config(msgspec.Struct):
    author: str = ""
    config: _Inner | None = None
    history: list[_Step] | None = None


@dataclass(slots=True, kw_only=True)
class Survey:
    """One reading of one repository, whose *tags* are its records."""

    talk: wire.Talk
    name: str
    tags: list[str]
    reading: Reading
    _bytes: int = field(default=0, init=False)

    def batches(self) -> Iterator[Batch]:
        """Until every tag was looked at or a bound of the reading is reached."""
        yield from batches_of(self._documents())

    def _documents(self) -> Iterator[bytes]:
        until = time.monotonic() + (1e9 if self.reading.seconds is None else self.reading.seconds)
        most = self.reading.bytes
        tags = list(self.tags)
        if not self.reading.full and len(tags) > self.reading.records:
            tags = random.Random(self.reading.seed).sample(tags, self.reading.records)  # noqa: S311 - a sample
        known: dict[str, bytes] = {}  # many tags are one image
        for tag in tags:
            if (text := self._image(tag, known)) is not None:
                self._bytes += len(text)
                yield text
            if (most is not None and self._bytes >= most) or time.monotonic() > until:
                return

    def _image(self, tag: str, known: dict[str, bytes]) -> bytes | None:
        manifest = self._manifest(tag)
        if manifest is not None and manifest.manifests and manifest.config is None:  # an index: take its first
            manifest = self._manifest(manifest.manifests[0].digest)
        pointer = manifest.config if manifest else None
        if pointer is None or not _DIGEST.fullmatch(pointer.digest) or pointer.size > _CONFIG_MOST:
            return None
        if pointer.digest not in known:
            reply = self.talk.of(wire.BLOBS, self.name, fill={"digest": pointer.digest}, most=_CONFIG_MOST + 1)
            told = reply.json_or_none(_Config) if reply.status == 200 else None
            known[pointer.digest] = msgspec.json.encode(_document(told)) if told is not None else b""
        return known[pointer.digest] or None

    def _manifest(self, reference: str) -> _Manifest | None:
        reply = self.talk.of(
            wire.MANIFESTS, self.name, fill={"reference": reference}, headers={"accept": wire.ACCEPT}
        )  # fmt: skip
        if reply.status in (401, 403):
            what = "may not be read by us"
            raise Failed(Failure(kind="wrong-credentials", target=self.talk.target.url, what=what))
        found: _Manifest | None = reply.json_or_none(_Manifest) if reply.status == 200 else None
        return found


def _document(told: _Config) -> dict[str, Any]:
    """What people write into an image, by names: ``env.DB_PASSWORD``, ``label.maintainer``, ``history[]``."""
    inner = told.config or _Inner()
    pairs = (one.partition("=") for one in inner.Env or ())
    found: dict[str, Any] = {
        "author": told.author, "user": inner.User, "env": {name: value for name, _, value in pairs if name},
        "label": inner.Labels or {}, "command": _words(inner.Entrypoint) + _words(inner.Cmd),
        "history": [text for one in told.history or () for text in (one.created_by, one.author, one.comment) if text],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _words(told: Any) -> list[str]:
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []
