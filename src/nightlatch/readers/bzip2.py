"""bzip2."""

import bz2

from nightlatch.readers._compressed import Compression

READER = Compression("bzip2", b"BZh", (".bz2", ".tbz2"), bz2.BZ2File)
