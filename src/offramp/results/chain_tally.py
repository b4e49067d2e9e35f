"""Chains counted by what they tell, so that the counts of shards can be added up.

A story has the same key in every shard: 64 bits made of the words of its steps, one step after
the other. Of each only how many futures have it is kept, and the first event in which it ends;
that event's own future tells the rest.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import EventTable
from offramp.model.scenario import Scenario
from offramp.results.trails import Trails

ENDS = ("lethal", "rung_up", "in_force")
"""Kinds of events in which a chain ends."""
CLIMBS = ("lethal", "rung_up")
"""Those in which a hypothesised chain ends, if any future has one: a step towards war."""


@dataclass(frozen=True)
class ChainTally:
    """Stories that end in some events, each once; arrays of shape (story,)."""

    key: NDArray[np.uint64]
    """Of the story, in rising order."""
    futures: NDArray[np.int64]
    """Futures that have it."""
    items: NDArray[np.int64]
    """How many items it is about."""
    member: NDArray[np.int64]
    """The first future that has it."""
    event: NDArray[np.int64]
    """The number of the first event there in which it ends."""

    def __len__(self) -> int:
        return len(self.key)

    @classmethod
    def of(cls, events: EventTable, trails: Trails, ends: NDArray[np.intp]) -> "ChainTally":
        """Count the stories that end in some rows, given in order.

        Args:
            events: of some members.
            trails: of all these events.
            ends: rows.
        """
        keys = trails.keys[trails.trail[ends]]
        members = events.member[ends]
        known, first, story = np.unique(keys, return_index=True, return_inverse=True)
        pairs = np.unique(np.stack([story.reshape(-1), members]), axis=1)
        rows = ends[first]
        return cls(
            key=known,
            futures=np.bincount(pairs[0], minlength=len(known)).astype(np.int64),
            items=np.array(trails.items, np.int64)[trails.trail[rows]],
            member=members[first],
            event=events.event[rows].astype(np.int64),
        )

    def add(self, other: "ChainTally") -> "ChainTally":
        """Return the counts of both; the members of the other have higher numbers."""
        key, first, story = np.unique(
            np.concatenate([self.key, other.key]), return_index=True, return_inverse=True
        )
        futures = np.zeros(len(key), np.int64)
        np.add.at(futures, story.reshape(-1), np.concatenate([self.futures, other.futures]))
        items, member, event = (
            np.concatenate([getattr(self, name), getattr(other, name)])[first]
            for name in ("items", "member", "event")
        )
        return ChainTally(key, futures, items, member, event)


def chain_ends(
    scenario: Scenario, decided_day: int, events: EventTable, words: Sequence[str]
) -> dict[str, NDArray[np.intp]]:
    """Return the rows in which chains end.

    Args:
        scenario: that was run.
        decided_day: last day on which history decides what actors do.
        events: of some members.
        words: that the codes stand for.

    Returns:
        Rows of `observed` chains, within history; of `climbs`, steps towards war after it; and of
        chains `later`, of any kind after it.
    """
    ends, within = _are(events.kind, words, ENDS), events.day <= decided_day
    climbs = _are(events.kind, words, CLIMBS) & _are(events.item, words, _of_blocs(scenario))
    return {
        "observed": np.flatnonzero(ends & within),
        "climbs": np.flatnonzero(climbs & ~within),
        "later": np.flatnonzero(ends & ~within),
    }


def _are(
    codes: NDArray[np.int32], words: Sequence[str], wanted: Collection[str]
) -> NDArray[np.bool_]:
    """Return whether codes stand for some words."""
    return np.isin(codes, [code for code, word in enumerate(words) if word in wanted])


def _of_blocs(scenario: Scenario) -> set[str]:
    """Return the contacts of two sides themselves, and the rungs from the lowest they lead to."""
    contacts = {key: contact for key, contact in scenario.contacts.items() if contact.between_blocs}
    rungs = scenario.ladder.rungs
    lowest = min((rungs[contact.rung].level for contact in contacts.values()), default=0)
    return {*contacts, *(key for key, rung in rungs.items() if rung.level >= lowest)}
