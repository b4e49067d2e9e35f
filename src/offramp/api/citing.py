"""The sources that a scenario or a run rests on."""

from pathlib import Path

from offramp.api.scenario import load
from offramp.model.scenario import Scenario
from offramp.results.citations import Citations, cite_run, cite_scenario
from offramp.results.run import Run


def cite(given: Run | Scenario | str | Path) -> Citations:
    """Return the sources of a scenario, or of what played a part in a run.

    Args:
        given: a run or its folder, or a scenario or what `load` takes.

    Returns:
        The sources; `str()` gives text, `.bibtex()` a BibTeX file, `.to_dict()` plain data.

    Raises:
        ScenarioError: if the scenario cannot be read.
        RunError: if the run cannot be read.
    """
    if isinstance(given, str | Path):
        given = Run.open(given) if is_run(given) else load(given)
    return cite_run(given.data) if isinstance(given, Run) else cite_scenario(given)


def is_run(given: str | Path) -> bool:
    """Return whether a path is that of a run: its folder, or the `run.json` in it."""
    path = Path(given)
    try:
        return (path / "run.json").is_file() or (path.name == "run.json" and path.is_file())
    except OSError:  # a name that the file system does not take
        return False
