"""The commonest chains of a run: what led to what, in how many futures.

Two kinds are kept apart. An observed chain ends at or before the as-of date, within what history
imposed; a hypothesised one ends after it. An observed chain ends in a lethal incident, a step up
the ladder, or a measure that comes into force; a hypothesised one in a lethal incident between two
sides of a dyad or a rung from there on, if any future has one. Futures are counted once, however
often a chain occurs in them.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from offramp.model.scenario import Scenario
from offramp.results.data import RunData
from offramp.results.summary.happenings import RANGE_ONLY, unseen_rungs
from offramp.results.summary.numbers import futures_with, per_100
from offramp.results.trails import Trails, find_trails

Kind = Literal["observed", "hypothesised"]

ENDS = ("lethal", "rung_up", "in_force")
"""Kinds of events in which a chain ends."""
CLIMBS = ("lethal", "rung_up")
"""Those in which a hypothesised chain ends, if any future has one: a step towards war."""
FEWEST = 3
"""Fewest items that a chain worth telling is about: what began it, what followed, where it led."""


@dataclass(frozen=True)
class Step:
    """One step of a chain: what kind of event, about what, by whom, towards whom, where."""

    kind: str
    item: str
    actor: str
    target: str
    place: str


@dataclass(frozen=True)
class Chain:
    """A main path that many futures share."""

    steps: tuple[Step, ...]
    """First to last."""
    count: int
    """Futures that have it. Not to be shown where `unseen`."""
    futures: int
    """All futures of the run."""
    member: int
    """A future that has it."""
    event: int
    """The number of the event there in which it ends."""
    kind: Kind
    """Whether it lies within history."""
    unseen: bool
    """Whether it ends in something that nobody has seen, so that no count is given."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        often = (
            {"note": RANGE_ONLY}
            if self.unseen
            else {"futures": self.count, "in_100": per_100(self.count, self.futures)}
        )
        return {
            "kind": self.kind,
            "steps": [vars(step) for step in self.steps],
            **often,
            "example": {"member": self.member, "event": self.event},
        }


def chain_summary(data: RunData, most: int = 3) -> dict[str, Any]:
    """Return the commonest chains of both kinds, as plain data."""
    trails = find_trails(*data.coded)
    kinds: tuple[Kind, ...] = ("observed", "hypothesised")
    return {
        kind: [chain.to_dict() for chain in commonest_chains(data, kind, most=most, trails=trails)]
        for kind in kinds
    }


def commonest_chains(
    data: RunData, kind: Kind, *, most: int = 3, trails: Trails | None = None
) -> list[Chain]:
    """Return the chains worth telling, the commonest first.

    History is the same in all futures, so of the observed chains that at least half of them
    share the longest comes first.

    Args:
        data: of the run.
        kind: which kind.
        most: at most so many.
        trails: of all its events, where they are known.
    """
    trails = trails or find_trails(*data.coded)
    ends = chain_ends(data, kind)
    if kind == "observed":
        return ranked(data, trails, ends, most, longest_from=data.size / 2)
    return ranked(data, trails, ends, most)


def chain_ends(data: RunData, kind: Kind) -> NDArray[np.intp]:
    """Return the rows of the events in which chains of one kind end."""
    events, words = data.coded

    def are(kinds: tuple[str, ...]) -> NDArray[np.bool_]:
        return np.isin(events.kind, [code for code, word in enumerate(words) if word in kinds])

    within = events.day <= data.decided_day
    if kind == "observed":
        return np.flatnonzero(are(ENDS) & within)
    of_blocs = [code for code, word in enumerate(words) if word in _of_blocs(data.scenario)]
    climbs = are(CLIMBS) & np.isin(events.item, of_blocs) & ~within
    return np.flatnonzero(climbs if climbs.any() else are(ENDS) & ~within)


def _of_blocs(scenario: Scenario) -> set[str]:
    """Return the contacts of two sides themselves, and the rungs from the lowest they lead to."""
    contacts = {key: contact for key, contact in scenario.contacts.items() if contact.between_blocs}
    rungs = scenario.ladder.rungs
    lowest = min((rungs[contact.rung].level for contact in contacts.values()), default=0)
    return {*contacts, *(key for key, rung in rungs.items() if rung.level >= lowest)}


def ranked(
    data: RunData,
    trails: Trails,
    ends: NDArray[np.intp],
    most: int,
    *,
    longest_from: float | None = None,
) -> list[Chain]:
    """Return the chains that end in some rows, the commonest first.

    Those about fewer than `FEWEST` items are left out if others are there. Of two of which one
    is the beginning of the other only the first is given.

    Args:
        data: of the run.
        trails: of all its events.
        ends: rows of events.
        most: at most so many.
        longest_from: chains in so many futures or more go by their length instead.
    """
    events, _ = data.coded
    counts = futures_with(events.member[ends], [trails.trail[ends]])
    found = {trail: count for (trail,), count in counts.items()}
    worth = {trail: count for trail, count in found.items() if trails.items[trail] >= FEWEST}
    found = worth or found

    def place(trail: int) -> tuple[float, int, int]:
        count = float(found[trail])
        if longest_from is not None and count >= longest_from:
            count = np.inf
        return -count, -trails.items[trail], trail

    chains: list[Chain] = []
    begun: set[int] = set()
    told: set[int] = set()
    for trail in sorted(found, key=place):
        path = trails.beginnings(trail)
        if trail in begun or not told.isdisjoint(path):
            continue
        begun.update(path)
        told.add(trail)
        row = int(ends[trails.trail[ends] == trail].min())
        chains.append(_chain(data, trails, row, found[trail]))
        if len(chains) == most:
            break
    return chains


def _chain(data: RunData, trails: Trails, row: int, count: int) -> Chain:
    """Return the chain that ends in a row, as the future of that row tells it."""
    events, words = data.coded
    columns = (events.kind, events.item, events.actor, events.target, events.place)
    steps = tuple(Step(*(words[column[at]] for column in columns)) for at in trails.path(row))
    return Chain(
        steps=steps,
        count=count,
        futures=data.size,
        member=int(events.member[row]),
        event=int(events.event[row]),
        kind="observed" if events.day[row] <= data.decided_day else "hypothesised",
        unseen=any(is_unseen(data.scenario, step) for step in steps),
    )


def is_unseen(scenario: Scenario, step: Step) -> bool:
    """Return whether a step is something that nobody has seen."""
    if step.kind == "outcome":
        cases = scenario.outcomes[step.item].cases
        return any(case.id == step.target and not case.observed for case in cases)
    return step.kind == "rung_up" and step.item in unseen_rungs(scenario)
