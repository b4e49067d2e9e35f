"""`members/part-NNNNNN.parquet`: what is known of each member in the end, one row a member.

Columns: `member`; `outcome.QUESTION`, the case that holds; `indicator.ID`; `hazard.DYAD.RUNG`, the
cumulative hazard of the rung; what `offramp.results.derived` works out of its series; and
`sha256.events`, `sha256.series`, `sha256.members`, the digests of all that the member is. What was
drawn for each member lies beside it, in `parameters/part-NNNNNN.parquet`: `member`, and a column
for each quantity by its path, its value before effects.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from offramp.model.scenario import Scenario
from offramp.results.arrays import array_infos, by_day
from offramp.results.columns import digests, numbers, texts
from offramp.results.derived import member_columns
from offramp.results.errors import RunError
from offramp.results.folder import whole_file
from offramp.results.piece import Piece

DRAWN = "quantity"
"""The array of what was drawn, which has a table of its own."""


def to_arrow(piece: Piece, scenario: Scenario, labels: dict[str, tuple[str, ...]]) -> pa.Table:
    """Return what is known of the members of a shard.

    Args:
        piece: the shard.
        scenario: that was run.
        labels: along each axis but `member` and `day`.
    """
    columns = {"member": numbers(np.arange(piece.first, piece.stop, dtype=np.int64))}
    for name, info in array_infos().items():
        if by_day(info) or name == DRAWN:
            continue
        values = piece.arrays[name].reshape(
            piece.stop - piece.first, prod(piece.arrays[name].shape[1:])
        )
        for at, given in enumerate(product(*(labels[axis] for axis in info.axes))):
            own = values[:, at]
            column = _cases(scenario, given[0], own) if name == "outcome" else numbers(own)
            columns[".".join((name, *given))] = column
    for name, own in member_columns(scenario, piece.arrays, labels).items():
        columns[name] = numbers(own)
    for what, own_digests in piece.digests.items():
        columns[f"sha256.{what}"] = digests(own_digests)
    return pa.table(columns)


def parameters(piece: Piece, labels: dict[str, tuple[str, ...]]) -> pa.Table:
    """Return what was drawn for the members of a shard; see `to_arrow`."""
    drawn = {path: numbers(piece.arrays[DRAWN][:, at]) for at, path in enumerate(labels["numbers"])}
    return pa.table(
        {"member": numbers(np.arange(piece.first, piece.stop, dtype=np.int64)), **drawn}
    )


def _cases(scenario: Scenario, question: str, answers: NDArray[np.generic]) -> pa.DictionaryArray:
    """Return the cases that hold, by id."""
    cases = texts([case.id for case in scenario.outcomes[question].cases])
    return pa.DictionaryArray.from_arrays(numbers(answers.astype(np.int8)), cases)


def write_members(table: pa.Table, path: Path) -> None:
    """Write a shard's table; the name is there only once the file is whole."""
    with whole_file(path) as unfinished:
        pq.write_table(
            table, unfinished, compression="zstd", write_statistics=False, write_page_checksum=True
        )


def read_members(paths: Iterable[Path], columns: Sequence[str] | None = None) -> pa.Table:
    """Return what is known of members, in order.

    Args:
        paths: of the parts.
        columns: only these, in this order; all where not given.

    Raises:
        RunError: if a part is missing or damaged.
    """
    tables = []
    for path in paths:
        wanted = None if columns is None else list(columns)
        try:
            with pq.ParquetFile(path, page_checksum_verification=True) as file:
                table = file.read(wanted, use_threads=False)
            tables.append(table if wanted is None else table.select(wanted))
        except (OSError, pa.ArrowException, KeyError) as error:
            raise _damaged(path) from error
    return pa.concat_tables(tables).unify_dictionaries().combine_chunks()


def column_names(path: Path) -> list[str]:
    """Return the names of the columns of a part.

    Raises:
        RunError: if it is missing or damaged.
    """
    try:
        return list(pq.read_schema(path).names)
    except (OSError, pa.ArrowException) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> RunError:
    folder = path.parent.parent
    return RunError(
        f"{path} is missing or damaged: `offramp run --resume {folder}` makes again what is lost"
    )
