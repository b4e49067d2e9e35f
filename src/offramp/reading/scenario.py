"""From the name of a scenario to the scenario, checked: every problem of every kind at once."""

import json
from collections.abc import Iterable
from collections.abc import Mapping as Texts
from collections.abc import Sequence as Many
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.reading.build import build
from offramp.reading.checks import Bench, run_checks
from offramp.reading.expand import expand
from offramp.reading.load import gather
from offramp.reading.merge import overlay
from offramp.reading.nodes import Mapping
from offramp.reading.parts import what_stands
from offramp.reading.provenance import Provenance
from offramp.reading.write import write_tree

MECHANISMS, OFF = "mechanisms", "off"


@dataclass(frozen=True)
class Reading:
    """A scenario as it was read, and how it was put together."""

    scenario: Scenario
    """With everything merged and checked."""
    provenance: Provenance
    """Where each value stands."""
    texts: Texts[str, str]
    """The text of every file read, by its short name."""
    root: Mapping
    """The tree that the scenario was built from."""
    hash: str
    """SHA-256 of what the scenario says, in hexadecimal; not of its notes and not of its files."""
    overlays: tuple[str, ...] = ()
    """Overlays, in the order in which they were laid over it."""
    without: tuple[str, ...] = ()
    """Mechanisms that were switched off."""

    def where(self, path: str) -> str:
        """Return `file:line` of a dotted path such as `measures.appeal`; empty if not known."""
        found = self.provenance.at(path)
        return f"{found.file}:{found.line}" if found else ""

    def save(self, folder: Path) -> None:
        """Write the resolved scenario into a folder, from which it can be read again.

        Raises:
            FileExistsError: If there is something in the folder.
        """
        write_tree(self.root, folder)


def read_scenario(
    name_or_path: str | Path,
    overlays: Many[str | Path] = (),
    without: Many[str] = (),
    *,
    library: Traversable | None = None,
) -> Reading:
    """Read a scenario, lay overlays over it, switch mechanisms off, and check it.

    Args:
        name_or_path: A name in the library, a folder, or a YAML file.
        overlays: YAML files, each laid over what comes before it.
        without: Ids of mechanisms to switch off, after the overlays.
        library: Folder of the library, if not that of the package.

    Raises:
        ScenarioError: With everything that is wrong, in files, values and references.
    """
    root, gathered = gather(name_or_path, overlays, library=library)
    problems = gathered.problems
    written = _switched_off(root, without, problems, sure=not gathered.incomplete)
    root = expand(written, problems)
    scenario, provenance, broken, found = _built(root, gathered.texts)
    if gathered.incomplete:
        found = [problem for problem in found if problem.code != "missing-key"]
    problems += found
    if scenario is not None and not gathered.incomplete:
        bench = Bench(scenario, provenance, written, broken)
        problems += run_checks(bench)
    if problems or scenario is None:
        raise ScenarioError(dict.fromkeys(problems), gathered.texts)
    return Reading(
        scenario,
        provenance,
        gathered.texts,
        root,
        content_hash(scenario),
        tuple(str(path) for path in overlays),
        tuple(without),
    )


def content_hash(scenario: Scenario) -> str:
    """Return the SHA-256 digest of what a scenario says, whatever files it came from."""
    said = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for series in said.get("series", {}).values():
        series.pop("file", None)
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _built(
    root: Mapping, texts: Texts[str, str]
) -> tuple[Scenario | None, Provenance, frozenset[str], list[Problem]]:
    """Return what can be built of a scenario, its places, what was left out, and why."""
    try:
        scenario, provenance = build(root, Scenario, texts)
    except ScenarioError as error:
        sound, broken = what_stands(root)
        in_order = sound.put("as_of", sound.entries["start"])
        for tree in (sound, in_order):
            try:
                return *build(tree, Scenario, texts), broken, list(error.problems)
            except ScenarioError:
                continue
        return None, Provenance({}), broken, list(error.problems)
    return scenario, provenance, frozenset(), []


def _switched_off(
    root: Mapping, without: Iterable[str], problems: list[Problem], *, sure: bool
) -> Mapping:
    """Return a scenario with the `off` overlays of some mechanisms laid over it."""
    known = root.get(MECHANISMS)
    for name in dict.fromkeys(without):
        mechanism = known.get(name) if isinstance(known, Mapping) else None
        off = mechanism.get(OFF) if isinstance(mechanism, Mapping) else None
        if isinstance(off, Mapping) and off.entries:
            root = overlay(root, off, problems, check=sure)
        elif mechanism is not None:
            message = f'the mechanism "{name}" does not say how it is switched off'
            where = mechanism.where
            hint = "add `off:`, an overlay that disables items or sets a neutral value"
            problems.append(Problem("no-switch", message, hint, where))
        elif sure:
            ids = tuple(known.entries) if isinstance(known, Mapping) else ()
            hint = did_you_mean(name, ids) or f"it has {', '.join(ids) or 'none'}"
            message = f'there is no mechanism "{name}" to switch off'
            problems.append(Problem("unknown-mechanism", message, hint))
    return root
