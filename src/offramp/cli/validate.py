"""`offramp validate`: how good a scenario's forecasts would have been as of earlier dates."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from offramp.cli.console import print_json
from offramp.cli.failures import BAD_INPUT, stop
from offramp.cli.files import check_picture
from offramp.cli.options import Json, Members, Overlays, ScenarioArgument, Seed, Without
from offramp.cli.score import Horizons, Observed, Picture, draw, horizons_given

EXAMPLE = """
offramp validate ukraine-2022 --as-of 2022-03-07 --as-of 2022-03-14 --members 200
offramp validate ukraine-2022 --observed later.csv --picture fan.svg
"""


def validate(
    scenario: ScenarioArgument,
    as_of: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATE",
            help="Forecast as of this date; may be repeated. The scenario's own if absent.",
            show_default=False,
        ),
    ] = None,
    members: Members = 1000,
    seed: Seed = 1,
    observed: Observed = None,
    overlay: Overlays = None,
    without: Without = None,
    horizons: Horizons = "7,14,30",
    picture: Picture = None,
    json: Json = False,
) -> None:
    """Forecast as of earlier dates, beside simple rivals.

    Each forecast knows only what was known at its date. No run is kept.
    """
    dates, wanted = [_date(text) for text in as_of or []], horizons_given(horizons)
    check_picture(picture)
    from offramp.cli.progress import reporting

    with reporting(f"reading {scenario}", quiet=json) as progress:
        from offramp.api.scoring import validate as validate_as_of
        from offramp.calibration.flow_scores import NothingToScoreError

        try:
            found = validate_as_of(
                scenario,
                dates,
                observed=observed,
                overlays=_paths(overlay),
                without=without or (),
                members=members,
                seed=seed,
                horizons=wanted,
                progress=progress,
            )
        except NothingToScoreError as error:
            stop(f"nothing to score: {error}", BAD_INPUT)
    if json:
        from offramp.cli.views.validate import told

        print_json(told(found, members, seed))
        draw(found, picture)
        return
    from offramp.cli.console import results
    from offramp.cli.screen.style import styled
    from offramp.cli.views.validate import lines

    console = results()
    for line in lines(found, console.width):
        console.print(styled(line), soft_wrap=True)
    if picture is not None:
        draw(found, picture)
        console.print(f"Drawn in {picture}.", soft_wrap=True)


def _date(text: str) -> date:
    """Read an as-of date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f'"{text}" is no date: write year-month-day, as 2030-03-11'
        raise typer.BadParameter(msg, param_hint="--as-of") from None


def _paths(given: list[Path] | None) -> list[str | Path]:
    return list(given or [])
