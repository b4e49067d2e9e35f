"""`offramp compare`: a scenario and its alternatives on the same futures."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from offramp.cli.options import Json, Members, Overlays, ScenarioArgument, Seed, Without

if TYPE_CHECKING:
    from collections.abc import Mapping

    from offramp.model.scenario import Scenario

EXAMPLE = """
offramp compare ardenia --without strain --without corridor
offramp compare ardenia --overlay harsher.yaml --members 200
"""


def compare(
    scenario: ScenarioArgument,
    without: Without = None,
    overlay: Overlays = None,
    members: Members = 1000,
    seed: Seed = 1,
    json: Json = False,
) -> None:
    """Compare alternatives on the same futures.

    Each --without and each --overlay is an alternative of its own.
    """
    if not without and not overlay:
        msg = "nothing to compare with: give --without ID or --overlay FILE, once or more"
        raise typer.BadParameter(msg)
    from offramp.cli.progress import reporting

    with reporting(f"reading {scenario}", quiet=json) as progress:
        import offramp

        loaded = offramp.load(scenario)
        others = _alternatives(scenario, without or [], overlay or [])
        found = offramp.compare(loaded, others, members=members, seed=seed, progress=progress)
    if json:
        from json import dumps

        sys.stdout.write(dumps(found.to_dict(), indent=1, ensure_ascii=False) + "\n")
        return
    from offramp.cli.console import results
    from offramp.cli.views.compare import comparison

    console = results()
    titles = {_without(one): loaded.mechanisms[one].title for one in without or []}
    for line in comparison(found, console.width, titles):
        console.print(line, soft_wrap=True)


def _alternatives(name: str, without: list[str], overlay: list[Path]) -> "Mapping[str, Scenario]":
    """Return the alternatives by what they are called."""
    import offramp

    found = {_without(one): offramp.load(name, without=[one]) for one in without}
    return found | {f"with {one}": offramp.load(name, overlays=[one]) for one in overlay}


def _without(mechanism: str) -> str:
    """Return what the alternative without a mechanism is called."""
    return f"without {mechanism}"
