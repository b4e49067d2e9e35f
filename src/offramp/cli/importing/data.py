"""`offramp import data`: a table of an agency, understood, shown, and written if you say so."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from offramp.cli.failures import BAD_INPUT, stop
from offramp.cli.options import Json

if TYPE_CHECKING:
    from offramp.importing.tables.plan import Plan
    from offramp.importing.tables.setting import Setting
    from offramp.importing.tables.understand import Understood
    from offramp.importing.tables.wishes import Wishes

EXAMPLE = """
offramp import data arrivals.csv
offramp import data arrivals.csv --cumulative --into my-crisis --source-title "Border counts"
"""

ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,60}")
GRADE = re.compile(r"[A-F][1-6]")


def data(  # noqa: PLR0913, PLR0917 - each is a question that a table may leave open
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file; it is only read.")],
    into: Annotated[
        str, typer.Option(metavar="FOLDER", help="Scenario to write it into.", show_default=False)
    ] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV file to write the result to.")
    ] = None,
    name: Annotated[str, typer.Option(metavar="ID", help="Id of the series in the scenario.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    kind: Annotated[
        str,
        typer.Option("--as", metavar="WHAT", help="arrivals, stocks, population or places."),
    ] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=ROLE", help="What a column means; may be repeated."),
    ] = None,
    places: Annotated[
        list[str] | None,
        typer.Option(
            "--place",
            metavar="NAME=ID",
            help="Which place a code or name is (NAME=ignore leaves it out); or ID, for all rows.",
        ),
    ] = None,
    cumulative: Annotated[
        bool | None,
        typer.Option("--cumulative/--daily", help="People since the beginning, or of the day."),
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="First day that a cumulative count covers.")
    ] = "",
    country: Annotated[
        str, typer.Option(metavar="ISO3", help="Country of all rows, in three letters.")
    ] = "",
    place_kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="Kind of all places, such as host.")
    ] = "",
    date_format: Annotated[
        str, typer.Option(metavar="FORM", help="How days are written, such as dd/mm/yyyy.")
    ] = "",
    thousands: Annotated[
        str, typer.Option(metavar="SIGN", help='Sign in 1,234, such as ",".')
    ] = "",
    source: Annotated[
        str, typer.Option(metavar="ID", help="Source in the scenario, there already or new.")
    ] = "",
    source_title: Annotated[str, typer.Option(metavar="TITLE", help="Title as published.")] = "",
    source_grade: Annotated[
        str, typer.Option(metavar="GRADE", help="Admiralty grade, A1 to F6.")
    ] = "",
    source_licence: Annotated[str, typer.Option(metavar="TERMS", help="Terms of use.")] = "",
    json: Json = False,
) -> None:
    """Import a CSV file with HXL hashtags or plain headers.

    What was understood is always shown first. Nothing is written without --out or --into; --into
    asks before it writes, unless you say --yes.
    """
    from offramp.importing.tables.plan import Credit, plan
    from offramp.importing.tables.setting import read_setting
    from offramp.importing.tables.understand import understand

    if into and out:
        _bad("give one of --into and --out", "--out")
    wishes = _wishes(
        kind, columns, places, cumulative, since, country, place_kind, date_format, thousands
    )
    credit = Credit(_source_id(source, file), source_title, _grade(source_grade), source_licence)
    if name and not ID.fullmatch(name):
        _bad(f'"{name}" is no id: use letters, digits and `_`', "--name")
    setting = read_setting(into) if into else None
    understood = understand(file, wishes, setting, credit.id)
    planned = None
    if setting and not understood.problems and understood.rows:
        planned = plan(understood, setting, credit, name)
    if json:
        _end(file, understood, setting, planned, out, yes=yes, json=True)
        return
    from offramp.cli.console import results
    from offramp.cli.importing.data_view import view

    console = results()
    console.print(view(understood, planned))
    console.print()
    if understood.problems:
        from offramp.model.problems import ScenarioError

        texts = {understood.file: understood.text} if understood.text else {}
        raise ScenarioError(understood.problems, texts)
    _end(file, understood, setting, planned, out, yes=yes, json=False)


def _end(
    file: Path,
    understood: "Understood",
    setting: "Setting | None",
    planned: "Plan | None",
    out: Path | None,
    *,
    yes: bool,
    json: bool,
) -> None:
    """Write what is to be written, if that was said, and say what was written."""
    written: list[str] = []
    ok = not understood.problems and bool(understood.rows)
    unsure = False
    if ok and out:
        _write_out(file, out, understood, yes=yes)
        written = [str(out)]
    elif ok and setting and planned and planned.texts:
        unsure = not yes and (json or not can_ask())
        if not unsure and (yes or typer.confirm(f"Write this into {setting.folder}?")):
            from offramp.importing.tables.write import write_texts

            written = [str(path) for path in write_texts(setting.folder, planned.texts)]
    if json:
        from offramp.cli.importing.data_json import as_json

        sys.stdout.write(as_json(understood, planned, written))
    if unsure:
        stop("nothing is written: there is nobody to ask here, so say --yes", BAD_INPUT)
    if json:
        if not ok:
            raise typer.Exit(BAD_INPUT)
        return
    _say(understood, setting, planned, written)


def can_ask() -> bool:
    """Return whether somebody is there to answer."""
    return sys.stdin.isatty()


def _say(
    understood: "Understood",
    setting: "Setting | None",
    planned: "Plan | None",
    written: list[str],
) -> None:
    """Say what was written, and what to do next."""
    from offramp.cli.console import results

    console = results()
    if not understood.rows:
        stop("nothing is written: no row is left", BAD_INPUT)
    if not written:
        told = "Nothing is written."
        if setting is None:
            told += " Say --out FILE, or --into FOLDER of a scenario."
        console.print(told, style="bold")
        return
    console.print(f"Written: {', '.join(written)}", style="bold", soft_wrap=True)
    if setting:
        if planned and planned.unsaid:
            console.print("The source still lacks its title or grade: see sources.yaml.")
        console.print(f"Next: offramp check {setting.folder}", soft_wrap=True)


def _write_out(file: Path, out: Path, understood: "Understood", *, yes: bool) -> None:
    """Write the result as a table of its own."""
    from offramp.importing.tables.text_files import table_text
    from offramp.importing.tables.write import write_texts

    if out.exists() and out.resolve() == file.resolve():
        _bad(f"{out} is the file that is read: give another name", "--out")
    if out.exists() and not yes:
        _bad(f"{out} is there already: give another name, or say --yes", "--out")
    if not out.parent.is_dir():
        _bad(f"there is no folder {out.parent}", "--out")
    write_texts(out.parent, {out.name: table_text(understood.header, understood.rows)})


def _wishes(
    kind: str,
    columns: list[str] | None,
    places: list[str] | None,
    cumulative: bool | None,
    since: str,
    country: str,
    place_kind: str,
    date_format: str,
    thousands: str,
) -> "Wishes":
    """Return the answers of the options, each checked."""
    from typing import get_args

    from offramp.importing.tables.countries import is_iso3
    from offramp.importing.tables.dates import FORMATS, is_format
    from offramp.importing.tables.wishes import CUMULATIVE, DAILY, KINDS, Wishes
    from offramp.model.place import PlaceKind

    if kind and kind not in KINDS:
        _bad(f'"{kind}" is none of {", ".join(KINDS)}', "--as")
    if country and not is_iso3(country):
        _bad(f'"{country}" is no country code of three letters (ISO 3166)', "--country")
    if place_kind and place_kind not in get_args(PlaceKind):
        _bad(f'"{place_kind}" is none of {", ".join(get_args(PlaceKind))}', "--kind")
    if date_format and not is_format(date_format):
        _bad(f'"{date_format}" is none of {", ".join(FORMATS)}', "--date-format")
    if thousands and (len(thousands) > 1 or thousands.isalnum() or thousands in "-+"):
        _bad("give one sign", "--thousands")
    by_name, alone = _pairs(places, "--place")
    if len(alone) > 1 or (alone and by_name):
        _bad("give NAME=ID for each place, or one ID for all rows", "--place")
    roles, loose = _pairs(columns, "--map")
    if loose:
        _bad(f'"{loose[0]}" is not of the form COLUMN=ROLE', "--map")
    return Wishes(
        kind=kind,
        roles=roles,
        places=by_name,
        place=alone[0] if alone else "",
        country=country,
        counted="" if cumulative is None else CUMULATIVE if cumulative else DAILY,
        date_format=date_format,
        thousands=thousands,
        place_kind=place_kind,
        since=_day(since),
        today=date.today(),
    )


def _pairs(words: list[str] | None, option: str) -> tuple[dict[str, str], list[str]]:
    """Return what stands on both sides of the last `=` of each word, and the words without one."""
    pairs: dict[str, str] = {}
    alone = []
    for word in words or ():
        left, sign, right = word.rpartition("=")
        if not sign:
            alone.append(word.strip())
        elif not left.strip() or not right.strip():
            _bad(f'"{word}" lacks one side', option)
        elif left.strip() in pairs:
            _bad(f'"{left.strip()}" is given twice', option)
        else:
            pairs[left.strip()] = right.strip()
    return pairs, alone


def _day(text: str) -> date | None:
    """Return a day that an option gives."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _bad(f'"{text}" is no day: write yyyy-mm-dd', "--since")


def _source_id(given: str, file: Path) -> str:
    """Return the id of the source, made of the name of the file if none is given."""
    if not given:
        stem = re.sub(r"[^a-z0-9]+", "_", file.stem.lower()).strip("_")[:40]
        return f"import_{stem}" if stem else "import_data"
    if not ID.fullmatch(given):
        _bad(f'"{given}" is no id: use letters, digits and `_`', "--source")
    return given


def _grade(given: str) -> str:
    """Return a grade if it is one."""
    if given and not GRADE.fullmatch(given):
        hint = "a letter A to F for the source and a digit 1 to 6 for the information"
        _bad(f'"{given}" is no Admiralty grade: {hint}', "--source-grade")
    return given


def _bad(message: str, option: str) -> NoReturn:
    """Refuse an option."""
    raise typer.BadParameter(message, param_hint=option)
