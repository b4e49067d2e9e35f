"""Arguments and options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

ScenarioArgument = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="A name from `offramp list`, a folder, or a YAML file.",
        show_default=False,
    ),
]
Overlays = Annotated[
    list[Path] | None,
    typer.Option(
        "--overlay",
        metavar="NAME",
        help="Laid over the scenario: one it keeps, a YAML file, or laws/NAME; may be repeated.",
        show_default=False,
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="ID",
        help="Switch a mechanism off; may be repeated.",
        show_default=False,
    ),
]
Members = Annotated[int, typer.Option(min=1, metavar="N", help="How many futures.")]
Seed = Annotated[int, typer.Option(min=0, metavar="N", help="Another seed gives other futures.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, nothing else.")]
