"""Arrays in a file that is there whole or not at all."""

from collections.abc import Mapping
from os import getpid
from pathlib import Path
from threading import get_ident
from typing import Any
from zipfile import BadZipFile
from zlib import error as BadStream

import numpy as np
from numpy.typing import NDArray

from offramp.results.errors import writing

DAMAGED = (OSError, BadZipFile, BadStream, KeyError, ValueError, EOFError, RuntimeError)
"""What reading a file raises that is not there, or not what was written."""


def write_arrays(folder: Path, path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays by name; two that write the same file do not disturb one another.

    Args:
        folder: that an error is about.
        path: of the file, inside it.
        arrays: by name.

    Raises:
        RunError: if the folder cannot be written.
    """
    unfinished = path.with_suffix(f".{getpid()}-{get_ident()}.part")
    with writing(folder):
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
        unfinished.replace(path)
