"""Sweeps one number of a scenario: held at each of some values in turn, on the same futures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from offramp.engine.parameters import quantile
from offramp.ensemble.answers import Answers
from offramp.ensemble.asking import Asking
from offramp.ensemble.lines import WIDTH, prose, table, widths_of
from offramp.ensemble.moves import Move, move
from offramp.ensemble.reads import Read
from offramp.ensemble.saying import (
    NOTHING,
    UNVALIDATED,
    as_told,
    difference,
    level_and_count,
    of_100,
    say_difference,
    say_level,
    told_of,
)
from offramp.model.problems import Problem, ScenarioError
from offramp.reading.scenario import Reading
from offramp.reading.variants import fixed, number_at
from offramp.results.words import plain

DRAWN = "as drawn"
"""Stands for the value of a scenario as it is, in which the number keeps its distribution."""

MANY = 9
"""Results from which on those that nothing moves are only named."""


@dataclass(frozen=True)
class Row:
    """What is read at one value.

    Attributes:
        value: at which the number is held; None where it keeps its distribution.
        levels: by what is read, as `level_and_count` gives them.
    """

    value: float | None
    levels: Mapping[str, dict[str, Any]]


@dataclass(frozen=True)
class Sweep:
    """How what is read hangs on one number.

    Attributes:
        scenario: id, title and limits.
        members: futures at each value.
        seed: of the ensemble.
        quantity: path, label, unit, and how the scenario gives the number.
        reads: what is read.
        sets: rows by the name of the assumption set.
        moves: for each set and what is read, how it moved from the first value to the last.
        complete: whether all that was asked is there; not so after an interrupt.
    """

    scenario: dict[str, str]
    members: int
    seed: int
    quantity: dict[str, str]
    reads: tuple[Read, ...]
    sets: Mapping[str, tuple[Row, ...]]
    moves: Mapping[str, Mapping[str, Move]]
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, which JSON can hold."""
        by_name = {read.name: read for read in self.reads}
        return {
            "scenario": self.scenario,
            "members": self.members,
            "seed": self.seed,
            "complete": self.complete,
            "quantity": self.quantity,
            "reads": {read.name: read.to_dict() for read in self.reads},
            "sets": {
                name: {
                    "rows": [{"value": row.value, "reads": dict(row.levels)} for row in rows],
                    "first_to_last": {
                        key: difference(read, found[key]) if key in found else {"assessed": False}
                        for key, read in by_name.items()
                        if (found := self.moves.get(name)) is not None
                    },
                }
                for name, rows in self.sets.items()
            },
        }

    def lines(self, width: int = WIDTH) -> list[str]:
        """Return everything as lines of text."""
        about = self.quantity
        given = about["given"] if len(self.sets) == 1 else "that of its assumption set"
        cut = "" if self.complete else "STOPPED EARLY: only what was finished is shown. "
        head = (
            f"{cut}{about['label']} ({about['path']}, {about['unit']}) held at each value in turn; "
            f"as drawn it is {given}. The same {self.members:,} futures (seed "
            f"{self.seed}) each time. In brackets the 95 % range that chance leaves; what nobody "
            "has counted is a range of the chance over futures (5 to 95 %) instead."
        )
        found = [self.scenario["title"], *prose(head, width)]
        reads = [self._as_told(one) for one in self.reads]
        still = [one for one in reads if self._still(one)] if len(reads) > MANY else []
        told = [one for one in reads if one not in still]
        tables = [self._table(read) for read in told]
        sizes = widths_of(tables) if tables else []
        for read, rows in zip(told, tables, strict=True):
            note = f" ({UNVALIDATED}; assumes {read.assumption})" if read.kind == "range" else ""
            unit = f" [{read.unit}]" if read.unit != "1" else ""
            found += ["", *prose(f"{read.label}{unit}{note}", width, hang=2)]
            found += table(rows, [False, False], width, widths=sizes, tight=True)
            found += self._ends(read, width)
        if still:
            notes = (f" ({UNVALIDATED})" if one.kind == "range" else "" for one in still)
            labels = "; ".join(one.label + note for one, note in zip(still, notes, strict=True))
            text = f"The same at every value (how high, with --json): {labels}."
            found += ["", *prose(text, width, hang=2)]
        return [*found, "", *prose(f"Given these assumptions. {self.scenario['limits']}", width)]

    def _as_told(self, read: Read) -> Read:
        levels = (row.levels[read.name] for rows in self.sets.values() for row in rows)
        return as_told(read, levels, self.members)

    def _still(self, read: Read) -> bool:
        """Return whether something is as high at every value, under each assumption set."""
        levels = [[row.levels[read.name] for row in rows] for rows in self.sets.values()]
        moved = any(moves[read.name].moved for moves in self.moves.values() if read.name in moves)
        return not moved and all(one == own[0] for own in levels for one in own)

    def _table(self, read: Read) -> list[list[str]]:
        rows = []
        for name, found in self.sets.items():
            where = f", {name}" if len(self.sets) > 1 else ""
            for row in found:
                value = DRAWN if row.value is None else plain(row.value)
                said = say_level(read, row.levels[read.name], self.members)
                rows.append([f"{value}{where}", said])
        return rows or [["", "nothing finished"]]

    def _ends(self, read: Read, width: int) -> list[str]:
        """Say how it moved from the first value to the last."""
        found = []
        for name, moves in self.moves.items():
            where = f" ({name})" if len(self.sets) > 1 else ""
            one = moves.get(read.name)
            if one is None:  # the indicator is switched off in this set
                text = f"first value -> last{where}: {NOTHING}"
                found += prose(text, width, indent=4, hang=2)
                continue
            text = (
                f"first value -> last{where}: {say_difference(read, one)}; of 100 futures "
                f"{of_100(one)} up/down/same"
            )
            found += prose(text, width, indent=4, hang=2)
        return found

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        return str(self)


