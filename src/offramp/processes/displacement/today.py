"""What is worked out for one day and forgotten."""

from typing import NamedTuple

import numpy as np

from offramp.engine.state import State
from offramp.processes.displacement.setting import Setting
from offramp.processes.displacement.tables import (
    ROWS,
    Counts,
    Floats,
    Names,
    Own,
    quantities_of,
)


class Today(NamedTuple):
    """Arrays of one day, for a block of members."""

    quantity: Floats
    """Effective quantities, (member, place); places as in `Columns`."""
    law: Floats
    """Hazards and shares, (member, row, origin); rows as in `tables`."""
    inside: Floats
    """Pull of all places inside, as quiet as they are, (member, origin)."""
    outside: Floats
    """Share that goes to each host, times its level, (member, host, origin)."""
    sent: Counts
    """Who sets out for each host, (member, host, origin)."""
    labels: Names
    """Of the draws of the day."""
    standing: Floats
    """Level of each host with what is shared, (member, host)."""

    @classmethod
    def of(cls, state: State, setting: Setting, own: Own) -> "Today":
        """Make room for a block of members."""
        shape = members, _, origins = own.way_out.shape
        return cls(
            quantities_of(state["quantity"], setting.positions),
            np.empty((members, ROWS, origins)),
            np.empty((members, origins)),
            np.empty(shape),
            np.zeros(shape, np.int64),
            setting.names.on(state.day),
            np.empty(own.level.shape),
        )

    def of_member(self, column: int) -> Floats:
        """Return a copy of one quantity, float64 (member,)."""
        return np.array(self.quantity[:, column])
