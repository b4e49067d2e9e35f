"""From the name of a scenario to the scenario, checked: every problem of every kind at once."""

import json
from collections.abc import Iterable
from collections.abc import Mapping as Texts
from collections.abc import Sequence as Many
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

from offramp.model.problems import Location, Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.reading.build import build
from offramp.reading.checks import Bench, run_checks
from offramp.reading.expand import EXPANDED, OVER, expand
from offramp.reading.home import Home
from offramp.reading.layout import PROVENANCE
from offramp.reading.load import gather
from offramp.reading.merge import overlay
from offramp.reading.nodes import Mapping
from offramp.reading.overlays import NamedOverlay, named_overlays
from offramp.reading.parts import what_stands
from offramp.reading.provenance import Provenance
from offramp.reading.write import write_tree

MECHANISMS, OFF = "mechanisms", "off"
START, AS_OF = "start", "as_of"


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
    """SHA-256 of what the scenario says, in hexadecimal, whatever files it came from."""
    overlays: tuple[str, ...] = ()
    """Overlays, in the order in which they were laid over it."""
    without: tuple[str, ...] = ()
    """Mechanisms that were switched off."""
    homes: tuple[Home, ...] = ()
    """Folders of the scenario, and of those it extends in turn."""

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

    def named_overlays(self) -> tuple[NamedOverlay, ...]:
        """Return the overlays that the scenario and those it extends keep, with what they say."""
        return named_overlays(self.homes)


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
        overlays: YAML files, or names of overlays that the scenario keeps; each is laid over what
            comes before it.
        without: Ids of mechanisms to switch off, after the overlays.
        library: Folder of the library, if not that of the package.

    Raises:
        ScenarioError: With everything that is wrong, in files, values and references.
    """
    root, gathered = gather(name_or_path, overlays, library=library)
    problems = gathered.problems
    before = len(problems)
    whole = expand(root, problems)
    lost = _templates(root) if len(problems) > before else frozenset()
    root = _switched_off(whole, without, problems, sure=not gathered.incomplete)
    scenario, provenance, broken, found = _built(root, gathered.texts)
    if gathered.incomplete:
        found = [problem for problem in found if problem.code != "missing-key"]
    problems += found
    if scenario is not None and not gathered.incomplete:
        own = not (overlays or without or problems or _resolved(gathered.homes))
        problems += run_checks(Bench(scenario, provenance, root, broken | lost, as_written=own))
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
        tuple(gathered.homes),
    )


def _resolved(homes: Iterable[Home]) -> bool:
    """Return whether a scenario is what a run has kept, with its overlays in it already."""
    return any(home.path.joinpath(PROVENANCE).is_file() for home in homes)


def content_hash(scenario: Scenario) -> str:
    """Return the SHA-256 digest of what a scenario says, whatever files it came from."""
    said = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for series in said.get("series", {}).values():
        series.pop("file", None)
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _templates(root: Mapping) -> frozenset[str]:
    """Return the dotted ids of the items that are written out for several labels."""
    return frozenset(
        f"{section}.{key}"
        for section in EXPANDED
        if isinstance(items := root.get(section), Mapping)
        for key, entry in items.entries.items()
        if isinstance(entry.node, Mapping) and OVER in entry.node
    )


def _built(
    root: Mapping, texts: Texts[str, str]
) -> tuple[Scenario | None, Provenance, frozenset[str], list[Problem]]:
    """Return what can be built of a scenario, its places, what was left out, and why.

    The model compares the dates of the head only where all else fits it, so it is asked again
    about what stands.
    """
    problems: list[Problem] = []
    tree, broken = root, frozenset[str]()
    for attempt in range(3):
        try:
            return *build(tree, Scenario, texts), broken, problems
        except ScenarioError as error:
            problems += [_at_key(problem, tree) for problem in error.problems]
        if attempt == 0:
            tree, broken = what_stands(root)
        else:
            tree = tree.put(AS_OF, tree.entries[START])
    return None, Provenance({}), broken, problems


def _at_key(problem: Problem, root: Mapping) -> Problem:
    """Return a problem of the whole scenario at the key that its message begins with."""
    entry = root.entries.get(problem.message.partition(" ")[0])
    if entry is None or problem.where != Location(root.where.file, 1, 1):
        return problem
    hint = "correct one of the two dates"
    return Problem("bad-order", problem.message, hint, entry.where, entry.length)


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
