"""`offramp check`: whether a scenario can be run, with everything that is wrong with it."""

import sys

import typer

from offramp.cli.failures import BAD_INPUT
from offramp.cli.options import Json, Overlays, ScenarioArgument, Without

EXAMPLE = """
offramp check ardenia
offramp check my-crisis --overlay harsher.yaml
"""


def check(
    scenario: ScenarioArgument,
    overlay: Overlays = None,
    without: Without = None,
    json: Json = False,
) -> None:
    """Say everything that is wrong with a scenario.

    Ends with status 0 and a count of what was checked, or with status 2 and the problems.
    """
    import offramp
    from offramp.cli.problems import plain
    from offramp.cli.views.overview import counts, told
    from offramp.model.problems import ScenarioError

    try:
        loaded = offramp.load(scenario, overlays=overlay or (), without=without or ())
        offramp.Engine(loaded)
    except ScenarioError as error:
        if not json:
            raise
        _print_json({"ok": False, "problems": [plain(problem) for problem in error.problems]})
        raise typer.Exit(BAD_INPUT) from None
    found = counts(loaded)
    if json:
        _print_json({"ok": True, "scenario": loaded.id, "checked": found, "problems": []})
        return
    from offramp.cli.console import results

    held = ", ".join(told(count, what) for what, count in found.items() if count)
    console = results()
    console.print(f"{loaded.id}: no problems found.", style="bold")
    console.print(f"Checked {held}.")


def _print_json(data: dict[str, object]) -> None:
    from json import dumps

    sys.stdout.write(dumps(data, indent=1, ensure_ascii=False) + "\n")
