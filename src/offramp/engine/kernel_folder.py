"""Where compiled kernels are kept: a folder of their own for every state of the sources.

Numba sees a change in the file of a kernel, but not in a kernel of another file that it calls, nor
that a type it was compiled for is gone: it would run what is out of date, or fail. In a folder
named after all sources of kernels nothing is out of date.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any

import numba

PACKAGE = Path(__file__).parent.parent
SOURCES = ("engine", "processes")
"""Folders of the package that hold kernels."""
STEM = "kernels-"
"""Begins the names of the folders."""


def kernel_folder() -> Path:
    """Return the folder for the sources as they are.

    It lies in `NUMBA_CACHE_DIR` where the environment has it; else beside the sources, where those
    of earlier sources are removed; or, where nothing may be written there, in the user's cache.
    """
    name = STEM + _digest()
    given = os.environ.get("NUMBA_CACHE_DIR")
    if given:
        return Path(given) / name
    beside = PACKAGE / "__pycache__"
    with suppress(OSError):
        beside.mkdir(exist_ok=True)
    if not os.access(beside, os.W_OK):
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "offramp" / name
    for old in beside.glob(f"{STEM}*"):
        if old.name != name:
            rmtree(old, ignore_errors=True)
    return beside / name


def _digest() -> str:
    """Return a digest of all sources that may hold a kernel."""
    digest = sha256()
    for path in sorted(path for folder in SOURCES for path in (PACKAGE / folder).rglob("*.py")):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


FOLDER = kernel_folder()


@contextmanager
def kept() -> Iterator[None]:
    """Have Numba keep in the folder what is declared as a kernel until the context ends."""
    config: Any = numba.config
    before, config.CACHE_DIR = config.CACHE_DIR, str(FOLDER)
    try:
        yield
    finally:
        config.CACHE_DIR = before
