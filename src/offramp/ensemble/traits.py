"""What is compared of a future: how it went, some numbers at its end, and what happened in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block
from offramp.engine.layout import Layout
from offramp.model.scenario import Scenario

TOLD = ("proposed", "adopted", "rejected", "in_force", "threshold", "crossed", "lethal", "rung_up")
"""Kinds of events of which it is compared whether they come about."""


@dataclass(frozen=True)
class Traits:
    """What is compared, of the same members in the same order as elsewhere."""

    members: NDArray[np.int64]
    """Their numbers, shape (member,)."""
    outcomes: dict[str, NDArray[np.int8]]
    """Position of the case that holds, by question, each of shape (member,)."""
    hazard: NDArray[np.float64]
    """Cumulative hazard of reaching each rung, shape (member, dyad, rung)."""
    numbers: dict[tuple[str, str], NDArray[np.float64]]
    """By name and label (empty where it has none), each of shape (member,)."""
    happened: dict[tuple[str, str], NDArray[np.bool_]]
    """Whether there is an event, by kind and item, each of shape (member,)."""
    indicators: dict[str, NDArray[np.float64]]
    """Indicators by id, each of shape (member,); not-a-number where one has no value."""


def traits_of(block: Block, layout: Layout) -> Traits:
    """Return what is compared of the futures of a block."""
    return Traits(
        members=block.members,
        outcomes=dict(block.outcomes),
        hazard=block.hazard,
        numbers=_numbers(block, layout),
        happened=_happened(block, layout.names.words),
        indicators=dict(block.indicators),
    )


def _numbers(block: Block, layout: Layout) -> dict[tuple[str, str], NDArray[np.float64]]:
    found: dict[tuple[str, str], NDArray[np.float64]] = {}
    for at, host in enumerate(layout.labels["hosts"]):
        found["arrivals", host] = block.series["arrivals_total"][:, -1, at].astype(np.float64)
    arrived = block.series["arrivals_total"][:, -1].sum(axis=1, dtype=np.int64)
    found["arrivals_in_all", ""] = arrived.astype(np.float64)
    for at, host in enumerate(layout.labels["hosts"]):
        strain = block.series["strain"][:, :, at].astype(np.float64)
        if not np.isnan(strain).all():
            found["strain", host] = np.nan_to_num(strain).max(axis=1)
    trapped = block.series["trapped"].sum(axis=(1, 2), dtype=np.int64)
    found["trapped", ""] = trapped.astype(np.float64)
    found["lethal", ""] = _lethal(block, layout).astype(np.float64)
    return found


def _lethal(block: Block, layout: Layout) -> NDArray[np.int64]:
    """Return the number of lethal incidents between two sides that history did not decide."""
    scenario: Scenario = layout.scenario
    words = layout.names.words
    ways = {name for name, contact in scenario.contacts.items() if contact.between_blocs}
    items = [code for code, word in enumerate(words) if word in ways]
    kinds = [code for code, word in enumerate(words) if word == "lethal"]
    rows = np.isin(block.events.item, items) & np.isin(block.events.kind, kinds)
    rows &= block.events.day > scenario.decided_day
    at = np.searchsorted(block.members, block.events.member[rows])
    return np.bincount(at, minlength=len(block.members))


def _happened(block: Block, words: Sequence[str]) -> dict[tuple[str, str], NDArray[np.bool_]]:
    events = block.events
    told = [code for code, word in enumerate(words) if word in TOLD]
    rows = np.isin(events.kind, told)
    pairs, group = np.unique(
        np.stack([events.kind[rows], events.item[rows]], axis=1), axis=0, return_inverse=True
    )
    at = np.searchsorted(block.members, events.member[rows])
    table = np.zeros((len(pairs), len(block.members)), bool)
    table[group.reshape(-1), at] = True
    return {(words[kind], words[item]): table[n] for n, (kind, item) in enumerate(pairs.tolist())}


def joined(parts: Sequence[Traits]) -> Traits:
    """Join the traits of blocks, in order of their members."""
    parts = sorted(parts, key=lambda part: int(part.members[0]))
    sizes = [len(part.members) for part in parts]
    happened = {
        key: np.concatenate(
            [
                part.happened.get(key, np.zeros(size, bool))
                for part, size in zip(parts, sizes, strict=True)
            ]
        )
        for key in sorted({key for part in parts for key in part.happened})
    }
    first = parts[0]
    return Traits(
        members=np.concatenate([part.members for part in parts]),
        outcomes={
            name: np.concatenate([part.outcomes[name] for part in parts]) for name in first.outcomes
        },
        hazard=np.concatenate([part.hazard for part in parts]),
        numbers={
            name: np.concatenate([part.numbers[name] for part in parts]) for name in first.numbers
        },
        happened=happened,
        indicators={
            name: np.concatenate([part.indicators[name] for part in parts])
            for name in first.indicators
        },
    )
