"""What is said when something is not as it should be: one line of what, one of what to do; never a traceback.

Words that were typed may hold a password (``redis://user:password@host`` in the wrong place): each is shown only as
:func:`nightlatch.targets.shown` shows it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from nightlatch.inert import printable
from nightlatch.places import chain, last

_REPORT_IT = "this is a bug: please report this line with the output of nightlatch --version"


class Mistake(Exception):  # noqa: N818 - it is the user's, and "MistakeError" would be twice the same
    """A user's mistake, found before anything was looked at; the second argument is what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint

    def __str__(self) -> str:
        return self.what


class Trouble(Exception):  # noqa: N818 - as above
    """What the program cannot do here though it was asked rightly; the second argument is what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint

    def __str__(self) -> str:
        return self.what


def say(what: str, hint: str = "") -> None:
    """Print a problem to stderr."""
    print(printable(what, 1000), file=sys.stderr)
    if hint:
        print(f"hint: {printable(hint, 1000)}", file=sys.stderr)


def without_secrets(message: str, words: Sequence[str]) -> str:
    """*message* with every typed word in it that may hold a password cut down."""
    from nightlatch.targets import shown

    parts = {part for word in words for part in (word, word.partition("=")[2])}
    for word in sorted(parts, key=len, reverse=True):
        if "://" in word or re.search(":.*@", word):
            for form in (repr(word)[1:-1], word, str(Path(word))):  # a path has no double slash
                message = message.replace(form, shown(word))
    return message


def say_bug(error: BaseException, *, with_places: bool) -> None:
    """Say where *error* came from and of which type it is; its text may hold a value and is never printed."""
    what = f"nightlatch: {type(error).__name__} at {last(error)}"
    say(what, _REPORT_IT if with_places else f"{_REPORT_IT}; -v says more")
    if with_places:
        for place in chain(error):
            say(f"  {place}")
