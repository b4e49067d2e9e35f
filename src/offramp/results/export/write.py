"""Which kind of file is written, by the ending of its name; whole, or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING

from offramp.results.errors import WrongQuestionError, writing_file
from offramp.results.export.geojson import write_geojson
from offramp.results.export.netcdf import write_netcdf
from offramp.results.export.rows import write_csv, write_parquet
from offramp.results.query.of_run import tables_of

if TYPE_CHECKING:
    from offramp.results.run import Run

OF_TABLES = {".csv": write_csv, ".parquet": write_parquet}
"""What writes a table."""
OF_RUNS = {".nc": write_netcdf, ".geojson": write_geojson}
"""What writes a run."""
USUAL = "quantiles"
"""The table that is written where none is named."""


def export(run: "Run", path: Path, table: str | None = None) -> Path:
    """Write a run, or one table of it.

    Args:
        run: a run.
        path: of the file; its ending says as what.
        table: for `.csv` and `.parquet`: which table; the quantiles where not given.

    Returns:
        The path.

    Raises:
        WrongQuestionError: if the ending, the table or the folder of the file is not known.
        RunError: if the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in OF_TABLES and kind not in OF_RUNS:
        known = ", ".join([*OF_TABLES, *OF_RUNS])
        msg = f'"{path.name}" does not say as what to write the run: end it in one of {known}'
        raise WrongQuestionError(msg)
    if kind in OF_RUNS and table is not None:
        msg = f"{kind} holds all of a run and no single table: leave the table out, or write .csv"
        raise WrongQuestionError(msg)
    tables, wanted = tables_of(run), table or USUAL
    if kind in OF_TABLES and wanted not in tables:
        msg = f'a run has no table "{wanted}": its tables are {", ".join(tables)}'
        raise WrongQuestionError(msg)
    if not path.parent.is_dir():
        msg = f"{path} cannot be written: there is no folder {path.parent}"
        raise WrongQuestionError(msg)
    unfinished = path.with_name(f"{path.name}.unfinished")
    with writing_file(path):
        try:
            if kind in OF_RUNS:
                OF_RUNS[kind](run, unfinished)
            else:
                OF_TABLES[kind](tables[wanted], unfinished)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return path
