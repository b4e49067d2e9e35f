"""`offramp score`: how good the forecasts of a run were, beside simple rivals."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.console import print_json
from offramp.cli.failures import BAD_INPUT, stop
from offramp.cli.files import check_picture
from offramp.cli.options import Json

if TYPE_CHECKING:
    from offramp.calibration.hindcast import Hindcast
    from offramp.calibration.score import Score

EXAMPLE = """
offramp score runs/forecast
offramp score runs/forecast --observed later.csv --picture fan.svg
"""

Observed = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="What was seen later: CSV with date, place, and persons or cumulative.",
        show_default=False,
    ),
]
Horizons = Annotated[
    str, typer.Option(metavar="DAYS", help="Days ahead, with commas between them.")
]
Picture = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Draw observed against futures: .svg or .png.", show_default=False
    ),
]


def score(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")],
    observed: Observed = None,
    first: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DAY",
            help="First day to score, by number or date; after the as-of date if absent.",
        ),
    ] = None,
    horizons: Horizons = "7,14,30",
    picture: Picture = None,
    json: Json = False,
) -> None:
    """Score a run beside simple rivals.

    The rivals are forecasts that knew as much.

    New arrivals are scored on days that the run was not told; a run that is driven by the data,
    as an imported Flee instance is, on people in hosts over its whole period.
    """
    begin, wanted = day_given(first), horizons_given(horizons)
    check_picture(picture)
    from offramp.api.scoring import score as score_of
    from offramp.calibration.flow_scores import NothingToScoreError

    try:
        found = score_of(run, observed, first=begin, horizons=wanted)
    except NothingToScoreError as error:
        stop(f"nothing to score: {error}", BAD_INPUT)
    if json:
        from offramp.cli.views.score import told

        print_json(told(found))
        draw(found, picture)
        return
    from offramp.cli.console import results
    from offramp.cli.screen.style import styled
    from offramp.cli.views.score import lines

    console = results()
    for line in lines(found, console.width):
        console.print(styled(line), soft_wrap=True)
    if picture is not None:
        draw(found, picture)
        console.print(f"Drawn in {picture}.", soft_wrap=True)


def day_given(text: str | None) -> int | date | None:
    """Read a day: its number, or its date."""
    if text is None:
        return None
    if text.isdecimal() and len(text) < 6:
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f'"{text}" is no day: write its number, as 30, or its date, as 2030-03-31'
        raise typer.BadParameter(msg, param_hint="--from") from None


def horizons_given(text: str) -> tuple[int, ...]:
    """Read days ahead."""
    parts = [part.strip() for part in text.split(",")]
    if all(part.isdecimal() and 0 < int(part) < 3660 for part in parts):
        return tuple(sorted({int(part) for part in parts}))
    msg = f'"{text}" are no days ahead: write whole numbers with commas between them, as 7,14,30'
    raise typer.BadParameter(msg, param_hint="--horizons")


def draw(found: "Score | Hindcast", path: Path | None) -> None:
    """Draw a picture where one is wanted."""
    if path is not None:
        from offramp.calibration.picture import picture

        picture(found, path)
