"""A table of a run as CSV or Parquet, written some rows at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from offramp.results.query.tables import Table

if TYPE_CHECKING:
    import pyarrow as pa


def write_csv(table: Table, path: Path) -> None:
    """Write a table as CSV.

    A list becomes its JSON text, bytes their hexadecimal digits, what has no value an empty cell.
    """
    from pyarrow import csv

    writer = None
    try:
        for piece in _pieces(table):
            flat = _flat(piece)
            writer = writer or csv.CSVWriter(path, flat.schema)
            writer.write_table(flat)
    finally:
        if writer is not None:
            writer.close()


def write_parquet(table: Table, path: Path) -> None:
    """Write a table as one Parquet file."""
    import pyarrow.parquet as pq

    writer = None
    try:
        for piece in _pieces(table):
            writer = writer or pq.ParquetWriter(path, piece.schema, compression="zstd")
            writer.write_table(piece)
    finally:
        if writer is not None:
            writer.close()


def _pieces(table: Table) -> "Iterator[pa.Table]":
    """Iterate over pieces in which words are plain text, so that all have the same columns."""
    import pyarrow as pa

    for piece in table.pieces():
        plain = [
            pa.field(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type)
            for f in piece.schema
        ]
        yield piece.cast(pa.schema(plain))


def _flat(table: "pa.Table") -> "pa.Table":
    """Return a table of what a cell of CSV may hold, as `write_csv` says."""
    from json import dumps

    import pyarrow as pa
    import pyarrow.compute as pc

    for at, column in enumerate(table.schema):
        if pa.types.is_floating(column.type):
            values = table.column(at)
            known = pc.if_else(pc.is_nan(values), pa.scalar(None, column.type), values)
            table = table.set_column(at, column.name, known)
        if pa.types.is_binary(column.type) or pa.types.is_fixed_size_binary(column.type):
            digits = [value and value.hex() for value in table.column(at).to_pylist()]
            table = table.set_column(at, column.name, pa.array(digits, pa.string()))
        if pa.types.is_nested(column.type):
            texts = [dumps(value, ensure_ascii=False) for value in table.column(at).to_pylist()]
            table = table.set_column(at, column.name, pa.array(texts, pa.string()))
    return table
