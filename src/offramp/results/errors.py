"""What goes wrong with a run folder, said in one sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class RunError(Exception):
    """A run that cannot be written or read; its text is a sentence for people."""


class StoppedError(RunError):
    """Stopped before there was anything to keep, or all that is needed to go on."""


class WrongQuestionError(RunError):
    """What is asked of a run is wrong, and the run is well."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what a disk may refuse of a run into a sentence.

    Args:
        path: the run folder that is written, for the message.

    Raises:
        RunError: if the disk is full, or the folder may not be written.
    """
    with _told(path, "so the run was stopped", "folder"):
        yield


@contextmanager
def writing_file(path: Path) -> Iterator[None]:
    """Turn what a disk may refuse of a file about a run into a sentence.

    Args:
        path: the file that is written, for the message.

    Raises:
        RunError: if the disk is full, or the file may not be written.
    """
    with _told(path, "so the file was not written", "path"):
        yield


@contextmanager
def _told(path: Path, so: str, instead: str) -> Iterator[None]:
    """Say what went wrong, what came of it, and what to give instead."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            msg = (
                f"the disk that holds {path} is full, {so}: free some space, or give a {instead} "
                "on another disk"
            )
        elif error.errno in _FORBIDDEN:
            msg = f"{path} may not be written: give a {instead} of your own"
        else:
            reason = (error.strerror or str(error)).strip().rstrip(".")
            msg = f"{path} cannot be written ({reason}): give another {instead}"
        raise RunError(msg) from error
