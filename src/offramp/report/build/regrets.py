"""How much worse than the best each alternative is, under each set of assumptions."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from offramp.report.build.about import About
from offramp.report.picture.decisions import Regret
from offramp.results.summary.numbers import figure

AS_IT_IS = "as it is"
Found = Mapping[str, Any]


def regrets(about: About, comparisons: Sequence[Found]) -> list[Regret]:
    """Return the regret of each alternative; none where fewer than two sets were compared.

    An alternative counts where every set has it.

    Args:
        about: sorts results.
        comparisons: of the same scenario, each under its own set of assumptions.
    """
    by_set = {set_name(one): one for one in comparisons}
    if len(by_set) < 2:
        return []
    first = next(iter(by_set.values()))
    often = {
        key
        for one in by_set.values()
        for side in one["alternatives"].values()
        for key, found in side["indicators"].items()
        if "validated" not in found and found.get("in_100")
    }
    names = [
        name
        for name in first["alternatives"]
        if all(name in one["alternatives"] for one in by_set.values())
    ]
    return [
        regret
        for name, one in by_set.items()
        for key in _judged(about, first)
        if (regret := _regret(name, one, key, names, 100 if key in often else 1)) is not None
    ]


def set_name(comparison: Found) -> str:
    """Return what the set of assumptions of a comparison is called: what lies under all sides."""
    return " + ".join(PurePath(name).stem for name in comparison.get("under", ())) or AS_IT_IS


def _judged(about: About, comparison: Found) -> Iterator[str]:
    """Yield the indicators of which one way is better, about people or about contact."""
    for key, one in next(iter(comparison["alternatives"].values()))["indicators"].items():
        if "validated" in one or not one["better"]:
            continue
        if about.people(key) or about.contact(key):
            yield key


def _regret(
    name: str, comparison: Found, key: str, names: Sequence[str], scale: int
) -> Regret | None:
    sides = [comparison["alternatives"][one]["indicators"].get(key) for one in names]
    told = [side for side in sides if side is not None and "validated" not in side]
    if not told or len(told) < len(names):
        return None
    levels = [scale * float(told[0]["base"]), *(scale * float(side["other"]) for side in told)]
    best = max(levels) if told[0]["better"] == "high" else min(levels)
    return Regret(
        set=name,
        read=told[0]["label"],
        unit="in 100" if scale > 1 else "" if told[0]["unit"] == "1" else told[0]["unit"],
        alternatives=[AS_IT_IS, *names],
        level=[figure(level) for level in levels],
        regret=[figure(abs(level - best)) for level in levels],
    )
