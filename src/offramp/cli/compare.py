"""`offramp compare`: a scenario and its alternatives on the same futures."""

from pathlib import Path
from typing import Annotated

import typer

from offramp.cli.hands import Block, On, Processes, Threads, hands
from offramp.cli.options import Json, Members, ScenarioArgument, Seed

EXAMPLE = """
offramp compare ardenia --force CCC:buffer_zone@2030-03-20 --forbid city_assault --members 200
offramp compare ardenia --without strain --overlay early_truce --processes 2 --out compared
offramp compare ardenia --alternative "truce: order truce_mediation@2030-03-13 + with early_truce"
"""

Several = list[str] | None
Dated = "[ACTOR:]MEASURE@DATE"


def compare(  # noqa: PLR0913, PLR0917 - each is one choice of the user
    scenario: ScenarioArgument,
    force: Annotated[
        Several,
        typer.Option(
            metavar=Dated,
            help="Have a measure in force that day, without choice or procedure.",
            show_default=False,
        ),
    ] = None,
    order: Annotated[
        Several,
        typer.Option(
            metavar=Dated,
            help="Have it adopted that day; its lead time counts from there.",
            show_default=False,
        ),
    ] = None,
    forbid: Annotated[
        Several,
        typer.Option(
            metavar="[ACTOR:]MEASURE",
            help="Leave a measure out, for all or for one that may propose it.",
            show_default=False,
        ),
    ] = None,
    overlay: Annotated[
        Several,
        typer.Option(
            "--overlay",
            "--with",
            metavar="NAME",
            help="Lay an overlay on top: one the scenario keeps, or a YAML file.",
            show_default=False,
        ),
    ] = None,
    without: Annotated[
        Several,
        typer.Option(metavar="ID", help="Switch a mechanism off.", show_default=False),
    ] = None,
    alternative: Annotated[
        Several,
        typer.Option(
            metavar="NAME:PARTS",
            help="An alternative with a name of its own and parts of any kind, joined by +.",
            show_default=False,
        ),
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
    threads: Threads = None,
    block: Block = None,
    processes: Processes = None,
    on: On = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Keep a run of each side; the same command goes on where it stopped.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Compare alternatives on the same futures.

    Each --force, --order, --forbid, --overlay and --without is an alternative of its own; so is
    each --alternative "NAME: force A@DATE + forbid B". Parts of one alternative are joined by a
    plus sign; a part may begin with force, order, forbid, with or without.

    Exit status: 0 finished; 1 not finished (workers lost, another comparison in the folder); 2 bad
    input; 130 stopped by Ctrl-C.
    """
    from offramp.cli import alternatives

    asked = list(
        alternatives.all_of(
            force or (), order or (), forbid or (), overlay or (), without or (), alternative or ()
        )
    )
    if not asked:
        msg = (
            "nothing to compare with: give --force, --order, --forbid, --overlay, --without or "
            "--alternative, once or more"
        )
        raise typer.BadParameter(msg)
    alternatives.different(asked)
    from offramp.cli.console import print_json, results
    from offramp.cli.progress import reporting

    said = reporting(f"reading {scenario}", quiet=json)
    with hands(threads, block, processes, on) as crew, said as progress:
        import offramp

        below = [str(one) for one in under or ()]
        loaded = offramp.load(scenario, below)
        built = {one.name: alternatives.built(scenario, below, loaded, one) for one in asked}
        sides = {name: side for name, (side, _) in built.items()}
        found = offramp.compare(loaded, sides, members, seed, out=out, progress=progress, **crew)
    if json:
        print_json(found.to_dict())
        return
    from offramp.cli.views.compare import comparison

    console = results()
    titles = {name: title for name, (_, title) in built.items()}
    for line in comparison(found, console.width, titles):
        console.print(line, soft_wrap=True)
