"""One declaration of the numbers and results of a scenario, from which other tools are served.

From it come the problem of SALib, a model function `run(*, seed, **parameters) -> dict` as the
EMA Workbench calls one, and a JSON schema of both. All three use the same names: a path with every
character that no Python name may have turned into `_`, and `_` after a word that Python or the
function keeps for itself (`lambda_`, `seed_`).
"""

import keyword
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from offramp.engine.engine import Engine
from offramp.engine.parameters import Unknown, Unknowns, quantile, unknowns_of
from offramp.ensemble.answers import answers_of
from offramp.ensemble.matters.assumptions import said
from offramp.ensemble.matters.design import Design, Designed
from offramp.ensemble.matters.indices import problem_of
from offramp.ensemble.reads import Read
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.results.summary.numbers import figure

OURS = frozenset({"seed", "self"})
"""Names that a model function keeps for itself."""
ENDS = 0.001
"""Share of a distribution beyond either end of the range that is told of a number."""
UNSEEN = {"low": 0.05, "median": 0.5, "high": 0.95}
"""Quantiles over futures by which the chance of what nobody has seen is told."""


class Model(Protocol):
    """A model function."""

    def __call__(self, *, seed: int = 1, **parameters: float) -> dict[str, float]:
        """Run some futures, and return each result by its name."""


@dataclass(frozen=True)
class Declaration:
    """The numbers that are not known and the results of a scenario, with names for programs.

    Attributes:
        scenario: that has them.
        numbers: what is not known, by name.
        results: what is read, by name; of a chance `NAME_low`, `NAME_median` and `NAME_high` are
            given, never one number.
    """

    scenario: Scenario
    numbers: dict[str, Unknown]
    results: dict[str, Read]

    @classmethod
    def of(cls, scenario: Scenario, engine: Engine, reads: Sequence[Read]) -> "Declaration":
        """Declare all that a scenario draws as a single number, and some results."""
        drawn = [one for one in unknowns_of(engine.layout) if one.value is not None]
        numbers = dict(zip(_named([one.name for one in drawn]), drawn, strict=True))
        results = dict(zip(_named([read.name for read in reads]), reads, strict=True))
        return cls(scenario, numbers, results)

    def problem(self, groups: Mapping[str, Sequence[int]] | None = None) -> dict[str, Any]:
        """Return the problem as SALib takes it, on shares of distributions from 0 to 1.

        Args:
            groups: positions of the numbers by the name of their group; each alone if not given.
        """
        drawn = list(self.numbers.values())
        alone = {name: [at] for at, name in enumerate(self.numbers)}
        whole = problem_of(drawn, groups or alone)
        size = len(drawn)
        found = {"num_vars": size, "names": list(self.numbers), "bounds": whole["bounds"][:size]}
        return found | ({"groups": whole["groups"][:size]} if groups else {})

    def schema(self) -> dict[str, Any]:
        """Return a JSON schema of a call: its parameters, and under `outcomes` what it returns."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.scenario.title,
            "description": self.scenario.limits,
            "type": "object",
            "properties": {
                "seed": {"type": "integer", "minimum": 0, "default": 1},
                **{name: self._number(one) for name, one in self.numbers.items()},
            },
            "additionalProperties": False,
            "outcomes": {
                "type": "object",
                "properties": {
                    key: {
                        "type": "number",
                        "title": read.label,
                        "x-read": read.name,
                        "x-unit": "1" if read.kind != "mean" else read.unit,
                        **({"x-validated": False} if read.kind == "range" else {}),
                    }
                    for name, read in self.results.items()
                    for key in _keys(name, read)
                },
            },
        }

    def _number(self, one: Unknown) -> dict[str, Any]:
        value, about = one.value, said(self.scenario, one.name)
        assert value is not None
        low, high = quantile(value, np.array([ENDS, 1 - ENDS]))
        return {
            "type": "number",
            "title": about.label,
            "description": about.source,
            "x-path": about.path,
            "x-unit": about.unit,
            "x-distribution": {str(value.form): list(value.arguments)},
            "x-range": [figure(float(low)), figure(float(high))],
        }

    def function(self, engine: Engine, futures: int, *, shares: bool = False) -> Model:
        """Return the model function: numbers left out are drawn as the scenario says.

        Args:
            engine: of the scenario.
            futures: of each call; they are the same ones in each call with one seed.
            shares: whether parameters are shares of their distribution, as in `problem`, and not
                values in their unit.
        """

        def run(*, seed: int = 1, **parameters: float) -> dict[str, float]:
            self._check(parameters, shares=shares)
            members = np.arange(futures, dtype=np.int64)
            given = {
                self.numbers[name].name: np.full(futures, float(number))
                for name, number in parameters.items()
            }
            sort = "imposed" if shares else "held"
            design = Design(members, Unknowns(members, **{sort: given}))
            answers = answers_of(Designed(engine, design).run(members, seed))
            told: dict[str, float] = {}
            for name, read in self.results.items():
                values = read.values(answers)
                if values is None or np.isnan(values).all():
                    told |= dict.fromkeys(_keys(name, read), float("nan"))
                elif read.kind == "range":
                    ends = np.quantile(values, list(UNSEEN.values()))
                    told |= dict(zip(_keys(name, read), map(float, ends), strict=True))
                else:
                    told[name] = float(np.nanmean(values))
            return told

        return run

    def _check(self, parameters: Mapping[str, float], *, shares: bool) -> None:
        problems = []
        for name, number in parameters.items():
            if name not in self.numbers:
                hint = did_you_mean(name, self.numbers) or "see the `names` of its problem"
                message = f'the model has no parameter "{name}"'
                problems.append(Problem("unknown-parameter", message, hint))
            elif not np.isfinite(number) or (shares and not 0 < number < 1):
                wants = "a share between 0 and 1" if shares else "a finite number"
                message = f'"{name}" cannot be {number}'
                problems.append(Problem("bad-value", message, f"give {wants}"))
        if problems:
            raise ScenarioError(problems)


def name_for(path: str) -> str:
    """Return the name of a path in a program.

    >>> name_for("worth.AAA"), name_for("lambda"), name_for("seed"), name_for("2nd-wave")
    ('worth_AAA', 'lambda_', 'seed_', '_2nd_wave')
    """
    name = re.sub(r"\W", "_", path)
    if not name.isidentifier() and not keyword.iskeyword(name):
        name = f"_{name}"
    return f"{name}_" if keyword.iskeyword(name) or name in OURS else name


def _named(paths: Sequence[str]) -> list[str]:
    """Return a name for each path; paths that would share one get a number after it."""
    names = [name_for(path) for path in paths]
    taken, seen = Counter(names), Counter[str]()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if taken[name] == 1 else f"{name}__{seen[name]}")
    return found


def _keys(name: str, read: Read) -> list[str]:
    return [f"{name}_{end}" for end in UNSEEN] if read.kind == "range" else [name]
