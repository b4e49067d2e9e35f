"""The command `offramp`. Nothing heavy is imported before a verb runs."""

import sys
from typing import Annotated

import typer

from offramp.cli import (
    check,
    cite,
    compare,
    deadline,
    examine,
    explain,
    export,
    list,
    new,
    query,
    replay,
    report,
    run,
    score,
    serve,
    show,
    sweep,
    validate,
)
from offramp.cli.failures import DEBUG
from offramp.cli.importing.group import app as importing
from offramp.cli.verbs import Verbs, add_verbs, group

app = group()


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"offramp {version('offramp')}")
        raise typer.Exit


@app.callback()
def offramp(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[
        bool, typer.Option(DEBUG, help="Show where a defect happened; may stand anywhere.")
    ] = False,
) -> None:
    """A crisis laboratory: one scenario, thousands of possible futures, every number sourced.

    Not a prediction, not legal advice, not for targeting.

    \b
    Start with:
      offramp list
      offramp run ardenia

    \b
    Exit status:
      0    all is well
      1    a run failed, or a run folder is missing or damaged
      2    bad input: a scenario, an overlay, an option or a question is wrong
      130  stopped by Ctrl-C
    """  # noqa: D301


VERBS: Verbs = {
    "run": (run.run, run.EXAMPLE),
    "check": (check.check, check.EXAMPLE),
    "show": (show.show, show.EXAMPLE),
    "explain": (explain.explain, explain.EXAMPLE),
    "report": (report.report, report.EXAMPLE),
    "compare": (compare.compare, compare.EXAMPLE),
    "examine": (examine.examine, examine.EXAMPLE),
    "sweep": (sweep.sweep, sweep.EXAMPLE),
    "deadline": (deadline.deadline, deadline.EXAMPLE),
    "replay": (replay.replay, replay.EXAMPLE),
    "cite": (cite.cite, cite.EXAMPLE),
    "query": (query.query, query.EXAMPLE),
    "export": (export.export, export.EXAMPLE),
    "serve": (serve.serve, serve.EXAMPLE),
    "score": (score.score, score.EXAMPLE),
    "validate": (validate.validate, validate.EXAMPLE),
    "list": (list.list_scenarios, list.EXAMPLE),
    "new": (new.new, new.EXAMPLE),
}
"""Each verb with its function, and the example that ends its help."""

add_verbs(app, VERBS)
app.add_typer(importing, name="import")


def main() -> None:
    """Run the command that the arguments name, and exit with its status."""
    arguments = sys.argv[1:]
    if DEBUG in arguments:
        arguments = [DEBUG, *(word for word in arguments if word != DEBUG)]
    app(args=arguments, prog_name="offramp")
