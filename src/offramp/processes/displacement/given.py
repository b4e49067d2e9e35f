"""What a day of displacement is handed: the same for all members on all days."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.processes.displacement.tables import Counts, Floats, Names


class Given(NamedTuple):
    """What is the same for all members on all days."""

    starts: Counts
    """Where each quantity begins, see `columns_at`."""
    positions: Counts
    """Of the quantities, among all of the scenario."""
    population: Counts
    """People in each origin at the start."""
    capacity: Floats
    """People that can cross into each host in a day."""
    crossings: Counts
    """Observed crossings, (host, day)."""
    teaches: NDArray[np.bool_]
    """Whether something is learned from a count, (host, day)."""
    last: Counts
    """Last observed day of each host."""
    names: Names
    """Of draws."""
