"""`offramp export`: a run, or a table of it, as a file that other tools read."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = """
offramp export runs/ardenia quantiles.csv
offramp export runs/ardenia events.csv --table events
offramp export runs/ardenia ardenia.nc
offramp export runs/ardenia places.geojson
"""

SMALL = 500_000
"""Bytes below which a file is told in kB."""


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="RUN", help="Folder of a run.", show_default=False)
    ],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Its ending says as what: .csv, .parquet, .nc, .geojson.",
            show_default=False,
        ),
    ],
    table: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Of .csv and .parquet: which table, as `offramp query RUN` lists them "
            "(quantiles if absent).",
        ),
    ] = None,
    overwrite: Annotated[bool, typer.Option(help="Replace a file that is there.")] = False,
) -> None:
    """Write a run, or a table of it, as a file that other tools read.

    CSV and Parquet hold a table, NetCDF all arrays, GeoJSON the places with people in the end.
    """
    from offramp.cli.console import results
    from offramp.results.run import Run

    if file.exists() and not overwrite:
        msg = f"{file} is there already, and is left as it is: give another name or --overwrite"
        raise typer.BadParameter(msg, param_hint="FILE")
    size = Run.open(folder).export(file, table).stat().st_size
    told = f"{size / 1e6:,.1f} MB" if size >= SMALL else f"{size / 1e3:,.0f} kB"
    results().print(f"Wrote {file} ({told})", soft_wrap=True)
