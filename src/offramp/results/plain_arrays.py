"""Arrays of a run as plain numbers.

The summary and the screen of every run read a few; xarray, which also looks at pandas, Dask and
pint when it is imported, would take longer for them than all the rest of the writing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from offramp.results.arrays_file import check_files
from offramp.results.errors import RunError
from offramp.results.zarr_files import read_array, shape_of


@dataclass(frozen=True)
class PlainArrays:
    """A folder of arrays, and what to do if they are damaged."""

    path: Path
    mend: str

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what a damaged file gives rise to into a sentence."""
        try:
            self._checked  # noqa: B018 - once, when something is read first
            yield
        except (OSError, ValueError, TypeError, KeyError, RuntimeError) as error:
            msg = f"{self.path} is missing or damaged: {self.mend}"
            raise RunError(msg) from error

    @cached_property
    def _checked(self) -> bool:
        check_files(self.path)
        return True

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
