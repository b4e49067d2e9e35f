"""`offramp compare`: a scenario and its alternatives on the same futures."""

from pathlib import Path
from typing import Annotated

import typer

from offramp.cli.options import Json, Members, ScenarioArgument, Seed

EXAMPLE = """
offramp compare ardenia --without strain --without corridor
offramp compare ardenia --order buffer_zone@2030-03-20 --forbid city_assault --members 200
offramp compare ardenia --order truce_mediation@2030-03-13+buffer_zone@2030-03-20
"""

Several = list[str] | None


def compare(
    scenario: ScenarioArgument,
    without: Annotated[
        Several,
        typer.Option(metavar="ID", help="Switch a mechanism off.", show_default=False),
    ] = None,
    overlay: Annotated[
        list[Path] | None,
        typer.Option(
            "--with",
            "--overlay",
            metavar="NAME",
            help="Lay an overlay on top: one the scenario keeps, or a YAML file.",
            show_default=False,
        ),
    ] = None,
    order: Annotated[
        Several,
        typer.Option(
            metavar="MEASURE@DATE",
            help="Have a measure adopted on that day, whoever wants it.",
            show_default=False,
        ),
    ] = None,
    forbid: Annotated[
        Several,
        typer.Option(metavar="MEASURE", help="Leave a measure out.", show_default=False),
    ] = None,
    under: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="NAME",
            help="Lay an overlay under all sides, such as a set of assumptions; may be repeated.",
            show_default=False,
        ),
    ] = None,
    members: Members = 1000,
    seed: Seed = 1,
    json: Json = False,
) -> None:
    """Compare alternatives on the same futures.

    Each --without, --with, --order and --forbid is an alternative of its own. What belongs to one
    alternative is joined by a plus sign: --order a@2030-04-01+b@2030-04-10.
    """
    if not (without or overlay or order or forbid):
        msg = "nothing to compare with: give --without, --with, --order or --forbid, once or more"
        raise typer.BadParameter(msg)
    from offramp.cli import alternatives
    from offramp.cli.console import print_json, results
    from offramp.cli.progress import reporting

    with reporting(f"reading {scenario}", quiet=json) as progress:
        import offramp

        below = [str(one) for one in under or ()]
        loaded = offramp.load(scenario, below)
        others = {
            **alternatives.without(scenario, below, without or (), loaded),
            **alternatives.overlaid(scenario, below, [str(one) for one in overlay or ()], loaded),
            **alternatives.ordered(loaded, order or ()),
            **alternatives.forbidden(loaded, forbid or ()),
        }
        sides = {name: side for name, (side, _) in others.items()}
        found = offramp.compare(loaded, sides, members=members, seed=seed, progress=progress)
    if json:
        print_json(found.to_dict())
        return
    from offramp.cli.views.compare import comparison

    console = results()
    titles = {name: title for name, (_, title) in others.items()}
    for line in comparison(found, console.width, titles):
        console.print(line, soft_wrap=True)
