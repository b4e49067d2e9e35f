"""The resolved scenario that a run carries."""

from pathlib import Path

from offramp.model.problems import ScenarioError
from offramp.model.scenario import Scenario
from offramp.results.errors import RunError


def read_scenario(folder: Path) -> Scenario:
    """Read the scenario that a run carries; it was checked when the run was made.

    Raises:
        RunError: if it is missing or damaged.
    """
    from offramp.reading import scenario

    try:
        return scenario.read_scenario(folder).scenario
    except ScenarioError as error:
        msg = (
            f"the scenario in {folder} is missing or damaged ({error.problems[0].message}): "
            "put the scenario there again, or run it again"
        )
        raise RunError(msg) from error
