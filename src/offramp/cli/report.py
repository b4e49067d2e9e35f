"""`offramp report`: runs as one page that works offline, as a brief, or as data."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.options import Json

if TYPE_CHECKING:
    from offramp.results.run import Run

EXAMPLE = """
offramp report runs/ardenia -o ardenia.html
offramp report runs/ardenia --brief
offramp report runs/now runs/before -o what-changed.html
offramp compare ardenia --forbid truce_mediation --out runs/truce
offramp report runs/truce --with deadline.json -o truce.html
"""

PAGES = (".html", ".htm")
"""Endings of a page."""


def report(
    runs: Annotated[
        list[Path],
        typer.Argument(
            metavar="RUN...",
            help="Folder of a run or of a comparison; further ones are compared with the first.",
            show_default=False,
        ),
    ],
    file: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", help="The page; report.html in the folder if absent."
        ),
    ] = None,
    beside: Annotated[
        list[Path] | None,
        typer.Option(
            "--with",
            metavar="FILE",
            help="JSON that compare, sweep or deadline printed; may be repeated.",
            show_default=False,
        ),
    ] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="Print the brief as text, and write no page.")
    ] = False,
    overwrite: Annotated[bool, typer.Option(help="Replace a file that is there.")] = False,
    json: Json = False,
) -> None:
    """Write runs as one page that works offline.

    It prints well, and holds all that it shows.

    Two runs of one scenario with different as-of dates show what changed and why.
    """
    if brief and json:
        msg = "--brief and --json print different things: give one of them"
        raise typer.BadParameter(msg)
    if file is not None and (brief or json):
        msg = "--brief and --json print and write no page: leave out -o, or them"
        raise typer.BadParameter(msg)
    if file is not None:
        _is_page(file, overwrite=overwrite)
    from offramp.report.build.picture import picture
    from offramp.report.given import read_given
    from offramp.report.page import to_json, write_page

    opened, files = read_given(runs, beside or ())
    made = picture(opened, files)
    if json:
        sys.stdout.write(f"{to_json(made)}\n")
    elif brief:
        from offramp.report.build.brief import text_of

        sys.stdout.write(text_of(made.brief, made.head))
    else:
        from offramp.cli.console import results

        path = write_page(made, file or opened[0].folder.report)
        results().print(f"Wrote {path} ({path.stat().st_size / 1e3:,.0f} kB)", soft_wrap=True)
        _tell_what_is_missing(made.head.notices, opened[0].path)


def _tell_what_is_missing(notices: list[str], run: Path) -> None:
    """Say which parts could not be shown, and end with the status of a damaged run.

    The page names the folder of the run without saying where it lies; here a command needs that.
    """
    from offramp.cli.console import notes

    missing = [notice for notice in notices if notice.startswith("Not shown: ")]
    for notice in missing:
        said = notice.replace(f"--resume {run.resolve().name}`", f"--resume {run}`")
        notes().print(f"offramp: {said}", soft_wrap=True)
    if missing:
        raise typer.Exit(1)


def _is_page(file: Path, *, overwrite: bool) -> None:
    """Refuse what is no page, and what is there already."""
    if file.suffix.lower() not in PAGES:
        msg = f'"{file.name}" is no name of a page: end it in .html'
        raise typer.BadParameter(msg, param_hint="-o")
    if file.exists() and not overwrite:
        msg = f"{file} is there already, and is left as it is: give another name or --overwrite"
        raise typer.BadParameter(msg, param_hint="-o")


def write_report(done: "Run") -> Path | None:
    """Write the page of a run into its folder.

    Returns:
        The page; None, with a note on standard error, where it could not be written.
    """
    from offramp.cli.console import notes
    from offramp.report.build.picture import picture
    from offramp.report.page import write_page
    from offramp.results.errors import RunError

    try:
        return write_page(picture([done]), done.folder.report)
    except RunError as error:
        notes().print(f"offramp: the run is kept, and has no page: {error}.")
        return None
