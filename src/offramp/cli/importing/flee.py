"""`offramp import flee`: an instance of Flee becomes a scenario."""

import re
from pathlib import Path
from typing import Annotated

import typer

from offramp.cli.console import print_json
from offramp.cli.failures import BAD_INPUT
from offramp.cli.options import Json

NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")
"""What a scenario may be called."""

EXAMPLE = """
offramp import flee mali2012 --hasten 10
offramp import flee instances/mali2012 --out scenarios/mali --id mali
"""


def import_instance(
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="Folder with input_csv, source_data and simsetting.yml."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FOLDER", help="Folder to write; ID or ID-scenario if not given."
        ),
    ] = None,
    hasten: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="People who move as one; as in simsetting.yml."),
    ] = None,
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Id of the scenario; from the name of DIR."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the scenario that is there already.")
    ] = False,
    json: Json = False,
) -> None:
    """Make a scenario of a Flee instance.

    Prints what was understood, and what was followed or passed over as in Flee. Whatever is not
    supported is refused by name, with its place in the file, and nothing is written.
    """
    from offramp.cli.problems import plain
    from offramp.importing.flee import import_flee
    from offramp.model.problems import ScenarioError

    if id is not None and not NAME.fullmatch(id):
        msg = f'"{id}" is no id for a scenario: use small letters, digits and `-`'
        raise typer.BadParameter(msg, param_hint="--id")
    try:
        found = import_flee(directory, out, hasten=hasten, name=id, replace=force)
    except FileExistsError as error:
        if error.errno is not None:
            raise
        hint = "" if force else ", or --force to replace the scenario in it"
        msg = f"{error}{hint}"
        raise typer.BadParameter(msg, param_hint="--out") from None
    except ScenarioError as error:
        if not json:
            raise
        print_json({"ok": False, "problems": [plain(problem) for problem in error.problems]})
        raise typer.Exit(BAD_INPUT) from None
    if json:
        print_json({"ok": True, **found.as_dict()})
        return
    from offramp.cli.console import results
    from offramp.cli.importing.flee_view import view

    results().print(view(found))
