"""What displacement needs of a scenario, worked out once."""

from dataclasses import dataclass

import numpy as np

from offramp.engine.layout import Layout
from offramp.processes.displacement.given import Given
from offramp.processes.displacement.network import Network
from offramp.processes.displacement.observed import Observed
from offramp.processes.displacement.tables import (
    Columns,
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
    network: Network
    given: Given
    """What a day is handed."""
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
        columns, observed = Columns.of(layout), Observed.of(layout)
        return cls(
            columns=columns,
            network=network,
            given=Given(
                starts=np.array(columns, np.int64),
                positions=positions_of(layout),
                population=np.array([place.population for place in origins], np.int64),
                capacity=network.capacity,
                crossings=observed.crossings,
                teaches=observed.teaches,
                last=observed.last,
                names=Names.of(layout),
            ),
            men=np.array(men, np.float64),
        )
