"""`offramp examine`: what mechanisms do when they are switched off, and links when driven."""

from pathlib import Path
from typing import Annotated

import typer

from offramp.cli.asking import Kept, Sets, loaded, tell, words
from offramp.cli.files import check_folder
from offramp.cli.hands import Block, On, Processes, Threads, hands
from offramp.cli.options import Json, Members, Overlays, ScenarioArgument, Seed

EXAMPLE = """
offramp examine ardenia --members 500
offramp examine ardenia --mechanisms strain,corridor --markdown strain.md
offramp examine ardenia --all --out runs/examined
"""


def examine(  # noqa: PLR0913, PLR0917 - each is one choice of the user
    scenario: ScenarioArgument,
    mechanisms: Annotated[
        list[str] | None,
        typer.Option(
            metavar="IDS", help="Only these, with commas between them.", show_default=False
        ),
    ] = None,
    links: Annotated[bool, typer.Option("--links", help="The links in place of them.")] = False,
    link: Annotated[
        list[str] | None,
        typer.Option(
            metavar="IDS", help="Only these links, with commas between them.", show_default=False
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All mechanisms and links.")] = False,
    members: Members = 2000,
    seed: Seed = 1,
    sets: Sets = None,
    overlay: Overlays = None,
    threads: Threads = None,
    block: Block = None,
    processes: Processes = None,
    on: On = None,
    out: Kept = None,
    markdown: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the tables there too.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Switch mechanisms off, one by one, and see what moves.

    All mechanisms, or those named. With --links: less of each cause against more of it.

    It tests what the scenario's assumptions imply, not who is right.
    """
    check_folder(markdown, "--markdown", "write")
    named, driven = words(mechanisms, "--mechanisms"), words(link, "--link")
    from offramp.cli.progress import reporting

    said = reporting(f"reading {scenario}", quiet=json)
    with hands(threads, block, processes, on) as crew, said as progress:
        import offramp

        own, under = loaded(scenario, overlay or (), sets)
        found = offramp.examine(
            own,
            list(own.mechanisms) if everything and named is None else named,
            list(own.links) if (links or everything) and driven is None else driven,
            sets=under,
            members=members,
            seed=seed,
            out=out,
            progress=progress,
            **crew,
        )

    def write() -> None:
        if markdown is not None:
            markdown.write_text(found.markdown(), encoding="utf-8")

    tell(found, json, write)
