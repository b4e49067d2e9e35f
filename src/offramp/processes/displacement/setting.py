"""What displacement needs of a scenario, worked out once."""

from dataclasses import dataclass

import numpy as np

from offramp.engine.layout import Layout
from offramp.processes.displacement.network import Network
from offramp.processes.displacement.observed import Observed
from offramp.processes.displacement.tables import (
    Columns,
    Counts,
    Floats,
    Names,
    positions_of,
)

MEN = 0.5
"""Share of men and boys where a place gives its population only: half."""


@dataclass(frozen=True)
class Setting:
    """Positions, names of draws, distances and observations of one scenario."""

    columns: Columns
    starts: Counts
    """The same as an array, which is quicker to hand to a kernel than so many numbers."""
    positions: Counts
    """Of the quantities, among all of the scenario."""
    names: Names
    network: Network
    observed: Observed
    capacity: Floats
    """People that can cross into each host in a day."""
    population: Counts
    """People in each origin at the start."""
    men: Floats
    """Men and boys among them."""

    @classmethod
    def of(cls, layout: Layout) -> "Setting":
        """Work it out.

        Raises:
            ScenarioError: if a quantity has not one number for each label that is needed.
        """
        origins = layout.scenario.places_of("origin").values()
        network = Network.of(layout.scenario)
        men = [p.male if p.male + p.female else p.population * MEN for p in origins]
        columns = Columns.of(layout)
        return cls(
            columns=columns,
            starts=np.array(columns, np.int64),
            positions=positions_of(layout),
            names=Names.of(layout),
            network=network,
            observed=Observed.of(layout),
            capacity=network.capacity,
            population=np.array([place.population for place in origins], np.int64),
            men=np.array(men, np.float64),
        )
