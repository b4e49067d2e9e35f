"""`offramp sweep`: what matters in a scenario, and what hangs on one of its numbers."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from offramp.cli.asking import Kept, Sets, Told, loaded, numbers, tell, words
from offramp.cli.files import check_picture
from offramp.cli.hands import Block, On, Processes, Threads, hands
from offramp.cli.options import Json, Overlays, ScenarioArgument, Seed

if TYPE_CHECKING:
    from offramp.api.asking import Ways

EXAMPLE = """
offramp sweep ardenia --members 400 --picture matters.svg
offramp sweep ardenia --method sobol --groups part --read trapped_days --members 400
offramp sweep ardenia --between "order truce_mediation@2030-03-14" --read trapped_days
offramp sweep ardenia meeting_rate --members 200
offramp sweep ardenia ladder.reply.up --values 0.05,0.1,0.2,0.4 --read confrontation.war
offramp sweep ukraine-2022 --members 20000 --on tcp://host:8786 --out kept
"""


def sweep(  # noqa: PLR0913, PLR0917 - each is one choice of the user
    scenario: ScenarioArgument,
    quantity: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUANTITY]",
            help="Any number that `offramp show SCENARIO --parameters` lists.",
            show_default=False,
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(metavar="NUMBERS", help="With commas between them.", show_default=False),
    ] = None,
    quantiles: Annotated[
        int, typer.Option(min=2, max=100, metavar="N", help="So many quantiles, if no --values.")
    ] = 5,
    read: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="An indicator, QUESTION.CASE or hazard.DYAD.RUNG; may be repeated.",
            show_default=False,
        ),
    ] = None,
    method: Annotated[
        Literal["screen", "sobol", "morris"],
        typer.Option(help="Each number by itself; or groups of them, with what they act on."),
    ] = "screen",
    groups: Annotated[
        Literal["part", "mechanism", "actor", "stem", "number"],
        typer.Option(help="What makes a group, for sobol and morris."),
    ] = "part",
    within: Annotated[
        str | None,
        typer.Option(metavar="GROUP", help="Split this group into its numbers."),
    ] = None,
    between: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PARTS",
            help="A decision, as for compare: 'force A@DATE + forbid B'; two are set against one "
            "another, one against the scenario.",
            show_default=False,
        ),
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw it, as .svg or .png.", show_default=False),
    ] = None,
    members: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Futures: 2,000 in all; of each value or decision 1,000.",
            show_default=False,
        ),
    ] = None,
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
    """Say what matters: which assumptions move a result, and chance.

    With a QUANTITY: hold that number at each of some values, on the same futures. With --between:
    where the ranking of two decisions flips as one assumption moves.

    What nobody has seen is told as a range of the chance, never as one number.

    Exit status: 0 finished; 1 not finished (workers lost, too few futures); 2 bad input; 130
    stopped by Ctrl-C, with what is whole shown.
    """
    held, wanted = numbers(values, "--values"), words(read, "--read")
    alone = quantity is not None and not between
    _fits({"--values": held}, alone, "a QUANTITY, without --between")
    _fits(
        {"--set": sets},
        alone,
        "a QUANTITY, without --between; --overlay lays one set over the scenario",
    )
    _fits({"--within": within}, method != "screen", "--method sobol or morris")
    plain = quantity is None and not between
    _fits({"--method": method != "screen"}, plain, "no QUANTITY and no --between")
    _fits(
        {"--picture": picture},
        plain and method == "screen",
        "no QUANTITY, no --between and --method screen",
    )
    _fits({"--between": between}, bool(wanted), "--read")
    check_picture(picture)
    from offramp.cli import sweep_questions as questions
    from offramp.cli.progress import reporting

    said = reporting(f"reading {scenario}", quiet=json)
    with hands(threads, block, processes, on) as crew, said as progress:
        own, under = loaded(scenario, overlay or (), sets)
        size = members or (2000 if plain else 1000)
        how: Ways = {**crew, "members": size, "seed": seed, "out": out, "progress": progress}
        asked = questions.Asked(own, wanted, how)
        found: Told
        draw: Callable[[], None] | None = None
        if between:
            sides = questions.decisions(own, scenario, overlay or (), between)
            found = questions.tip(asked, sides, quantity)
        elif quantity is not None:
            found = questions.hold(asked, quantity, held, quantiles, under)
        elif method != "screen":
            found = questions.rank(asked, method, groups, within)
        else:
            found = screened = questions.screen(asked)
            if picture is not None:
                draw = partial(questions.draw, screened, picture)
    tell(found, json, draw)


def _fits(options: Mapping[str, object], holds: bool, needs: str) -> None:
    """Refuse options that are given without what they need."""
    given = [name for name, value in options.items() if value]
    if given and not holds:
        msg = f"{' and '.join(given)}: needs {needs}"
        raise typer.BadParameter(msg)
