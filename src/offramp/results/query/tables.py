"""The tables of a run, for questions in SQL.

`events` and `members` are on disk, and read as far as a question needs; the others are made when a
question names them:

- `events`: one row an event; `inputs` and `causes` are lists.
- `members`: one row a future: `outcome.QUESTION`, `indicator.ID`, `hazard.DYAD.RUNG` and more, as
  `offramp.results.members_store` lists them.
- `drawn`: `member, quantity, value`, the value of every number in each future, drawn or fixed.
- `quantiles`: `variable, label, day, date, quantile, value`, over all futures.
- one for each recorded variable, such as `arrivals`: `member, day, date, label, value`, of the
  futures whose arrays are kept.
- `places`, `actors`, `measures`, `quantities`: what the scenario calls them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from offramp.model.scenario import Scenario
from offramp.results.shard_file import check_part

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import xarray

DIGITS = 7
"""Significant figures that single precision holds."""


class Table(Protocol):
    """Something that a question can be about."""

    def put(self, connection: "duckdb.DuckDBPyConnection", name: str) -> None:
        """Make it known under a name."""

    def pieces(self) -> "Iterator[pa.Table]":
        """Iterate over its rows, some at a time."""
        ...


@dataclass(frozen=True)
class Parts:
    """Parquet files, of which a question reads what it needs."""

    paths: Sequence[Path]
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Columns that are called otherwise here, such as those whose name is a word of SQL."""

    def put(self, connection: "duckdb.DuckDBPyConnection", name: str) -> None:
        """Make it known under a name; see `select`."""
        connection.execute(f'CREATE VIEW "{name}" AS {self.select()}')

    def select(self) -> str:
        """Return the SQL that reads all of them.

        Raises:
            RunError: if one is missing or damaged.
        """
        for path in self.paths:
            check_part(path)
        files = ", ".join("'" + str(path.resolve()).replace("'", "''") + "'" for path in self.paths)
        new = "".join(f', "{old}" AS "{called}"' for old, called in self.renamed.items())
        gone = ", ".join(f'"{old}"' for old in self.renamed)
        columns = f"* EXCLUDE ({gone}){new}" if gone else "*"
        return f"SELECT {columns} FROM read_parquet([{files}])"

    def pieces(self) -> "Iterator[pa.Table]":
        """Iterate over its rows, those of a file at a time."""
        import pyarrow.parquet as pq

        for path in self.paths:
            check_part(path)
            table = pq.read_table(path, partitioning=None)
            yield table.rename_columns([self.renamed.get(n, n) for n in table.column_names])


@dataclass(frozen=True)
class Wide:
    """Parquet files of one column a name, read as rows of name and value."""

    parts: Parts
    key: str
    """The column that stays."""
    name: str
    """What the names become a column of."""

    def put(self, connection: "duckdb.DuckDBPyConnection", name: str) -> None:
        """Make it known under a name."""
        connection.execute(
            f'CREATE VIEW "{name}" AS UNPIVOT ({self.parts.select()}) '
            f'ON COLUMNS(* EXCLUDE "{self.key}") INTO NAME "{self.name}" VALUE value'
        )

    def pieces(self) -> "Iterator[pa.Table]":
        """Iterate over its rows, those of a file at a time."""
        import pyarrow as pa

        for piece in self.parts.pieces():
            keys = piece.column(self.key)
            for name in piece.column_names:
                if name != self.key:
                    words = pa.array([name] * len(keys), pa.string())
                    columns = {self.key: keys, self.name: words, "value": piece.column(name)}
                    yield pa.table(columns)


@dataclass(frozen=True)
class Made:
    """A table that is made in memory when it is named."""

    make: "Callable[[], pa.Table]"

    def put(self, connection: "duckdb.DuckDBPyConnection", name: str) -> None:
        """Make it known under a name."""
        connection.register(name, self.make())

    def pieces(self) -> "Iterator[pa.Table]":
        """Give all of its rows at once."""
        yield self.make()


def long_table(array: "xarray.DataArray", dates: Sequence[Any]) -> "pa.Table":
    """Return an array as rows, such as `member, day, date, label, value`.

    Args:
        array: with three axes: member or quantile, day, labels; not-a-number becomes NULL.
        dates: of the days.
    """
    import pyarrow as pa

    first, days, labels = (array[axis].values for axis in array.dims)
    shape = array.shape
    each = {str(array.dims[0]): first, "day": days}
    columns: dict[str, Any] = {
        name: np.broadcast_to(np.expand_dims(values, axes), shape).ravel()
        for (name, values), axes in zip(each.items(), ((1, 2), (0, 2)), strict=True)
    }
    columns["date"] = pa.array(dates, pa.date32()).take(pa.array(columns["day"]))
    codes = np.broadcast_to(np.arange(shape[2], dtype=np.int32), shape).ravel()
    words = pa.array([str(label) for label in labels], pa.string())
    columns["label"] = pa.DictionaryArray.from_arrays(pa.array(codes), words)
    columns["value"] = pa.array(_as_written(array.values.ravel()), from_pandas=True)
    return pa.table(columns)


def _as_written(values: NDArray[Any]) -> NDArray[Any]:
    """Return single precision as double with the digits that it has: 0.2, and not 0.200000003."""
    if values.dtype != np.float32:
        return values
    double = values.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (DIGITS - 1 - np.floor(np.log10(np.abs(double))))
        rounded = np.round(double * scale) / scale
    return np.where(np.isfinite(rounded), rounded, double)


def scenario_tables(scenario: Scenario) -> dict[str, Table]:
    """Return what a scenario calls its places, actors, measures and quantities."""
    return {
        "places": Made(lambda: _rows(scenario.places, ("name", "kind", "country", "lat", "lon"))),
        "actors": Made(lambda: _rows(scenario.actors, ("label", "kind"))),
        "measures": Made(lambda: _rows(scenario.measures, ("label", "by", "dyad", "family"))),
        "quantities": Made(lambda: _rows(scenario.quantities, ("label", "unit", "source"))),
    }


def _rows(items: Any, fields: tuple[str, ...]) -> "pa.Table":
    """Return items as rows of `id` and some of their fields."""
    import pyarrow as pa

    columns: dict[str, list[Any]] = {"id": list(items)}
    for name in fields:
        values = [getattr(item, name) for item in items.values()]
        columns[name] = [v if isinstance(v, float | int | None) else str(v) for v in values]
    return pa.table(columns)
