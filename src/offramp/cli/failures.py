"""How a command ends when something is wrong: words, an exit status, and no traceback."""

import errno
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, NoReturn, ParamSpec

import typer

if TYPE_CHECKING:
    from offramp.model.problems import ScenarioError

P = ParamSpec("P")

FAILED = 1
"""Exit status: a run failed, or something that a command needs is missing or damaged."""
BAD_INPUT = 2
"""Exit status: a scenario, an overlay, an option or a question is wrong."""
INTERRUPTED = 130
"""Exit status: stopped by Ctrl-C."""

DEBUG = "--debug"
"""The option, anywhere on the line, that lets a defect through as a traceback."""

_FULL = {errno.ENOSPC, errno.EDQUOT}


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Return a command that ends with words and an exit status, whatever goes wrong in it."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except BrokenPipeError:
            _leave_the_pipe()
        except KeyboardInterrupt:
            stop("stopped before anything was finished: nothing is kept", INTERRUPTED)
        except Exception as error:
            _explain(error)

    return run


def stop(message: str, status: int) -> NoReturn:
    """Say why a command ends, on standard error, and end it.

    Args:
        message: one sentence; a full stop is added.
        status: exit status.
    """
    from rich.text import Text

    from offramp.cli.console import notes

    end = "" if message.endswith((".", "?", "!")) else "."
    notes().print(Text.assemble(("offramp:", "bold"), f" {message}{end}"))
    raise typer.Exit(status)


def _explain(error: Exception) -> NoReturn:
    """Turn an error into words and an exit status; with `--debug`, let it through."""
    from offramp.model.problems import ScenarioError

    if isinstance(error, ScenarioError):
        _show_problems(error)
        raise typer.Exit(BAD_INPUT)
    if _is_debug():
        raise error
    if isinstance(error, OSError) and error.errno in _FULL:
        stop("the disk is full: free some space, or give a folder on another disk", FAILED)
    if isinstance(error, MemoryError):
        stop("there is not enough memory: give a smaller --block, or fewer --threads", FAILED)
    if (status := _status(error)) is not None:
        stop(str(error), status)
    if isinstance(error, OSError) and error.strerror:
        about = f"{error.filename}: " if error.filename else ""
        stop(f"{about}{error.strerror[0].lower()}{error.strerror[1:]}", FAILED)
    words = " ".join(str(error).split()) or "no message"
    stop(
        f"offramp has a defect: {type(error).__name__}: {words} (run again with --debug to see "
        "where, and report it)",
        FAILED,
    )


def _status(error: Exception) -> int | None:
    """Return the exit status of what goes wrong with a run; None of anything else."""
    from offramp.results.errors import RunError, StoppedError, WrongQuestionError

    if isinstance(error, WrongQuestionError):
        return BAD_INPUT
    if isinstance(error, StoppedError):
        return INTERRUPTED
    if isinstance(error, RunError):
        return FAILED
    return None


def _show_problems(error: "ScenarioError") -> None:
    from offramp.cli.console import notes
    from offramp.cli.problems import styled

    console = notes()
    console.print(styled(error), end="", soft_wrap=not console.is_terminal)


def _is_debug() -> bool:
    """Return whether `--debug` was given."""
    return DEBUG in sys.argv[1:]


def _leave_the_pipe() -> NoReturn:
    """End quietly when nobody reads on, as after `| head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)
