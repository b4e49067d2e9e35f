"""`offramp show`: what a scenario says, with the file and line of everything."""

from typing import Annotated

import typer

from offramp.cli.options import Overlays, ScenarioArgument, Without

EXAMPLE = """
offramp show ardenia
offramp show ardenia --mechanisms --without strain
offramp show ukraine-2022 --overlays
"""


def show(
    scenario: ScenarioArgument,
    order: Annotated[
        bool, typer.Option("--order", help="The order of a day: what each process reads, writes.")
    ] = False,
    parameters: Annotated[
        bool, typer.Option("--parameters", help="Every number: distribution, unit, source, line.")
    ] = False,
    mechanisms: Annotated[
        bool,
        typer.Option("--mechanisms", help="Claims, who disputes them, what carries them."),
    ] = False,
    sources: Annotated[
        bool,
        typer.Option("--sources", help="Every source, its grade, how it was verified."),
    ] = False,
    measures: Annotated[
        bool, typer.Option("--measures", help="What each actor may do, when, and what it does.")
    ] = False,
    overlays: Annotated[
        bool,
        typer.Option("--overlays", help="Overlays that it keeps, and who holds each view."),
    ] = False,
    overlay: Overlays = None,
    without: Without = None,
    json: Annotated[
        bool, typer.Option("--json", help="With --overlays: print JSON, nothing else.")
    ] = False,
) -> None:
    """Show what a scenario says, with file and line.

    Without an option, an overview.
    """
    if json and not overlays:
        msg = "it goes with --overlays only"
        raise typer.BadParameter(msg, param_hint="--json")
    import offramp
    from offramp.cli.console import print_json, results
    from offramp.cli.views import measures as of_measures
    from offramp.cli.views import mechanisms as of_mechanisms
    from offramp.cli.views import order as of_order
    from offramp.cli.views import overlays as of_overlays
    from offramp.cli.views import overview
    from offramp.cli.views import parameters as of_parameters
    from offramp.cli.views import sources as of_sources

    loaded = offramp.load(scenario, overlays=overlay or (), without=without or ())
    if json:
        print_json(of_overlays.listed(loaded))
        return
    views = {
        of_order.view: order,
        of_parameters.view: parameters,
        of_mechanisms.view: mechanisms,
        of_sources.view: sources,
        of_measures.view: measures,
        of_overlays.view: overlays,
    }
    console = results()
    chosen = [view for view, wanted in views.items() if wanted] or [overview.view]
    for number, view in enumerate(chosen):
        if number:
            console.print()
        console.print(view(loaded))
