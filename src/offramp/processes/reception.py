"""Reception strain: the use that is made of the means a host has stated.

strain_h = max(mean inflow_h / processing_rate_h, hosted_h / planning_figure_h)

The mean inflow is exponential, over `strain_memory` days, and starts from none: one busy day is not
yet strain. A means that nobody has stated is left out; with neither, strain is not-a-number: not
assessed.
"""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State


class Reception:
    """Sets the reception strain of every host; the event behind it is that behind its people."""

    name: str = "reception"
    quantities: tuple[str, ...] = ("planning_figure", "processing_rate", "strain_memory")
    reads: tuple[str, ...] = ("arrivals", "hosted", "quantity")
    writes: tuple[str, ...] = ("strain", "mean_inflow")

    def __init__(self, layout: Layout) -> None:
        self._hosts = layout.width("hosts")

    def fields(self) -> Iterable[Field]:
        """Return the mean inflow (person/day) of each host."""
        return (Field("mean_inflow", (self._hosts,)),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Mark every strain as not assessed until the first day."""
        state["strain"][:] = np.nan

    def step(self, state: State) -> None:
        """Take today's arrivals into the mean, and set the strain."""
        mean = state["mean_inflow"]
        mean += (state["arrivals"] - mean) / np.maximum(state.quantity("strain_memory"), 1.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            inflow = mean / state.quantity("processing_rate")
            stock = state["hosted"] / state.quantity("planning_figure")
        state["strain"][:] = np.fmax(inflow, stock)
        state.causes["strain"][:] = state.causes["hosted"]
