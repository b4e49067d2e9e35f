"""`offramp sweep`: what hangs on one number of a scenario."""

from typing import Annotated

import typer

from offramp.cli.asking import Kept, Sets, Told, loaded, numbers, tell, words
from offramp.cli.options import Json, Members, Overlays, ScenarioArgument, Seed

EXAMPLE = """
offramp sweep ardenia --members 2000
offramp sweep ardenia meeting_rate --members 200
offramp sweep ardenia ladder.reply.up --values 0.05,0.1,0.2,0.4 --read confrontation.war
"""


def sweep(
    scenario: ScenarioArgument,
    quantity: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUANTITY]",
            help="Any number that `offramp show SCENARIO --parameters` lists.",
            show_default=False,
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(metavar="NUMBERS", help="With commas between them.", show_default=False),
    ] = None,
    quantiles: Annotated[
        int, typer.Option(min=2, max=100, metavar="N", help="So many quantiles, if no --values.")
    ] = 5,
    read: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="An indicator, QUESTION.CASE or hazard.DYAD.RUNG; may be repeated.",
            show_default=False,
        ),
    ] = None,
    members: Members = 1000,
    seed: Seed = 1,
    sets: Sets = None,
    overlay: Overlays = None,
    out: Kept = None,
    json: Json = False,
) -> None:
    """Hold one number at each of some values, on the same futures.

    Without a QUANTITY: how much of the spread is not known and how much is chance, which
    assumptions move the results most, and where they are at their worst.

    What nobody has seen is told as a range of the chance, never as one number.
    """
    held, wanted = numbers(values, "--values"), words(read, "--read")
    if quantity is None and (sets or held):
        msg = "--set and --values need a QUANTITY; --overlay lays one set over the scenario"
        raise typer.BadParameter(msg)
    from offramp.cli.progress import reporting

    with reporting(f"reading {scenario}", quiet=json) as progress:
        import offramp

        own, under = loaded(scenario, overlay or (), sets)
        found: Told
        if quantity is None:
            found = offramp.matters(
                own, wanted, members=members, seed=seed, out=out, progress=progress
            )
        else:
            found = offramp.sweep(
                own,
                quantity,
                held,
                quantiles=quantiles,
                reads=wanted,
                sets=under,
                members=members,
                seed=seed,
                out=out,
                progress=progress,
            )
    tell(found, json)