def values_of(reading: Reading, path: str, values: Sequence[float], quantiles: int) -> list[float]:
    """Return the values to hold a number at: those given, or quantiles of its distribution.

    Args:
        reading: of the scenario.
        path: of the number.
        values: given; empty where quantiles are wanted.
        quantiles: how many, each in the middle of an equal share of the distribution.

    Raises:
        ScenarioError: if there is no such number, it has no distribution, or a value is no finite
            number.
    """
    _, label, quantity = number_at(reading.scenario, path)
    for value in values:
        if not isfinite(value):
            message = f'"{path}" cannot be held at {value}'
            raise ScenarioError([Problem("bad-value", message, "give finite numbers only")])
    if values:
        return list(values)
    own = quantity.at(label)
    if own.is_fixed:
        said = f"is fixed at {plain(own.arguments[0])}" if own.arguments else "has no number"
        message = f'"{path}" {said} and has no quantiles'
        raise ScenarioError([Problem("no-distribution", message, "give --values A,B,C")])
    if own.form == "chance":
        return [0.0, 1.0]
    shares = (np.arange(quantiles) + 0.5) / quantiles
    return [float(f"{value:.4g}") for value in quantile(own, shares)]


def sweep_ensemble(
    readings: Mapping[str, Reading],
    asking: Asking,
    path: str,
    values: Sequence[float],
    reads: Sequence[Read],
) -> Sweep:
    """Hold a number at each value in turn, and read what comes of it.

    Args:
        readings: of the scenario, by the name of the assumption set.
        asking: runs them.
        path: of the number, as `number_at` takes it.
        values: in its unit.
        reads: what is read.

    Raises:
        ScenarioError: if the number is not there or cannot be that.
    """
    first = next(iter(readings.values()))
    sides = [
        (name, value, reading.scenario if value is None else fixed(reading, path, value))
        for name, reading in readings.items()
        for value in (None, *values)
    ]
    asking.expect(asking.key(scenario) for _, _, scenario in sides)
    rows: dict[str, list[Row]] = {}
    ends: dict[str, list[Answers]] = {}
    complete = True
    try:
        for name, value, scenario in sides:
            found = asking.answers(scenario)
            levels = {read.name: level_and_count(read, read.values(found)) for read in reads}
            rows.setdefault(name, []).append(Row(value, levels))
            if value is not None:
                ends.setdefault(name, []).append(found)
                del ends[name][1:-1]
    except KeyboardInterrupt:
        complete = False
    scenario = first.scenario
    _, label, quantity = number_at(scenario, path)
    own = quantity.at(label)
    given = ", ".join(plain(number) for number in own.arguments) or "none"
    return Sweep(
        told_of(scenario),
        len(asking.plan),
        asking.plan.seed,
        {
            "path": path,
            "label": quantity.label or path,
            "unit": quantity.unit,
            "given": given if own.form == "value" else f"{own.form or ''} {given}".strip(),
        },
        tuple(reads),
        {name: tuple(found) for name, found in rows.items()},
        {name: _moves(reads, found) for name, found in ends.items() if len(found) > 1},
        complete,
    )


def _moves(reads: Sequence[Read], ends: list[Answers]) -> dict[str, Move]:
    """Return how what is read moved from the first value to the last."""
    found = {}
    for read in reads:
        first, last = read.values(ends[0]), read.values(ends[-1])
        if first is not None and last is not None:
            found[read.name] = move(first, last)
    return found
