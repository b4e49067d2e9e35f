"""`offramp cite`: the sources that a scenario or a run rests on."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from offramp.cli.options import Json, Overlays, Without


class Format(StrEnum):
    """How the sources are printed."""

    text = "text"
    bibtex = "bibtex"


EXAMPLE = """
offramp cite ardenia
offramp cite runs/ardenia-20300301T120000Z --format bibtex > ardenia.bib
"""


def cite(
    given: Annotated[
        str,
        typer.Argument(
            metavar="RUN|SCENARIO",
            help="Folder of a run, or what `offramp run` takes.",
            show_default=False,
        ),
    ],
    form: Annotated[
        Format, typer.Option("--format", help="Text to be read, or a BibTeX file.")
    ] = Format.text,
    overlay: Overlays = None,
    without: Without = None,
    json: Json = False,
) -> None:
    """List the sources used, and how much rests on each.

    Of a scenario: those behind all that is not switched off. Of a run: those behind what played a
    part in it. Judgement is counted apart.
    """
    import offramp
    from offramp.api.citing import is_run
    from offramp.cli.console import print_json, results

    if is_run(given):
        if overlay or without:
            msg = "a run is as it was: give it without --overlay and --without"
            raise typer.BadParameter(msg)
        found = offramp.cite(offramp.Run.open(given))
    else:
        found = offramp.cite(offramp.load(given, overlays=overlay or (), without=without or ()))
    if json:
        print_json(found.to_dict())
    elif form is Format.bibtex:
        sys.stdout.write(found.bibtex())
    else:
        from offramp.cli.views.cite import view

        console = results()
        for line in view(found, console.width):
            console.print(line, soft_wrap=True)
