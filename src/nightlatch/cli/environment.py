"""Makes the environment clean at start, and lends downloads what they need of it as it was.

The demo fetches its server with pip and apt, which are steered by proxies and certificate stores that an audit must
not see; they get these back for as long as the download takes.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from nightlatch import ambient

_FOR_DOWNLOADS = frozenset(
    f"{scheme}_proxy" for scheme in ("http", "https", "ftp", "all", "no")
) | {"ssl_cert_file", "ssl_cert_dir", "requests_ca_bundle", "curl_ca_bundle"}  # fmt: skip
_lent: dict[str, str] = {}


def clean() -> None:
    """Take out what libraries would use unasked; see :mod:`nightlatch.ambient`."""
    _lent.update({name: value for name, value in os.environ.items() if name.lower() in _FOR_DOWNLOADS})
    ambient.scrub()
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # gives back what batches used: 50 MB less at full size


@contextlib.contextmanager
def for_downloads() -> Iterator[None]:
    """Proxies and certificate stores as the user set them; everything else stays clean."""
    os.environ.pop("NO_PROXY", None)
    os.environ.pop("no_proxy", None)
    os.environ.update(_lent)
    try:
        yield
    finally:
        ambient.scrub()
