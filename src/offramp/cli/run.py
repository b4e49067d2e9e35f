"""`offramp run`: many futures of a scenario, a folder that keeps them, and one screen."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from offramp.cli.console import print_json
from offramp.cli.failures import INTERRUPTED, stop
from offramp.cli.hands import Block, On, Processes, Threads, hands
from offramp.cli.options import Json, Members, Overlays, Seed, Without
from offramp.cli.report import write_report

if TYPE_CHECKING:
    from offramp.results.run import Run

EXAMPLE = """
offramp run ardenia
offramp run ardenia --members 200 --without strain --out runs/calm
offramp run --resume runs/calm
offramp run ukraine-2022 --members 100000 --on tcp://host:8786
"""


def run(  # noqa: PLR0913, PLR0917 - each is one choice of the user
    context: typer.Context,
    scenario: Annotated[
        str | None,
        typer.Argument(
            metavar="SCENARIO",
            help="A name from `offramp list`, a folder, or a YAML file.",
            show_default=False,
        ),
    ] = None,
    members: Members = 1000,
    seed: Seed = 1,
    days: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Length; the scenario's own if absent.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of the run; runs/SCENARIO-TIME if absent."),
    ] = None,
    overlay: Overlays = None,
    without: Without = None,
    threads: Threads = None,
    block: Block = None,
    processes: Processes = None,
    on: On = None,
    resume: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Finish the run in DIR; what to run is read from there."),
    ] = None,
    member_range: Annotated[
        str | None,
        typer.Option(metavar="A:B", help="Only futures A up to B (not included), from 0."),
    ] = None,
    keep: Annotated[
        Literal["sample", "all"],
        typer.Option(help="Series of some futures beside quantiles of all, or of every future."),
    ] = "sample",
    report: Annotated[
        bool, typer.Option("--report/--no-report", help="Write the run as a page into its folder.")
    ] = True,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no screen.")] = False,
) -> None:
    """Run many futures of a scenario; print one screen.

    They are kept in a folder, for `offramp explain` and for Python, with a page to look at.

    Ctrl-C keeps the futures that are whole by then. However a run ended, --resume DIR goes on.

    Exit status: 0 finished; 1 not finished (disk full, workers lost, folder in use or damaged);
    2 bad input; 130 stopped by Ctrl-C.
    """
    from time import monotonic

    from offramp.cli.progress import reporting

    _one_thing(context, scenario, resume)
    wanted = _range(member_range)
    began, finished = monotonic(), False
    said = reporting(f"reading {scenario or resume}", quiet=quiet or json)
    with hands(threads, block, processes, on) as crew, said as progress:
        import offramp

        if resume is not None:
            finished = _is_finished(resume)
            done = offramp.run(resume=resume, progress=progress, **crew)
        else:
            loaded = offramp.load(str(scenario), overlays=overlay or (), without=without or ())
            done = offramp.run(
                loaded,
                members=members,
                seed=seed,
                days=days,
                out=out,
                member_range=wanted,
                keep=keep,
                progress=progress,
                **crew,
            )
    took = monotonic() - began
    page = write_report(done) if report and not finished else None
    if json:
        print_json(done.summary)
    elif finished:
        stop(f"the run in {done.path} is finished already: nothing was left to do", 0)
    elif not quiet:
        _print_screen(done, took, page)
    if not done.complete:
        asked = done.manifest.member_range[1] - done.manifest.member_range[0]
        stop(
            f"stopped by you: {done.members:,} of {asked:,} futures are whole and kept in "
            f"{done.path}; use them like any run, or finish it: offramp run --resume {done.path}",
            INTERRUPTED,
        )


_OF_THE_RUN = ("members", "seed", "days", "out", "overlay", "without", "member_range", "keep")
"""Options that say what is run; a run that is resumed has them in its folder."""


def _one_thing(context: typer.Context, scenario: str | None, resume: Path | None) -> None:
    """Refuse to run nothing, and to resume with another scenario or other options."""
    if resume is None:
        if scenario is None:
            msg = "give a scenario, as in `offramp run ardenia`, or --resume DIR"
            raise typer.BadParameter(msg, param_hint="SCENARIO")
        return
    sources = {name: context.get_parameter_source(name) for name in _OF_THE_RUN}
    given = [
        f"--{name.replace('_', '-')}"
        for name, source in sources.items()
        if source is not None and source.name == "COMMANDLINE"
    ]
    if scenario is not None:
        given.insert(0, f'"{scenario}"')
    if given:
        msg = f"what is run is read from {resume}: leave out {', '.join(given)}"
        raise typer.BadParameter(msg, param_hint="--resume")


def _is_finished(path: Path) -> bool:
    from offramp.api.resuming import is_finished
    from offramp.results.manifest import path_of

    return is_finished(path_of(path))


def _range(text: str | None) -> tuple[int, int] | None:
    """Read `A:B`."""
    if text is None:
        return None
    first, _, last = text.partition(":")
    if first.isdecimal() and last.isdecimal() and int(first) < int(last):
        return int(first), int(last)
    msg = f'"{text}" is no range: write A:B with A < B, as 0:256 or 7:8'
    raise typer.BadParameter(msg, param_hint="--member-range")


def _print_screen(done: "Run", seconds: float, page: Path | None) -> None:
    from offramp.cli.console import results
    from offramp.cli.screen.closing import closing
    from offramp.cli.screen.style import styled

    console = results()
    for line in closing(done, console.width, seconds, page):
        console.print(styled(line), soft_wrap=True)
