"""What is worked out for one day of a few members, and forgotten."""

from typing import NamedTuple

import numpy as np

from offramp.engine._jit import njit
from offramp.processes.displacement.tables import ROWS, Counts, Floats


class Today(NamedTuple):
    """Arrays of one day; all have the leading axis member."""

    quantity: Floats
    """Effective quantities, (place); places as in `Columns`."""
    law: Floats
    """Hazards and shares, (row, origin); rows as in `tables`."""
    inside: Floats
    """Pull of all places inside, as quiet as they are, (origin)."""
    outside: Floats
    """Share that goes to each host, times its level, (host, origin)."""
    sent: Counts
    """Who sets out for each host, (host, origin)."""
    standing: Floats
    """Level of each host with what is shared, (host)."""
    free_trapped: Counts
    """Trapped people who are free to leave the country, (origin)."""
    away: Counts
    """People of each origin, free to leave the country, neither at home nor trapped, (origin)."""


@njit
def new_today(members: int, quantities: int, hosts: int, origins: int) -> Today:
    """Make room for some members; nobody has set out yet."""
    return Today(
        np.empty((members, quantities)),
        np.empty((members, ROWS, origins)),
        np.empty((members, origins)),
        np.empty((members, hosts, origins)),
        np.zeros((members, hosts, origins), np.int64),
        np.empty((members, hosts)),
        np.empty((members, origins), np.int64),
        np.empty((members, origins), np.int64),
    )
