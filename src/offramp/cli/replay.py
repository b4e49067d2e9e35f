"""`offramp replay`: history decided anew, beside what happened."""

from typing import Annotated

import typer

from offramp.cli.hands import Block, On, Processes, Threads, hands
from offramp.cli.options import Json, Members, Overlays, ScenarioArgument, Seed, Without

EXAMPLE = """
offramp replay ardenia --members 200
offramp replay ardenia --set hopeful --set worried
"""


def replay(
    scenario: ScenarioArgument,
    sets: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME",
            help="A set of assumptions (an overlay): a column of its own; may be repeated.",
            show_default=False,
        ),
    ] = None,
    overlay: Overlays = None,
    without: Without = None,
    members: Members = 1000,
    seed: Seed = 1,
    threads: Threads = None,
    block: Block = None,
    processes: Processes = None,
    on: On = None,
    json: Json = False,
) -> None:
    """Decide history anew, beside what happened.

    Decisions are free from the first day to the as-of date; what was observed stays imposed.

    It shows face validity, not skill: whoever wrote the weights knew the outcome.
    """
    from offramp.cli.console import print_json, results
    from offramp.cli.progress import reporting

    said = reporting(f"reading {scenario}", quiet=json)
    with hands(threads, block, processes, on) as crew, said as progress:
        import offramp

        found = offramp.replay(
            scenario,
            list(dict.fromkeys(sets or ())),
            overlays=overlay or (),
            without=without or (),
            members=members,
            seed=seed,
            progress=progress,
            **crew,
        )
    if json:
        print_json(found.to_dict())
        return
    console = results()
    for line in found.lines(console.width):
        console.print(line, soft_wrap=True)
