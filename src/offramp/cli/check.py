"""`offramp check`: whether a scenario can be run, with everything that is wrong with it."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from offramp.cli.console import print_json
from offramp.cli.failures import BAD_INPUT
from offramp.cli.options import Json, Overlays, ScenarioArgument, Without

if TYPE_CHECKING:
    from offramp.api.scenario import LoadedScenario

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

    It also goes through its legal examples.

    Ends with status 0 and a count of what was checked, or with status 2 and the problems.
    """
    import offramp
    from offramp.cli.problems import plain
    from offramp.cli.views.overview import counts, told
    from offramp.model.problems import ScenarioError
    from offramp.reading.examples import run_examples

    try:
        loaded = offramp.load(scenario, overlays=overlay or (), without=without or ())
        offramp.Engine(loaded)
        _check_as_written(loaded)
    except ScenarioError as error:
        if not json:
            raise
        print_json({"ok": False, "problems": [plain(problem) for problem in error.problems]})
        raise typer.Exit(BAD_INPUT) from None
    found = counts(loaded)
    cases = list(run_examples(loaded))
    if json:
        print_json(
            {
                "ok": True,
                "scenario": loaded.id,
                "checked": found,
                "examples": [asdict(case) | {"holds": case.holds} for case in cases],
                "problems": [],
            }
        )
        return
    from offramp.cli.console import results

    held = ", ".join(told(count, what) for what, count in found.items() if count)
    console = results()
    console.print(f"{loaded.id}: no problems found.", style="bold")
    console.print(f"Checked {held}.")
    if cases:
        hold = sum(case.holds for case in cases)
        console.print(f"{hold} of {len(cases)} legal examples hold.")


def _check_as_written(loaded: "LoadedScenario") -> None:
    """Hold a scenario with whatever is laid over it to what its authors' own has to pass.

    Raises:
        ScenarioError: if it does not pass.
    """
    from offramp.model.problems import ScenarioError
    from offramp.reading.checks import Bench, run_checks

    reading = loaded.reading
    if reading is None or not (reading.overlays or reading.without):
        return
    bench = Bench(reading.scenario, reading.provenance, reading.root, as_written=True)
    problems = tuple(run_checks(bench))
    if problems:
        raise ScenarioError(problems, reading.texts)
