"""Groups of what is not known: hundreds of numbers are first moved together, then one by one."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

from offramp.engine.parameters import Unknown
from offramp.model.named import named
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario

By = Literal["part", "mechanism", "actor", "stem", "number"]
"""How numbers are grouped: by the part of the model that reads them, the mechanism they carry, the
actor they belong to, the quantity they are a label of, or not at all."""
WAYS: tuple[By, ...] = get_args(By)

CHANCE, REPLIES, ELSE = "chance", "weights of replies", "everything else"
"""What stands beside the groups of numbers: the roll of chance; how likely each answer is thought,
which is drawn once a future; and, where one group is split, all others together."""

_SECTIONS = (
    *("measures", "procedures", "red_lines", "contacts", "influences", "stocks", "thresholds"),
    *("provisions", "ladder", "actors", "outcomes", "indicators"),
)


def grouped(
    scenario: Scenario,
    unknowns: Sequence[Unknown],
    by: By,
    readers: Mapping[str, str],
    within: str | None = None,
) -> dict[str, list[int]]:
    """Return the positions of what is not known, by the name of its group; each is in one.

    What nobody can know is in none: it is chance, whatever reads it.

    Args:
        scenario: that has them.
        unknowns: what is not known.
        by: how they are grouped.
        readers: the process that needs each quantity, by the id of the quantity.
        within: a group that is split into its numbers; all others make one.

    Raises:
        ScenarioError: if there is no such group.
    """
    namers: dict[str, Callable[[], Callable[[str], str]]] = {
        "part": lambda: _part(scenario, readers),
        "mechanism": lambda: _mechanism(scenario),
        "actor": lambda: _actor(scenario),
        "stem": lambda: lambda name: stem_of(scenario, name),
        "number": lambda: lambda name: name,
    }
    namer = namers[by]()
    found: dict[str, list[int]] = {}
    for at, one in enumerate(unknowns):
        if one.knowable:
            found.setdefault(namer(one.name), []).append(at)
    if within is None:
        return found
    if within not in found:
        hint = did_you_mean(within, found) or f"there are {', '.join(found)}"
        message = f'there is no group "{within}"'
        raise ScenarioError([Problem("unknown-group", message, hint)])
    split = {unknowns[at].name: [at] for at in found[within]}
    others = [at for name, ones in found.items() if name != within for at in ones]
    return split | ({ELSE: others} if others else {})


def stem_of(scenario: Scenario, name: str) -> str:
    """Return the quantity that a number is a label of, or the item that an inline one stands in."""
    if name in scenario.quantities:
        return name
    stem = name.rpartition(".")[0]
    if stem in scenario.quantities:
        return stem
    section, _, rest = name.partition(".")
    items = getattr(scenario, section, None)
    keys = items if isinstance(items, dict) else ()
    own = max((key for key in keys if f"{rest}.".startswith(f"{key}.")), key=len, default="")
    return f"{section}.{own}" if own else section


def _part(scenario: Scenario, readers: Mapping[str, str]) -> Callable[[str], str]:
    """Name numbers after the process that needs them, or else the section that names them most."""
    naming: dict[str, Counter[str]] = {}
    for section in _SECTIONS:
        for word in named(getattr(scenario, section)):
            stem = word if word in scenario.quantities else word.rpartition(".")[0]
            if stem in scenario.quantities:
                naming.setdefault(stem, Counter())[section] += 1

    def part(name: str) -> str:
        stem = stem_of(scenario, name)
        if stem not in scenario.quantities:
            return name.partition(".")[0].replace("_", " ")
        if stem in readers:
            return readers[stem]
        most = naming.get(stem, Counter()).most_common(1)
        return most[0][0].replace("_", " ") if most else "elsewhere"

    return part


def _mechanism(scenario: Scenario) -> Callable[[str], str]:
    """Name numbers after the first mechanism that they, or the item they stand in, carry."""
    carried: dict[str, str] = {}
    for name, mechanism in scenario.mechanisms.items():
        for item in mechanism.items:
            carried.setdefault(item.removeprefix("quantities."), name)
    return lambda name: carried.get(stem_of(scenario, name), "no mechanism")


def _actor(scenario: Scenario) -> Callable[[str], str]:
    """Name numbers after the actor that is their label, takes the measure or holds the line."""

    def actor(name: str) -> str:
        stem = stem_of(scenario, name)
        label = name[len(stem) + 1 :]
        if label in scenario.actors:
            return label
        section, _, item = stem.partition(".")
        held = getattr(scenario, section, None) if item else None
        own = held.get(item) if isinstance(held, dict) else None
        who = getattr(own, "by", None) or getattr(own, "holder", None)
        return who if isinstance(who, str) else item if section == "actors" else "no actor"

    return actor
