"""`offramp explain`: how something came about, step by step, with rule, clause and source."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from offramp.cli.options import Json


class Chain(StrEnum):
    """The two kinds of chains, which are kept apart."""

    observed = "observed"
    hypothesised = "hypothesised"


EXAMPLE = """
offramp explain runs/ardenia-20300301T120000Z --chain hypothesised
offramp explain runs/ardenia-20300301T120000Z --member 7 --event 12
"""


def explain(
    folder: Annotated[
        Path, typer.Argument(metavar="RUN", help="Folder of a run.", show_default=False)
    ],
    outcome: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="An outcome or one of its answers, a measure, a rung."),
    ] = None,
    chain: Annotated[
        Chain | None, typer.Option(help="Only the commonest chain of this kind.")
    ] = None,
    member: Annotated[
        int | None, typer.Option(min=0, metavar="M", help="In this future only.")
    ] = None,
    event: Annotated[
        int | None, typer.Option(min=0, metavar="ID", help="This event of that future.")
    ] = None,
    json: Json = False,
) -> None:
    """Say how something came about, step by step.

    A chain of causes, each step with its rule, clause and source.

    Without an option: the commonest observed chain, and the commonest hypothesised one.
    """
    from offramp.cli.console import results
    from offramp.results.explain import Explanation
    from offramp.results.run import Run

    if chain is not None and (outcome, member, event) != (None, None, None):
        msg = "it goes without --outcome, --member and --event"
        raise typer.BadParameter(msg, param_hint="--chain")
    if event is not None and member is None:
        msg = "say of which future: add --member"
        raise typer.BadParameter(msg, param_hint="--event")
    run = Run.open(folder)
    for notice in run.notices():
        typer.echo(f"{folder} was {notice}", err=True)
    told = run.explain(outcome, member=member, event=event)
    if chain is not None:
        told = Explanation((told.accounts[list(Chain).index(chain)],))
    if json:
        from json import dumps

        sys.stdout.write(dumps(told.to_dict(), indent=1, ensure_ascii=False) + "\n")
        return
    console = results()
    for number, account in enumerate(told.accounts):
        if number:
            console.print()
        title, *lines = str(account).splitlines()
        console.print(title, style="bold")
        for line in lines:
            _print_wrapped(console.width, line)
    console.print(f"\nGiven these assumptions. {run.summary['limits']}")


def _print_wrapped(width: int, line: str) -> None:
    """Print a line of an account; one too long goes on under its own start."""
    from textwrap import fill

    from offramp.cli.console import results

    lead = line[: len(line) - len(line.lstrip())]
    hang = "   " if line[:1].isdigit() else lead + "  "
    body = fill(line.strip(), width, initial_indent=lead, subsequent_indent=hang)
    results().print(body, soft_wrap=True)
