"""What moves the results of a run that is kept, from its own futures: nothing is run again.

Each future of a run has a draw of its own of what is not known, so that draws are compared as in
`movers`. What is chance in it cannot be told apart, since no two futures share a draw.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.answers import Answers
from offramp.ensemble.matters.answer import telling
from offramp.ensemble.matters.assumptions import FEWEST, Assumption, least_of, movers
from offramp.ensemble.reads import Read
from offramp.ensemble.run_sides import answered
from offramp.model.history import DrawSeries
from offramp.model.numbers import numbers
from offramp.model.quantity import Quantity
from offramp.model.scenario import Scenario
from offramp.results.columns import plain
from offramp.results.members_store import column_names, read_members
from offramp.results.run import Run
from offramp.results.shards import SHARD

Floats = NDArray[np.float64]
NEAR = 0.9
"""Share of the bar from which a number is looked at closely: the quick screen rounds."""


@dataclass(frozen=True)
class Drawn:
    """A number that is not known."""

    name: str


def moved_in_run(
    run: Run, most: int | None = None
) -> Iterator[tuple[Read, Floats, tuple[Assumption, ...]]]:
    """Yield a few telling results, what each future has of it, and the assumptions that move it.

    Args:
        run: with at least three times as many futures as a group of draws must have; of fewer
            nothing is told.
        most: of how many futures at least what was drawn is read, in whole shards; all where not
            given.

    Raises:
        RunError: if a piece of the run is missing or damaged.
    """
    data = run.data
    if data.size < 3 * FEWEST:
        return
    answers = Answers(data.members, dict(data.indicators), answered(data))
    known = dict(numbers(run.scenario))
    unknowns, values = _drawn(run, known, most)
    reads = [read for read in telling(run.scenario, answers) if read.kind != "range"]
    looks = len(unknowns) * len(reads)
    bar = NEAR * least_of(looks, len(values))
    screen = _Screen(values)
    for read in reads:
        every = read.values(answers)
        if every is not None:
            found = every[: len(values)]
            near = np.flatnonzero(abs(screen.strengths(found)) >= bar)
            close = [unknowns[at] for at in near]
            pairs = close, values[:, near]
            yield read, found, movers(run.scenario, read, found[:, None], pairs, looks, known)


class _Screen:
    """Sets the lowest and the highest third of every number side by side at once.

    Args:
        values: of each number in each future, shape (future, number).
    """

    def __init__(self, values: Floats) -> None:
        if not values.size:
            self._low = self._high = np.zeros(values.shape)
            return
        least, most = values.min(axis=0), values.max(axis=0)
        two = ((values == least) | (values == most)).all(axis=0)
        third, last = np.quantile(values, [1 / 3, 2 / 3], axis=0)
        self._low = (values <= np.where(two, least, third)).astype(np.float64)
        self._high = (values >= np.where(two, most, last)).astype(np.float64)

    def strengths(self, values: Floats) -> Floats:
        """Return Welch's t of a result between the two thirds of each number, (number,)."""
        there = ~np.isnan(values)
        result = values[there] - values[there].mean()
        sides = []
        for third in (self._low[there], self._high[there]):
            count = np.maximum(third.sum(axis=0), 2)
            mean = result @ third / count
            spread = (result**2 @ third - count * mean**2) / (count - 1)
            sides.append((mean, np.maximum(spread, 0) / count))
        (below, ours), (above, theirs) = sides
        error = np.sqrt(ours + theirs)
        apart = above - below
        found: Floats = np.full(len(error), np.inf)
        np.divide(apart, error, out=found, where=error > 0)
        return found


def _drawn(run: Run, known: Mapping[str, Quantity], most: int | None) -> tuple[list[Drawn], Floats]:
    """Return what is not known, each draw once, and its values, shape (future, number)."""
    shards = run.shards if most is None else run.shards[: -(-most // SHARD)]
    paths = [run.folder.parameters_part(number) for number in shards]
    table = read_members(paths, ["member", *_unknown(run.scenario, known, column_names(paths[0]))])
    columns: dict[bytes, tuple[Drawn, Floats]] = {}
    for name in table.column_names[1:]:
        values = np.asarray(plain(table[name].chunk(0)), np.float64)
        if values.min() < values.max():
            columns.setdefault(values.tobytes(), (Drawn(name), values))
    if not columns:
        return [], np.empty((len(table), 0))
    return [one for one, _ in columns.values()], np.column_stack([v for _, v in columns.values()])


def _unknown(scenario: Scenario, known: Mapping[str, Quantity], names: Sequence[str]) -> list[str]:
    """Return the numbers among some columns that more research could narrow."""
    tables = {
        name
        for one in scenario.series.values()
        if isinstance(one, DrawSeries)
        for row in one.rows[:1]
        for name in row
    }

    def is_unknown(name: str) -> bool:
        stem, label = (name, None) if name in known else name.rpartition(".")[::2]
        quantity = known.get(stem)
        if quantity is None or quantity.kind != "not_known":
            return False
        return name in tables or not quantity.at(label).is_fixed

    return [name for name in names if is_unknown(name)]
