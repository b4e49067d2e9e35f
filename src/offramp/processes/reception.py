"""Reception strain: the use that is made of the means a host has stated.

strain_h = max(mean inflow_h / processing_rate_h, hosted_h / planning_figure_h)

The mean inflow is exponential, over `strain_memory` days, and starts from none: one busy day is not
yet strain. A means that nobody has stated is left out; with neither, strain is not-a-number: not
assessed.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State

Floats = NDArray[np.float64]


class Reception:
    """Sets the reception strain of every host; the event behind it is that behind its people."""

    name: str = "reception"
    quantities: tuple[str, ...] = ("planning_figure", "processing_rate", "strain_memory")
    reads: tuple[str, ...] = ("arrivals", "hosted", "quantity")
    writes: tuple[str, ...] = ("strain", "mean_inflow")

    def __init__(self, layout: Layout) -> None:
        self._hosts = layout.width("hosts")
        self._columns = np.array([layout.columns[name].start for name in self.quantities])

    def fields(self) -> Iterable[Field]:
        """Return the mean inflow (person/day) of each host."""
        return (Field("mean_inflow", (self._hosts,)),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Mark every strain as not assessed until the first day."""
        state["strain"][:] = np.nan

    def step(self, state: State) -> None:
        """Take today's arrivals into the mean, and set the strain."""
        _strain(
            self._columns,
            state["quantity"].T,
            state["arrivals"],
            state["hosted"],
            state["mean_inflow"],
            state["strain"],
        )
        state.causes["strain"][:] = state.causes["hosted"]


@njit
def _strain(
    columns: NDArray[np.int64],
    quantity: Floats,
    arrivals: NDArray[np.int64],
    hosted: NDArray[np.int64],
    mean: Floats,
    strain: Floats,
) -> None:
    """Take today's arrivals into the mean, and set the strain.

    Args:
        columns: of the quantities of the process, in their order.
        quantity: effective values, (column, member).
        arrivals: of today, (member, host).
        hosted: people at each host, (member, host).
        mean: inflow, to be brought up to date, (member, host).
        strain: to be set, (member, host).
    """
    for member in range(mean.shape[0]):
        memory = np.maximum(quantity[columns[2], member], 1.0)
        for host in range(mean.shape[1]):
            mean[member, host] += (arrivals[member, host] - mean[member, host]) / memory
            inflow = mean[member, host] / quantity[columns[1] + host, member]
            stock = hosted[member, host] / quantity[columns[0] + host, member]
            strain[member, host] = np.fmax(inflow, stock)
