"""`offramp deadline`: until when deciding on an off-ramp still helps."""

from typing import Annotated

import typer

from offramp.cli.asking import Kept, Sets, dates, loaded, tell, words
from offramp.cli.hands import Block, On, Processes, Threads, hands
from offramp.cli.options import Json, Members, Overlays, ScenarioArgument, Seed

EXAMPLE = """
offramp deadline ardenia --measure truce_mediation --avert confrontation.lethal --members 200
offramp deadline ardenia --measure aid_escort --avert reception.both --every 7
"""


def deadline(  # noqa: PLR0913, PLR0917 - each is one choice of the user
    scenario: ScenarioArgument,
    measure: Annotated[
        list[str], typer.Option(metavar="ID", help="The off-ramp; may be repeated.")
    ],
    avert: Annotated[
        list[str],
        typer.Option(
            metavar="NAME",
            help="An indicator, QUESTION.CASE or hazard.DYAD.RUNG; may be repeated.",
        ),
    ],
    when: Annotated[
        list[str] | None,
        typer.Option(
            "--dates", metavar="DATES", help="With commas between them.", show_default=False
        ),
    ] = None,
    every: Annotated[
        int, typer.Option(min=1, metavar="DAYS", help="Between dates, if no --dates.")
    ] = 14,
    share: Annotated[
        float,
        typer.Option(
            min=0.01, max=1, metavar="SHARE", help="Of what the first date averts, at least."
        ),
    ] = 0.5,
    members: Members = 1000,
    seed: Seed = 1,
    sets: Sets = None,
    overlay: Overlays = None,
    threads: Threads = None,
    block: Block = None,
    processes: Processes = None,
    on: On = None,
    out: Kept = None,
    json: Json = False,
) -> None:
    """Find the last day on which deciding still averts enough.

    The measure is ordered on each date, and compared with the same futures without it.
    """
    tried = dates(when, "--dates")
    named, averted = words(measure, "--measure"), words(avert, "--avert")
    from offramp.cli.progress import reporting

    said = reporting(f"reading {scenario}", quiet=json)
    with hands(threads, block, processes, on) as crew, said as progress:
        import offramp

        own, under = loaded(scenario, overlay or (), sets)
        found = offramp.deadline(
            own,
            named or [],
            averted or [],
            dates=tried,
            every=every,
            share=share,
            sets=under,
            members=members,
            seed=seed,
            out=out,
            progress=progress,
            **crew,
        )
    tell(found, json)
