"""Choosing among named answers whose weights are uncertain."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws, Keys, name_key, name_keys, uniform_items
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

    def choose(
        self, keys: Keys, day: int, weights: NDArray[np.float64], names: Keys
    ) -> NDArray[np.intp]:
        """Choose one answer of a day in some members, by its position.

        Args:
            keys: of the members, shape (k,).
            day: of the choice.
            weights: that hold in each of them, shape (k, answer).
            names: as from `names`.

        Returns:
            Shape (k,).
        """
        shock = -np.log(-np.log(uniform_items(keys, day, names)))
        with np.errstate(divide="ignore"):
            chosen: NDArray[np.intp] = np.argmax(np.log(weights) + shock, axis=1)
        return chosen
