"""What the parts of the process share: names of arrays, of draws and of quantities."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine.layout import Layout
from offramp.engine.state import State

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

PREFIX = "hosts."
"""Begins the names of the arrays of this process in a state."""

QUANTITIES = (
    "hosts_distance_power",
    "hosts_origin_power",
    "hosts_company",
    "hosts_room_power",
    "hosts_evidence",
    "hosts_spread",
    "hosts_drift",
    "hosts_flight_rate",
    "hosts_flight_memory",
    "hosts_sum_of_counts",
    "hosts_seen_until",
    "hosts_total_until",
    "capacity",
    "capacity_growth",
    "attraction",
)
"""Quantities that a scenario gives for this process."""

OVER_HOSTS = ("capacity", "capacity_growth", "attraction")
"""Those with one number for each host; all others have one."""


class Own(NamedTuple):
    """Arrays of this process; the field names are theirs. All have the leading axis member."""

    size: Floats
    """Population of each origin to the power of `hosts_origin_power`, (origin)."""
    pull: Floats
    """How near each host is by the roads open today, (origin, host)."""
    fought: Floats
    """The last fighting above 0 at each origin, (origin)."""
    since: Floats
    """Days for which the fighting there has lasted, (origin)."""
    alone: Floats
    """People that would be in each host by the law alone, until counts end, (host)."""
    level: Floats
    """Logarithm of how much more go to each host than the law says, (host)."""
    flow: Floats
    """Logarithm of how much more flee than the law says, ()."""
    expected: Floats
    """People who would have fled by the law alone, until counts end, ()."""
    elsewhere: Counts
    """A pool: people counted in hosts who lived in no place of the scenario, (1)."""
    unmet: Counts
    """People given by the total for whom there was no way or nobody left, today, ()."""


def own_of(state: State) -> Own:
    """Return the arrays of this process."""
    return Own(**{name: state[f"{PREFIX}{name}"] for name in Own._fields})


def widths(layout: Layout) -> dict[str, tuple[tuple[int, ...], Any]]:
    """Return the shape, without the axis member, and type of each array of `Own`."""
    origins, hosts = layout.width("origins"), layout.width("hosts")
    return {
        "size": ((origins,), np.float64),
        "pull": ((origins, hosts), np.float64),
        "fought": ((origins,), np.float64),
        "since": ((origins,), np.float64),
        "alone": ((hosts,), np.float64),
        "level": ((hosts,), np.float64),
        "flow": ((), np.float64),
        "expected": ((), np.float64),
        "elsewhere": ((1,), np.int64),
        "unmet": ((), np.int64),
    }
