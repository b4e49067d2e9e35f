"""One process at a time writes a run folder."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from offramp.results.errors import RunError, writing
from offramp.results.folder import Folder


@contextmanager
def locked(folder: Folder) -> Iterator[bool]:
    """Be the only one who writes a run folder, which is made if it is not there.

    The lock is that of the operating system on a file `.lock` in the folder, so it ends with the
    process that holds it, however that ends.

    Args:
        folder: of the run.

    Yields:
        Whether somebody who began to write here did not come to an end.

    Raises:
        RunError: if another process writes it, or it cannot be written.
    """
    from filelock import FileLock, Timeout

    with writing(folder.path):
        if folder.path.exists() and not folder.path.is_dir():
            msg = f"{folder.path} is a file: give a folder for the run"
            raise RunError(msg)
        folder.path.mkdir(parents=True, exist_ok=True)
        left_over = folder.lock.exists()
        lock = FileLock(folder.lock, timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            msg = (
                f"another process is writing {folder.path}: wait until it has ended, or give "
                "another folder"
            )
            raise RunError(msg) from error
    try:
        yield left_over
    finally:
        with suppress(OSError):
            folder.lock.unlink(missing_ok=True)
        lock.release()
