"""The entry point ``nightlatch``: the environment is made clean, then the command line is taken apart.

Nothing that could use an ambient setting is imported before :func:`main` has removed it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, NoReturn

from nightlatch.cli import environment, exits

if TYPE_CHECKING:
    import typer


def main() -> NoReturn:
    """Run the command line of this process."""
    environment.clean()
    threading.excepthook = _say_place
    gc.set_threshold(100_000, 50, 100)  # imports and batches make hardly any cycles: 0.07 s of looks instead of 0.25
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a text stream at process start
    code = run(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said: a late Ctrl-C changes nothing of the exit code
    sys.exit(code)


def _say_place(args: threading.ExceptHookArgs) -> None:
    """A thread's exception by type and place: its text, and a traceback's lines, may hold what a server said."""
    last = args.exc_traceback
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{PurePath(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
    print(f"nightlatch: {args.exc_type.__name__} in a thread at {place}: please report this line", file=sys.stderr)


def run(words: Sequence[str]) -> int:
    """Run the command line *words*; return the exit code. Whatever goes wrong is one line and a hint."""
    from nightlatch.cli import mistakes

    try:
        code = app()(args=list(words), prog_name="nightlatch", standalone_mode=False)
        sys.stdout.flush()
    except mistakes.Mistake as mistake:
        mistakes.say(*(mistakes.without_secrets(text, words) for text in (f"nightlatch: {mistake.what}", mistake.hint)))
        return exits.USAGE
    except mistakes.Trouble as trouble:
        mistakes.say(f"nightlatch: {trouble.what}", trouble.hint)
        return exits.FAILED
    except BrokenPipeError:  # whoever read our output has had enough
        _let_go_of_stdout()
        return exits.FAILED
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except OSError as error:
        return _unwritable(error)
    except Exception as error:
        return _explained(error, words)
    return code if isinstance(code, int) else exits.CLEAN


def app() -> typer.Typer:
    """The commands."""
    from nightlatch.cli.commands import APP

    return APP


def _explained(error: Exception, words: Sequence[str]) -> int:
    from nightlatch.cli import mistakes

    if callable(format_message := getattr(error, "format_message", None)):  # typer's own: the command line is wrong
        return _usage(format_message(), words)
    mistakes.say_bug(error, with_places=bool({"-v", "--verbose"} & set(words)))
    return exits.FAILED


def _usage(message: str, words: Sequence[str]) -> int:
    from nightlatch.cli import mistakes

    if message.startswith("Usage:"):  # no command was named: the help is all there is to say
        print(message, file=sys.stderr)
        return exits.USAGE
    hint = "nightlatch --help, or nightlatch COMMAND --help"
    if words and "://" in words[0]:
        hint = "to look at a store: nightlatch check URL"
    mistakes.say(f"nightlatch: {mistakes.without_secrets(message, words)}", hint)
    return exits.USAGE


def _unwritable(error: OSError) -> int:
    from nightlatch.cli import mistakes

    reason = os.strerror(error.errno).lower() if error.errno else type(error).__name__
    mistakes.say(f"nightlatch: {reason}", "is the disk full, or was the output closed?")
    _let_go_of_stdout()
    return exits.FAILED


def _let_go_of_stdout() -> None:
    """What is still buffered goes nowhere, so that the interpreter does not fail on it once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
