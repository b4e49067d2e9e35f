"""Arrays of a run as plain numbers.

The summary and the screen of every run read a few; xarray, which also looks at pandas, Dask and
pint when it is imported, would take longer for them than all the rest of the writing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from offramp.results.arrays_file import check_files
from offramp.results.errors import RunError
from offramp.results.zarr_files import read_array, shape_of


class PlainArrays:
    """A folder of arrays.

    Args:
        path: of the folder.
        mend: what to do if they are damaged.
    """

    def __init__(self, path: Path, mend: str) -> None:
        self.path = path
        self._mend = mend
        self._checked = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what a damaged file gives rise to into a sentence."""
        try:
            if not self._checked:
                check_files(self.path)
                self._checked = True
            yield
        except (OSError, ValueError, TypeError, KeyError, RuntimeError) as error:
            msg = f"{self.path} is missing or damaged: {self._mend}"
            raise RunError(msg) from error

    def shape(self, name: str) -> tuple[int, ...]:
        """Return the shape of an array.

        Raises:
            RunError: if it is missing or damaged.
        """
        with self.reading():
            return shape_of(self.path / name)

    def read(self, name: str, rows: slice = slice(None), *where: slice) -> NDArray[Any]:
        """Return an array, or the piece of it that lies within some slices.

        Raises:
            RunError: if it is missing or damaged.
        """
        with self.reading():
            return read_array(self.path / name, rows)[:, *where]
