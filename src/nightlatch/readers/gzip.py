"""gzip (RFC 1952), several members in a row too."""

import gzip

from nightlatch.readers._compressed import Compression

READER = Compression("gzip", b"\x1f\x8b\x08", (".gz", ".gzip", ".tgz"), lambda file: gzip.GzipFile(fileobj=file))
