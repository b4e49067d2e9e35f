"""What is compared of runs that are kept: the same of each future as of one that was run just now.

Everything is read from the folder, and nothing is run again.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import EventTable
from offramp.ensemble.reasons import Told
from offramp.ensemble.stories import Stories, stories_in
from offramp.ensemble.stories import joined as joined_stories
from offramp.ensemble.traits import TOLD, Traits
from offramp.model.scenario import Scenario
from offramp.results.data import RunData
from offramp.results.past import Past
from offramp.results.run import Run


def told_run(run: Run) -> Told:
    """Return a run as one side of a comparison.

    Raises:
        RunError: if a piece of it is missing or damaged.
    """
    data, scenario = run.data, run.scenario
    stories: list[Stories] = []
    happened: dict[tuple[str, str], NDArray[np.bool_]] = {}
    lethal = np.zeros(data.size, np.int64)
    for events, words in data.parts.coded():
        at = np.searchsorted(data.members, events.member)
        stories.append(stories_in(events, words, scenario))
        _happened(events, words, at, happened, data.size)
        lethal += np.bincount(at[_lethal(scenario, events, words)], minlength=data.size)
    return Told(
        scenario,
        _traits(data, scenario, happened, lethal),
        joined_stories(stories),
        lambda wanted: {member: Past.of(data, member) for member in wanted},
    )


def _traits(
    data: RunData,
    scenario: Scenario,
    happened: dict[tuple[str, str], NDArray[np.bool_]],
    lethal: NDArray[np.int64],
) -> Traits:
    ladder = scenario.ladder
    hazard = np.zeros((data.size, len(ladder.dyads), len(ladder.rungs)))
    for dyad, pair in enumerate(ladder.dyads):
        for rung, step in enumerate(ladder.rungs):
            hazard[:, dyad, rung] = data.ends[f"hazard.{pair}.{step}"]
    return Traits(
        members=data.members,
        outcomes=answered(data),
        hazard=hazard,
        numbers=_numbers(data, lethal),
        happened=happened,
        indicators=dict(data.indicators),
    )


def answered(data: RunData) -> dict[str, NDArray[np.int8]]:
    """Return the position of the case that holds in each future, (member,), by question."""
    found = {}
    for question in data.questions:
        answers = data.ends[f"outcome.{question}"]
        ids = [case.id for case in data.scenario.outcomes[question].cases]
        found[question] = np.zeros(data.size, np.int8)
        for at, key in enumerate(ids):
            found[question][answers == key] = at
    return found


def _numbers(
    data: RunData, lethal: NDArray[np.int64]
) -> dict[tuple[str, str], NDArray[np.float64]]:
    arrived = data.arrived(0, data.days).astype(np.float64)
    hosts = data.labels("hosts")
    found = {("arrivals", host): arrived[:, at] for at, host in enumerate(hosts)}
    found["arrivals_in_all", ""] = arrived.sum(axis=1)
    for host in hosts:
        peaks = np.asarray(data.ends[f"peak.strain.{host}"], np.float64)
        if not np.isnan(peaks).all():
            found["strain", host] = np.nan_to_num(peaks)
    found["trapped", ""] = np.asarray(data.ends["person_days.trapped"], np.float64)
    found["lethal", ""] = lethal.astype(np.float64)
    return found


def _happened(
    events: EventTable,
    words: Sequence[str],
    at: NDArray[np.intp],
    found: dict[tuple[str, str], NDArray[np.bool_]],
    size: int,
) -> None:
    """Add whether there is an event of each kind about each item."""
    rows = np.flatnonzero(np.isin(events.kind, _codes(words, TOLD)))
    pairs, group = np.unique(
        np.stack([events.kind[rows], events.item[rows]], axis=1), axis=0, return_inverse=True
    )
    table = np.zeros((len(pairs), size), bool)
    table[group.reshape(-1), at[rows]] = True
    for row, (kind, item) in zip(table, pairs.tolist(), strict=True):
        key = words[kind], words[item]
        found[key] = found.get(key, False) | row


def _lethal(scenario: Scenario, events: EventTable, words: Sequence[str]) -> NDArray[np.bool_]:
    """Return which rows are lethal incidents between two sides that history did not decide."""
    ways = [name for name, contact in scenario.contacts.items() if contact.between_blocs]
    found: NDArray[np.bool_] = np.isin(events.item, _codes(words, ways))
    found &= np.isin(events.kind, _codes(words, ["lethal"]))
    return found & (events.day > scenario.decided_day)


def _codes(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    return [code for code, word in enumerate(words) if word in wanted]
