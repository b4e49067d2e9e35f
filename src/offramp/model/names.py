"""What a dotted name in an expression stands for."""

import re
from dataclasses import dataclass
from typing import Literal

from offramp.model.measure import Stage
from offramp.model.scenario import Scenario
from offramp.model.variables import BY_NAME

SELF = re.compile(r"\bself\b")
"""The word that stands for the actor that is weighing, or that invokes a provision."""

TESTS: dict[str, tuple[Stage, ...]] = {
    "proposed": (Stage.proposed,),
    "decided": (Stage.decided, Stage.adopted, Stage.in_force),
    "adopted": (Stage.adopted, Stage.in_force),
    "in_force": (Stage.in_force,),
    "rejected": (Stage.rejected, Stage.shelved),
}
"""Tests of the stage of a measure: `in_force.X` holds while X stands in one of these."""

SIGNALS: dict[str, tuple[Literal["truth", "number"], str]] = {
    "ever": ("truth", "1"),
    "since": ("number", "day"),
    "count": ("number", "1"),
}
"""What can be asked of a signal: whether it came, how long ago (infinite if never), how often."""


@dataclass(frozen=True)
class Meaning:
    """The thing a name stands for.

    Kind is `day`, `quantity`, `variable`, `stage`, or one of the keys of `SIGNALS`.
    """

    kind: str
    name: str
    """Quantity, variable, measure or signal."""
    label: str | None
    """Label within its index; None where it has none, or where all are meant."""
    type: Literal["truth", "number"]
    unit: str
    size: int | None = None
    """Number of labels where all are meant."""
    test: str = ""
    """Key of `TESTS`, for a stage."""


def meaning(scenario: Scenario, name: str) -> Meaning | None:
    """Return what a name stands for in a scenario, or None if nothing does."""
    if name == "day":
        return Meaning("day", name, None, "number", "day")
    head, _, rest = name.partition(".")
    if head in TESTS and rest in scenario.measures:
        return Meaning("stage", rest, None, "truth", "1", test=head)
    if head in SIGNALS and rest in scenario.signals():
        kind, unit = SIGNALS[head]
        return Meaning(head, rest, None, kind, unit)
    for stem, label in ((name, None), name.rpartition(".")[::2], name.partition(".")[::2]):
        found = _indexed(scenario, stem, label)
        if found is not None:
            return found
    return None


def _indexed(scenario: Scenario, stem: str, label: str | None) -> Meaning | None:
    over: str | tuple[str, ...] | None
    if stem in scenario.quantities:
        kind, unit, over = (
            "quantity",
            scenario.quantities[stem].unit,
            scenario.quantities[stem].over,
        )
    elif stem in BY_NAME:
        kind, unit, over = "variable", BY_NAME[stem].unit, BY_NAME[stem].over
    else:
        return None
    if over is None:
        return None if label else Meaning(kind, stem, None, "number", unit)
    labels = scenario.labels(over)
    if label is None:
        return Meaning(kind, stem, None, "number", unit, size=len(labels))
    if label in scenario.stocks and stem == "stock":
        unit = scenario.stocks[label].unit
    return Meaning(kind, stem, label, "number", unit) if label in labels else None


def known_names(scenario: Scenario) -> list[str]:
    """Return every name an expression may use, for suggestions."""
    names = ["day"]
    names += [f"{test}.{measure}" for test in TESTS for measure in scenario.measures]
    names += [f"{ask}.{signal}" for ask in SIGNALS for signal in scenario.signals()]
    for stem, over in (
        *((k, q.over) for k, q in scenario.quantities.items()),
        *((k, v.over) for k, v in BY_NAME.items()),
    ):
        names.append(stem)
        if over is not None:
            names += [f"{stem}.{label}" for label in scenario.labels(over)]
    return names
