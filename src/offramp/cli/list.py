"""`offramp list`: the scenarios that come with Offramp."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from offramp.model.scenario import Scenario

EXAMPLE = """
offramp list
"""


def list_scenarios() -> None:
    """List the scenarios that come with Offramp."""
    from rich.table import Table

    import offramp
    from offramp.cli.console import results
    from offramp.model.problems import ScenarioError
    from offramp.reading.home import library_folder
    from offramp.reading.library import scenario_names

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Scenario", no_wrap=True)
    table.add_column("What it is")
    table.add_column("Days", no_wrap=True)
    table.add_column("Size")
    for name in scenario_names(library_folder()):
        try:
            scenario = offramp.load(name)
        except ScenarioError as error:
            count = len(error.problems)
            table.add_row(name, f"cannot be read: {count} problems", "", f"offramp check {name}")
        else:
            table.add_row(name, scenario.title, _dates(scenario), _size(scenario))
    console = results()
    console.print(table)
    console.print("\nRun one with `offramp run NAME`, look into it with `offramp show NAME`.")


def _dates(scenario: "Scenario") -> str:
    return f"{scenario.days} from {scenario.start}\nknown until {scenario.as_of}"


def _size(scenario: "Scenario") -> str:
    origins, hosts = len(scenario.places_of("origin")), len(scenario.places_of("host"))
    return (
        f"{len(scenario.actors)} actors, {len(scenario.measures)} measures\n"
        f"{origins} origins, {hosts} hosts"
    )
