"""What is kept of a run, day by day."""

import numpy as np
from numpy.typing import NDArray

from offramp.engine.state import State
from offramp.model.variables import VARIABLES


class Recorder:
    """Keeps the recorded variables of a block: people as int32, all else as float32.

    A day lies in one piece, so that it is written quickly.

    Attributes:
        series: by variable, an array of shape (member, day, label).
    """

    def __init__(self, state: State, days: int) -> None:
        self.series: dict[str, NDArray[np.generic]] = {}
        for variable in VARIABLES:
            if variable.recorded:
                shape = (days, len(state), state.layout.width(variable.over))
                kept = np.int32 if variable.whole else np.float32
                self.series[variable.name] = np.empty(shape, kept).swapaxes(0, 1)

    def record(self, state: State) -> None:
        """Keep today's values."""
        for name, kept in self.series.items():
            kept[:, state.day] = state[name]
