"""Who publishes an advisory: a small file, since a CSAF document without a publisher is a draft.

::

    name = "Example CERT"
    namespace = "https://cert.example.org"
    contact = "cert@example.org"
    category = "coordinator"

Only the CSAF report has it, in its public form too: whoever publishes is not hidden. Sends nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from nightlatch.inert import printable
from nightlatch.model import Publisher, PublisherKind

_MAX_BYTES = 64 << 10
_HINT = 'name = "...", namespace = "https://...", and perhaps contact = "..." and category = "coordinator"'


class PublisherError(Exception):
    """A file that names no publisher: *what* is wrong with it, and a *hint* at what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what = what
        self.hint = hint


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    namespace: Annotated[str, msgspec.Meta(pattern=r"^(https?://|urn:)[!-~]{1,300}$")]  # a URI (CSAF 2.0, 3.2.1.8.5)
    contact: Annotated[str, msgspec.Meta(max_length=500)] = ""
    category: PublisherKind = "user"


def load(path: Path) -> Publisher:
    """The publisher that *path* names. Errors: :class:`PublisherError`."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES)
        told = msgspec.toml.decode(data, type=_File)
    except OSError as error:
        raise PublisherError(f"{path}: cannot read the publisher: {(error.strerror or '').lower()}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise PublisherError(f"{path}: the publisher is not understood: {printable(str(error), 300)}", _HINT) from None
    return Publisher(
        name=printable(told.name), namespace=told.namespace, contact=printable(told.contact, 500),
        category=told.category,
    )  # fmt: skip
