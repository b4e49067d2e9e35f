"""`offramp serve`: the live page over a folder of runs."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = """
offramp serve ukraine-2022
offramp serve runs/ukraine-2022-20220325T120000Z --port 8080
"""


def serve(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="SCENARIO|RUN",
            help="What the page begins with: a scenario as `offramp run` takes it, or a run.",
            show_default=False,
        ),
    ] = None,
    folder: Annotated[
        Path, typer.Option(metavar="DIR", help="Holds the runs; one server at a time.")
    ] = Path("runs"),
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="To listen on; 0: any free one.")
    ] = 8000,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="To listen on. Beyond this machine every request needs a token.",
        ),
    ] = "127.0.0.1",
    token: Annotated[
        str,
        typer.Option(
            metavar="TOKEN",
            envvar="OFFRAMP_TOKEN",
            help="That every request must carry; a new one where --host needs it.",
            show_default=False,
        ),
    ] = "",
    browse: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Serve the live page: start runs, watch them, compare them.

    Runs are kept in DIR and go on without the server: end it and start it again, and nothing is
    lost. Only scenarios of the library and SCENARIO can be run from the page.

    Exit status: 0 ended by you; 1 port taken, folder served already; 2 bad input.
    """
    from offramp.cli.console import results

    run = Path(what) if what is not None and (Path(what) / "run.json").is_file() else None
    scenario = None if run is not None else what
    if run is not None:
        from offramp.results.run import Run

        scenario = _known(Run.open(run).manifest.scenario["id"])

    from offramp.web.serve import serve as serve_folder

    def ready(address: str) -> None:
        console = results()
        console.print(f"Serving {folder} at {address}", soft_wrap=True, markup=False)
        console.print("Ctrl-C ends the server; runs under way go on.", soft_wrap=True)
        console.file.flush()  # also where it is read by a program
        if browse:
            typer.launch(address)

    serve_folder(scenario, run, folder=folder, host=host, port=port, token=token, ready=ready)


def _known(scenario: str) -> str | None:
    """Return the name of a scenario if the library has it."""
    from offramp.reading.home import library_folder
    from offramp.reading.library import scenario_names

    return scenario if scenario in scenario_names(library_folder()) else None
