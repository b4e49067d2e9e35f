"""`offramp query`: a question to a run, in SQL."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.options import Json

if TYPE_CHECKING:
    import pyarrow as pa

    from offramp.results.run import Run

EXAMPLE = """
offramp query runs/ardenia "select kind, count(*) from events group by kind"
offramp query runs/ardenia "select label, max(value) from strain group by label" --csv
offramp query runs/ardenia
"""

FEW = 3
"""Columns that are shown side by side, however wide."""
NUMBERS = ("int", "uint", "double", "float", "decimal")
"""How the names of types of numbers begin."""


def query(
    folder: Annotated[
        Path, typer.Argument(metavar="RUN", help="Folder of a run.", show_default=False)
    ],
    sql: Annotated[
        str | None,
        typer.Argument(metavar="[SQL]", help="One SELECT; without it, the tables are listed."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Rows shown on the screen.")] = 40,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print all rows as CSV, nothing else.")
    ] = False,
    json: Json = False,
) -> None:
    """Ask a run a question in SQL; it is only read.

    The SQL is DuckDB's. Counts of futures are no probabilities of what nobody has seen.
    """
    from offramp.results.run import Run

    if csv and json:
        msg = "it goes without --json: choose one"
        raise typer.BadParameter(msg, param_hint="--csv")
    run = Run.open(folder)
    found = run.query(sql) if sql is not None else _columns(run)
    if json:
        _print_json(found)
    elif csv:
        _print_csv(found)
    else:
        _print_table(found, limit)


def _columns(run: "Run") -> "pa.Table":
    """Return the tables of a run, those with the same columns in one row."""
    from offramp.results.query.ask import ask
    from offramp.results.query.of_run import tables_of

    return ask(
        run.path,
        tables_of(run, futures=1),
        "SELECT string_agg(name, ', ' ORDER BY name) AS tables, columns FROM ("
        "SELECT table_name AS name, string_agg(column_name, ', ' ORDER BY column_index) "
        "AS columns FROM duckdb_columns() WHERE NOT internal GROUP BY ALL"
        ") GROUP BY columns ORDER BY 1",
    )


def _print_json(found: "pa.Table") -> None:
    """Print one object a row; what is not finite is null."""
    from json import dumps

    from offramp.results.query.plain import plain_rows

    rows = ",\n ".join(dumps(row, ensure_ascii=False, allow_nan=False) for row in plain_rows(found))
    sys.stdout.write(f"[{rows}]\n")


def _print_csv(found: "pa.Table") -> None:
    import csv

    from offramp.results.query.plain import plain_rows

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(found.column_names)
    for row in plain_rows(found):
        writer.writerow([_cell(value) for value in row.values()])


def _cell(value: object) -> object:
    """Return a value as a cell of CSV; a list is JSON."""
    from json import dumps

    if isinstance(value, list | dict):
        return dumps(value, ensure_ascii=False)
    return "" if value is None else value


def _print_table(found: "pa.Table", limit: int) -> None:
    """Print rows side by side, or one below the other where they are too wide for that."""
    from rich.table import Table

    from offramp.cli.console import notes, results
    from offramp.results.query.plain import plain_rows, shown

    console = results()
    rows = [[shown(value) for value in row.values()] for row in plain_rows(found.slice(0, limit))]
    names = found.column_names
    if _width([names, *rows]) > console.width and len(names) > FEW:
        for row in rows:
            console.print("\n".join(_record(names, row)), soft_wrap=True, end="\n\n")
    else:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name, kind in zip(names, found.schema.types, strict=True):
            number = str(kind).startswith(NUMBERS)
            table.add_column(name, justify="right" if number else "left", overflow="fold")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    if found.num_rows > limit:
        rest = found.num_rows - limit
        notes().print(f"{rest:,} more rows: --limit {found.num_rows} shows them, --csv prints all")


def _width(rows: list[list[str]]) -> int:
    """Return the columns that a screen needs to show rows side by side."""
    return sum(2 + max(map(len, column)) for column in zip(*rows, strict=True))


def _record(names: list[str], row: list[str]) -> list[str]:
    """Return one row as lines `name  value`, without what is empty."""
    wide = max(map(len, names))
    return [f"{name:{wide}}  {value}" for name, value in zip(names, row, strict=True) if value]
