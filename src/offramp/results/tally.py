"""What is counted of the events of a run: shard by shard, and exactly as of all at once.

A member lies in one shard, so that futures are counted by adding up. Nothing is kept of a shard
but counts: by kind and item, by day of the first event, and by chain.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import EventTable
from offramp.model.contact import INTENTS
from offramp.model.scenario import Scenario
from offramp.results.chain_tally import ChainTally, chain_ends
from offramp.results.parts import Parts
from offramp.results.summary.numbers import futures_with, grouped
from offramp.results.trails import find_trails

Pair = tuple[str, str]


@dataclass
class Tally:
    """Counts over the events of some members."""

    events: Counter[Pair] = field(default_factory=Counter)
    """Events by kind and item."""
    futures: Counter[Pair] = field(default_factory=Counter)
    """Futures that have one."""
    futures_after: Counter[Pair] = field(default_factory=Counter)
    """Futures that have one once history decides no more."""
    imposed: dict[Pair, int] = field(default_factory=dict)
    """Earliest day of what a dated event imposed, by item and kind."""
    first_days: dict[str, Counter[int]] = field(default_factory=dict)
    """Futures by the day of their first event: thresholds by name; of lethal incidents once
    history decides no more `contact.DYAD`, between the two sides of a dyad in any way."""
    intents: Counter[Pair] = field(default_factory=Counter)
    """Lethal incidents once history decides no more, by contact and intent."""
    chains: dict[str, ChainTally] = field(default_factory=dict)
    """Chains, by the ends that they have; see `chain_ends`."""

    def add(self, other: "Tally") -> None:
        """Add what was counted of other members, whose numbers are higher."""
        self.events.update(other.events)
        self.futures.update(other.futures)
        self.futures_after.update(other.futures_after)
        self.intents.update(other.intents)
        for pair, day in other.imposed.items():
            self.imposed[pair] = min(day, self.imposed.get(pair, day))
        for name, days in other.first_days.items():
            self.first_days.setdefault(name, Counter()).update(days)
        for name, chains in other.chains.items():
            self.chains[name] = self.chains[name].add(chains) if name in self.chains else chains


class Counted:
    """What was counted of shards already; of those that follow one another, one sum is kept."""

    def __init__(self) -> None:
        self._ranges: dict[int, tuple[int, Tally]] = {}

    def add(self, first: int, stop: int, own: Tally) -> None:
        """Add what was counted of members `first` up to `stop` (not included)."""
        for begin, (end, before) in self._ranges.items():
            if end == first:
                before.add(own)
                first, own = begin, before
                break
        if stop in self._ranges:
            stop, after = self._ranges.pop(stop)
            own.add(after)
        self._ranges[first] = (stop, own)

    def since(self, first: int) -> tuple[int, Tally] | None:
        """Return up to where, and what, was counted from a member on; None where nothing was."""
        return self._ranges.get(first)


def tally(scenario: Scenario, decided_day: int, parts: Parts, counted: Counted) -> Tally:
    """Count the events of a run, one shard in memory at a time.

    Args:
        scenario: that was run.
        decided_day: last day on which history decides what actors do.
        parts: the events.
        counted: what was counted before.
    """
    found, until = Tally(), 0
    for part in parts.parts:
        if part.first < until:
            continue
        known = counted.since(part.first)
        if known is None:
            found.add(tally_events(scenario, decided_day, *part.coded()))
        else:
            until, own = known
            found.add(own)
    return found


def tally_events(
    scenario: Scenario, decided_day: int, events: EventTable, words: Sequence[str]
) -> Tally:
    """Count the events of some members; see `tally`."""
    after = np.flatnonzero(events.day > decided_day)
    group, rows = grouped([events.kind, events.item])
    counts = np.bincount(group, minlength=len(rows))
    trails = find_trails(events, words)
    return Tally(
        events=Counter(
            {
                (words[events.kind[row]], words[events.item[row]]): int(count)
                for row, count in zip(rows, counts, strict=True)
            }
        ),
        futures=_futures(events, words, slice(None)),
        futures_after=_futures(events, words, after),
        imposed=_imposed(events, words),
        first_days=_thresholds(scenario, events, words) | _contacts(scenario, events, words, after),
        intents=_intents(scenario, events, words, after),
        chains={
            name: ChainTally.of(events, trails, ends)
            for name, ends in chain_ends(scenario, decided_day, events, words).items()
        },
    )


def coded(words: Sequence[str], wanted: object) -> NDArray[np.intp]:
    """Return the codes of the words that something contains."""
    return np.flatnonzero([word in wanted for word in words])  # type: ignore[operator]


def _futures(
    events: EventTable, words: Sequence[str], rows: slice | NDArray[np.intp]
) -> Counter[Pair]:
    """Count futures by kind and item over some rows."""
    found = futures_with(events.member[rows], [events.kind[rows], events.item[rows]])
    return Counter({(words[kind], words[item]): count for (kind, item), count in found.items()})


def _imposed(events: EventTable, words: Sequence[str]) -> dict[Pair, int]:
    """Return the earliest day of what dated events imposed."""
    rules = np.flatnonzero([word.startswith("events.") for word in words])
    rows = np.flatnonzero(np.isin(events.rule, rules))
    steps = [events.item[rows], events.kind[rows], events.day[rows]]
    found: dict[Pair, int] = {}
    for at in grouped(steps)[1]:
        item, kind, day = (int(column[at]) for column in steps)
        found.setdefault((words[item], words[kind]), day)
    return found


def _first_days(events: EventTable, rows: NDArray[np.intp]) -> Counter[int]:
    """Count futures by the day of the first of some rows."""
    _, first = np.unique(events.member[rows], return_index=True)
    days, counts = np.unique(events.day[rows][first], return_counts=True)
    return Counter(dict(zip(days.tolist(), counts.tolist(), strict=True)))


def _thresholds(
    scenario: Scenario, events: EventTable, words: Sequence[str]
) -> dict[str, Counter[int]]:
    passed = np.flatnonzero(np.isin(events.kind, coded(words, ("threshold",))))
    items = events.item[passed]
    return {
        words[item]: _first_days(events, passed[items == item])
        for item in np.unique(items)
        if words[item] in scenario.thresholds
    }


def _contacts(
    scenario: Scenario, events: EventTable, words: Sequence[str], after: NDArray[np.intp]
) -> dict[str, Counter[int]]:
    lethal = after[np.isin(events.kind[after], coded(words, ("lethal",)))]
    found = {}
    for dyad in scenario.ladder.dyads:
        ways = between_sides(scenario, dyad)
        if ways:
            own = lethal[np.isin(events.item[lethal], coded(words, ways))]
            found[f"contact.{dyad}"] = _first_days(events, own)
    return found


def between_sides(scenario: Scenario, dyad: str) -> list[str]:
    """Return the contacts between the two sides of a dyad that are not switched off."""
    return [
        name
        for name, way in scenario.contacts.items()
        if way.dyad == dyad and way.between_blocs and not way.disabled
    ]


def _intents(
    scenario: Scenario, events: EventTable, words: Sequence[str], after: NDArray[np.intp]
) -> Counter[Pair]:
    lethal = after[np.isin(events.kind[after], coded(words, ("lethal",)))]
    item = np.full(len(events), -1)
    item[lethal] = events.item[lethal]
    owner = np.repeat(item, np.diff(events.inputs_start))
    intents = np.isin(events.input_names, coded(words, INTENTS)) & (owner >= 0)
    pairs, counts = np.unique(
        np.stack([owner[intents], events.input_names[intents]]), axis=1, return_counts=True
    )
    return Counter(
        {
            (words[way], words[intent]): int(count)
            for (way, intent), count in zip(pairs.T, counts, strict=True)
            if words[way] in scenario.contacts
        }
    )
