"""Further servers for tests: one file each, which binds ``SERVERS``, a dict of name and Kind."""
