"""Files written all or none: each beside its place first, then moved there."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_texts(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write texts by their path in a folder, in their order.

    All are written beside their places before the first is moved, so that a full disk or an
    interrupt before that leaves the folder as it was.

    Returns:
        The files.
    """
    ready: list[tuple[Path, Path]] = []
    with ExitStack() as undone:
        for file, text in texts.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(
                "w", dir=path.parent, prefix=".import-", delete=False, encoding="utf-8", newline=""
            ) as stream:
                waiting = Path(stream.name)
                undone.callback(waiting.unlink, missing_ok=True)
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            waiting.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
            ready.append((waiting, path))
        for waiting, path in ready:
            waiting.replace(path)
    return tuple(path for _, path in ready)


def _umask() -> int:
    """Return which permissions new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
