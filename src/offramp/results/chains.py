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

from offramp.engine.block import EventTable
from offramp.model.scenario import Scenario
from offramp.results.chain_tally import ChainTally
from offramp.results.data import RunData
from offramp.results.events_store import from_arrow
from offramp.results.summary.happenings import RANGE_ONLY, unseen_rungs
from offramp.results.summary.numbers import per_100
from offramp.results.trails import Trails, find_trails

Kind = Literal["observed", "hypothesised"]

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
    kinds: tuple[Kind, ...] = ("observed", "hypothesised")
    return {
        kind: [chain.to_dict() for chain in commonest_chains(data, kind, most=most)]
        for kind in kinds
    }


def commonest_chains(data: RunData, kind: Kind, *, most: int = 3) -> list[Chain]:
    """Return the chains worth telling, the commonest first.

    History is the same in all futures, so of the observed chains that at least half of them
    share the longest comes first.

    Args:
        data: of the run.
        kind: which kind.
        most: at most so many.
    """
    chains = data.tally.chains
    if kind == "observed":
        return ranked(data, chains["observed"], most, longest_from=data.size / 2)
    return ranked(data, chains["climbs"] if len(chains["climbs"]) else chains["later"], most)


def ranked(
    data: RunData, chains: ChainTally, most: int, *, longest_from: float | None = None
) -> list[Chain]:
    """Return the commonest of some chains.

    Those about fewer than `FEWEST` items are left out if others are there. Of two of which one
    is the beginning of the other only the first is given; of two as common and as long the one
    whose example comes first.

    Args:
        data: of the run.
        chains: counted over all its events.
        most: at most so many.
        longest_from: chains in so many futures or more go by their length instead.
    """
    common = chains.futures.astype(np.float64)
    if longest_from is not None:
        common[chains.futures >= longest_from] = np.inf
    order = np.lexsort((chains.event, chains.member, -chains.items, -common))
    worth = chains.items[order] >= FEWEST
    if worth.any():
        order = order[worth]
    examples = _Examples(data)
    found: list[Chain] = []
    begun: set[int] = set()
    told: set[int] = set()
    for at in order:
        key = int(chains.key[at])
        if key in begun:
            continue
        example = int(chains.member[at]), int(chains.event[at])
        path = examples.beginnings(*example)
        if not told.isdisjoint(path):
            continue
        begun.update(path)
        told.add(key)
        found.append(examples.chain(*example, int(chains.futures[at])))
        if len(found) == most:
            break
    return found


class _Examples:
    """Reads the futures that tell a chain, each once."""

    def __init__(self, data: RunData) -> None:
        self._data = data
        self._known: dict[int, tuple[EventTable, list[str], Trails]] = {}

    def _of(self, member: int) -> tuple[EventTable, list[str], Trails]:
        if member not in self._known:
            events, words = from_arrow(self._data.parts.of(member))
            self._known[member] = events, words, find_trails(events, words)
        return self._known[member]

    def beginnings(self, member: int, event: int) -> list[int]:
        """Return the keys of the stories that the one of an event begins with, itself first."""
        _, _, trails = self._of(member)
        return [int(trails.keys[at]) for at in trails.beginnings(int(trails.trail[event]))]

    def chain(self, member: int, event: int, count: int) -> Chain:
        """Return the chain that ends in an event, as its future tells it."""
        events, words, trails = self._of(member)
        columns = (events.kind, events.item, events.actor, events.target, events.place)
        path = trails.path(event)
        steps = tuple(Step(*(words[column[at]] for column in columns)) for at in path)
        within = events.day[event] <= self._data.decided_day
        return Chain(
            steps=steps,
            count=count,
            futures=self._data.size,
            member=member,
            event=event,
            kind="observed" if within else "hypothesised",
            unseen=any(is_unseen(self._data.scenario, step) for step in steps),
        )


def is_unseen(scenario: Scenario, step: Step) -> bool:
    """Return whether a step is something that nobody has seen."""
    if step.kind == "outcome":
        cases = scenario.outcomes[step.item].cases
        return any(case.id == step.target and not case.observed for case in cases)
    return step.kind == "rung_up" and step.item in unseen_rungs(scenario)
