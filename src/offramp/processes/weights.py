"""Choosing among named answers whose weights are uncertain."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws, Keys, draw, name_key, name_keys
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.model.quantity import Number


@dataclass(frozen=True)
class Weights:
    """Answers with their weights in a scenario, and how little is known of them.

    What a member believes, weight x exp(doubt x standard normal), is drawn once; the
    choice of a day is a logit on the logarithm of those weights.
    """

    owner: str
    """Dotted path of the item that they belong to."""
    answers: tuple[str, ...]
    columns: tuple[int, ...]
    doubt: int

    @classmethod
    def of(
        cls, layout: Layout, owner: str, field: str, weights: dict[str, Number], doubt: Number
    ) -> "Weights":
        """Find the columns of the weights that an item gives under `field`."""
        columns = tuple(layout.column(n, f"{owner}.{field}.{a}") for a, n in weights.items())
        return cls(owner, tuple(weights), columns, layout.column(doubt, f"{owner}.doubt"))

    def believed(self, state: State, unknowns: Draws) -> NDArray[np.float64]:
        """Draw the weights that hold in each member, float64 (member, answer)."""
        names = np.array([name_key(self.owner, "weight", a) for a in self.answers], np.uint64)
        noise = unknowns.normals(0, names)
        doubt = state["base"][:, self.doubt, None]
        weights: NDArray[np.float64] = state["base"][:, list(self.columns)] * np.exp(doubt * noise)
        return weights

    def names(self, purpose: Sequence[str] = ()) -> Keys:
        """Return the names of the draws of a choice, one for each answer."""
        return name_keys([self.owner, "choice", *purpose], self.answers)


@njit
def choose_one(key: np.uint64, day: int, names: Keys, weights: NDArray[np.float64]) -> int:
    """Choose an answer of a day in one member, by its position; of those as good the first.

    Args:
        key: of the member.
        day: of the choice.
        names: as from `Weights.names`.
        weights: that hold in the member, (answer).
    """
    best, chosen = -math.inf, 0
    for answer in range(names.size):
        worth = np.log(weights[answer]) - math.log(-math.log(draw(key, day, names[answer], 0)))
        if worth > best:
            best, chosen = worth, answer
    return chosen
