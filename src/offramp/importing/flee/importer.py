"""From the folder of a Flee instance to the folder of a scenario: all of it, or nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

from offramp.importing.flee import writing
from offramp.importing.flee.closures import read_closures
from offramp.importing.flee.counts import read_counts
from offramp.importing.flee.desk import Desk
from offramp.importing.flee.ids import scenario_id
from offramp.importing.flee.links import read_links
from offramp.importing.flee.others import note_other_files
from offramp.importing.flee.period import read_period
from offramp.importing.flee.places import read_places
from offramp.importing.flee.preview import Preview
from offramp.importing.flee.settings import read_settings
from offramp.importing.flee.understood import Understood
from offramp.importing.flee.zones import read_zones
from offramp.model.problems import Problem, ScenarioError
from offramp.reading.home import Home
from offramp.reading.layout import SCENARIO
from offramp.reading.scenario import read_scenario


def import_flee(
    directory: Path,
    out: Path | None = None,
    *,
    hasten: int | None = None,
    name: str | None = None,
    replace: bool = False,
) -> Preview:
    """Turn a Flee instance into a scenario.

    Args:
        directory: The instance: `input_csv`, `source_data` and `simsetting.yml`.
        out: Folder to write; one named after the scenario where not given, with `-scenario`
            where that is the instance itself.
        hasten: People for which one of Flee's agents stands; as in `simsetting.yml` where not
            given.
        name: Id of the scenario; made from the name of the directory where not given.
        replace: Whether a scenario that is in `out` already may be replaced.

    Returns:
        What was understood, and where it was written.

    Raises:
        ScenarioError: With everything that is wrong with the instance. Nothing is written then.
        FileExistsError: If `out` is there already and may not be replaced.
    """
    found = read_instance(directory, hasten=hasten, name=name)
    target = _beside(directory, found.id) if out is None else out
    check_target(target, directory, replace=replace)
    texts = writing.texts(found)
    _write(texts, target)
    return found.preview(str(target), tuple(texts))


def read_instance(
    directory: Path, *, hasten: int | None = None, name: str | None = None
) -> Understood:
    """Read a Flee instance; arguments as for `import_flee`.

    Raises:
        ScenarioError: With everything that is wrong with it.
    """
    if not directory.is_dir():
        message = f'there is no folder "{directory}"'
        hint = "name the folder that holds input_csv, source_data and simsetting.yml"
        raise ScenarioError([Problem("missing-folder", message, hint)])
    shown = directory.as_posix()
    desk = Desk(Home(directory, "" if shown == "." else shown))
    period = read_period(desk)
    days = period.days if period else None
    settings = read_settings(desk)
    places = read_places(desk)
    links = read_links(desk, places)
    spells = read_zones(desk, places, days)
    closures = read_closures(desk, places, days)
    by_total = settings.value("flee_sum_from_camps") == 0
    counted = read_counts(desk, places, period, wants_total=by_total)
    note_other_files(desk, directory)
    if desk.problems or period is None or not places:
        raise ScenarioError(dict.fromkeys(desk.problems), desk.texts)
    called = directory.resolve().name
    key = name or scenario_id(called)
    return Understood(
        id=key,
        name=called,
        title=f"{called}, as Flee has it",
        period=period,
        settings=settings,
        hasten=hasten or settings.hasten,
        hasten_asked=hasten is not None,
        places=places,
        links=tuple(links),
        spells=tuple(spells),
        closures=tuple(closures),
        counted=tuple(counted),
        notes=tuple(desk.notes),
    )


def _beside(directory: Path, name: str) -> Path:
    """Return a folder of a name, or of a longer one where that holds the instance."""
    holds = directory.resolve().is_relative_to(Path(name).resolve())
    return Path(f"{name}-scenario" if holds else name)


def check_target(target: Path, directory: Path, *, replace: bool) -> None:
    """Refuse a folder that is there already, or that holds what is read.

    Raises:
        FileExistsError: If it is there and may not be replaced.
    """
    if not target.exists() and not target.is_symlink():
        return
    if not replace:
        msg = f"{target} is there already, and is left as it is: give another folder"
        raise FileExistsError(msg)
    is_scenario = target.is_dir() and not target.is_symlink() and (target / SCENARIO).is_file()
    if not is_scenario or directory.resolve().is_relative_to(target.resolve()):
        msg = f"{target} is no folder of a scenario, and is not replaced: give another folder"
        raise FileExistsError(msg)


def _write(texts: dict[str, str], target: Path) -> None:
    """Write files beside the target, read them as a scenario, and give them their name last."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".import-", dir=target.parent) as workshop:
        made = Path(workshop) / "new"
        for file, text in texts.items():
            path = made / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        read_scenario(made)
        if target.exists():
            target.rename(Path(workshop) / "old")
        made.rename(target)
