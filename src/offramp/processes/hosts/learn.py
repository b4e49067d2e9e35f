"""What counts teach: by how much the law was wrong about each host, and about how many flee.

On the last day on which single hosts were counted, the people in each are set against those that
the law alone would have put there from the same totals. The logarithm of the ratio of the shares is
the level of the host from then on, weighed by people / (people + evidence): among few people a
report or a busload decides. Hosts closed on that day, or never counted until then, teach nothing
and are left out of the shares. What sets a host apart beyond
that is drawn from a normal distribution of mean 0 and standard deviation `hosts_spread`, times the
square root of the weight that is left. The level of the flow compares
the people who came with those the law expected, in the same way.
"""

import numpy as np
from numpy.typing import NDArray

from offramp.processes.hosts.tables import Counts, Floats

FEW = 0.02
"""Added to both shares: a host of 2 % that stands empty may yet fill."""

BOUND = 3.0
"""Largest level either way, a factor of 20."""


def levels(seen: Counts, alone: Floats, reached: NDArray[np.bool_], evidence: Floats) -> Floats:
    """Return what the last counts teach of each host, (member, host).

    Args:
        seen: people counted in each host, (host,).
        alone: people there by the law alone, (member, host).
        reached: whether a way there is open and somebody has counted, (member, host).
        evidence: people at which counts and law weigh the same, (member,).
    """
    expected = np.where(reached, alone, 0.0).sum(axis=1, keepdims=True)
    there = np.where(reached, seen, 0).sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log((seen / there + FEW) / (alone / expected + FEW))
    found *= trust(float(seen.sum()), evidence)[:, None]
    found = np.where((expected > 0) & (there > 0) & reached, found, 0.0)
    return np.asarray(np.clip(found, -BOUND, BOUND), np.float64)


def flow_level(came: float, expected: Floats, people: float, evidence: Floats) -> Floats:
    """Return what the people who came teach of the flow, (member,).

    Args:
        came: in all days with counts.
        expected: by the law, in the same days, (member,).
        people: counted on the last day.
        evidence: people at which counts and law weigh the same, (member,).
    """
    found = np.log((max(came, 0.0) + 1.0) / (expected + 1.0)) * trust(people, evidence)
    return np.asarray(np.clip(found, -BOUND, BOUND), np.float64)


def trust(people: float, evidence: Floats) -> Floats:
    """Return the weight of a count of so many people, from 0 to 1, (member,)."""
    return np.asarray(people / np.maximum(people + evidence, 1.0), np.float64)
