"""`offramp show`: what a scenario says, with the file and line of everything."""

from typing import Annotated

import typer

from offramp.cli.options import Overlays, ScenarioArgument, Without

EXAMPLE = """
offramp show ardenia
offramp show ardenia --mechanisms --without strain
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
    overlay: Overlays = None,
    without: Without = None,
) -> None:
    """Show what a scenario says, with file and line.

    Without an option, an overview.
    """
    import offramp
    from offramp.cli.console import results
    from offramp.cli.views import measures as of_measures
    from offramp.cli.views import mechanisms as of_mechanisms
    from offramp.cli.views import order as of_order
    from offramp.cli.views import overview
    from offramp.cli.views import parameters as of_parameters
    from offramp.cli.views import sources as of_sources

    loaded = offramp.load(scenario, overlays=overlay or (), without=without or ())
    views = {
        of_order.view: order,
        of_parameters.view: parameters,
        of_mechanisms.view: mechanisms,
        of_sources.view: sources,
        of_measures.view: measures,
    }
    console = results()
    chosen = [view for view, wanted in views.items() if wanted] or [overview.view]
    for number, view in enumerate(chosen):
        if number:
            console.print()
        console.print(view(loaded))
