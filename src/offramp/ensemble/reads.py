"""What can be read off a future: an indicator, whether a case holds, the chance of a rung."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.answers import Answers
from offramp.model.indicators import HAZARD, own_indicators, yardsticks
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario

Kind = Literal["mean", "share", "range"]
"""How it is told: a mean; how many futures in 100; or, of a chance, only a range."""

DRAWN = "what is not known is drawn as the scenario says"
"""What the range of a chance rests on, where no case of an outcome says more."""


@dataclass(frozen=True)
class Read:
    """One thing that is read off each future."""

    name: str
    """`INDICATOR`, `QUESTION.CASE` or `hazard.DYAD.RUNG`."""
    label: str
    """For people."""
    kind: Kind
    unit: str = "1"
    """Unit of a mean."""
    better: str = ""
    """Which way is better for people: low, high, or nobody says."""
    assumption: str = ""
    """What a range rests on."""
    question: str = ""
    """Of a share: the question, and the position of its case."""
    case: int = 0
    number: str = ""
    """Of anything else: the name among the numbers of the answers."""

    def values(self, answers: Answers) -> NDArray[np.float64] | None:
        """Return what is read off each future, shape (member,); None where it is not there."""
        if self.kind == "share":
            found = answers.outcomes.get(self.question)
            return None if found is None else (found == self.case).astype(np.float64)
        return answers.numbers.get(self.number)

    def to_dict(self) -> dict[str, Any]:
        """Return what it is, as plain data."""
        said = {"label": self.label, "kind": self.kind, "unit": self.unit, "better": self.better}
        if self.kind == "range":
            return {**said, "assumption": self.assumption, "validated": False}
        return said


def reads_of(scenario: Scenario) -> dict[str, Read]:
    """Return all that can be read off the futures of a scenario, by name."""
    found = [*_indicators(scenario), *_cases(scenario), *_hazards(scenario)]
    return {read.name: read for read in found}


def chosen(scenario: Scenario, names: list[str]) -> list[Read]:
    """Return what some names stand for.

    Raises:
        ScenarioError: if one stands for nothing.
    """
    known = reads_of(scenario)
    problems = [
        Problem(
            "unknown-indicator",
            f'nothing called "{name}" can be read off a future',
            did_you_mean(name, known) or f"there are {', '.join(known)}",
        )
        for name in names
        if name not in known
    ]
    if problems:
        raise ScenarioError(problems)
    return [known[name] for name in dict.fromkeys(names)]


def usual(scenario: Scenario) -> list[Read]:
    """Return what is read where nothing is asked for.

    The cases of the first question, the chance of what nobody has seen, and the indicators.
    """
    known = reads_of(scenario)
    first = next((read.question for read in known.values() if read.question), "")
    unseen = {case.hazard for one in scenario.outcomes.values() for case in one.cases}
    unseen |= {
        f"{dyad}.{rung}"
        for dyad in scenario.ladder.dyads
        for rung, one in scenario.ladder.rungs.items()
        if one.hazard
    }
    told = {read.number for read in known.values() if read.question == first and read.number}
    return [
        read
        for read in known.values()
        if (read.question and read.question == first)
        or (not read.question and read.kind == "mean")
        or (
            read.kind == "range"
            and not read.question
            and read.name.removeprefix(f"{HAZARD}.") in unseen
            and read.number not in told
        )
    ]


def _indicators(scenario: Scenario) -> Iterator[Read]:
    known = yardsticks(scenario)
    for name, one in own_indicators(scenario).items():
        label = one.label or name.replace("_", " ")
        yield Read(name, label, "mean", known[name].unit, one.better, number=name)


def _cases(scenario: Scenario) -> Iterator[Read]:
    for question, outcome in scenario.outcomes.items():
        if outcome.disabled:
            continue
        for at, case in enumerate(outcome.cases):
            name = f"{question}.{case.id}"
            if case.observed:
                yield Read(name, case.label, "share", question=question, case=at)
            else:
                yield Read(
                    name,
                    case.label,
                    "range",
                    better="low",
                    assumption=case.assumption,
                    question=question,
                    number=f"{HAZARD}.{case.hazard}",
                )


def _hazards(scenario: Scenario) -> Iterator[Read]:
    assumptions = {
        case.hazard: case.assumption for one in scenario.outcomes.values() for case in one.cases
    }
    for dyad, pair in scenario.ladder.dyads.items():
        for rung, one in scenario.ladder.rungs.items():
            name = f"{HAZARD}.{dyad}.{rung}"
            label = f"chance of {(one.label or rung).lower()}: {pair.label or dyad}"
            rests_on = assumptions.get(f"{dyad}.{rung}", "") or DRAWN
            yield Read(name, label, "range", assumption=rests_on, number=name)
