"""Law: which provisions are met today. It finds; it decides nothing.

A provision whose reading is disputed is found contested where its trigger is met.
"""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.model.law import Provision

MET, CONTESTED = 1.0, 2.0
"""Findings; 0 is not met."""


class Law:
    """Sets the finding of every provision, and logs the day it comes to be met."""

    name: str = "law"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("finding",)

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._provisions = {k: p for k, p in layout.scenario.provisions.items() if not p.disabled}
        self._program = compile_program(layout, [p.trigger for p in self._provisions.values()])

    def _in_force(self, provision: Provision, state: State) -> bool:
        """Return whether the treaty of a provision is in force today."""
        scenario = self._layout.scenario
        since = scenario.treaties[provision.treaty].in_force
        return since is None or scenario.day_of(since) <= state.day

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: nothing is found before the first day."""

    def step(self, state: State) -> None:
        """Find which triggers are met."""
        if not self._provisions:
            return
        held = self._program.evaluate(state)
        for index, (key, provision) in enumerate(self._provisions.items()):
            at = self._layout.position("provisions", key)
            met = CONTESTED if provision.readings else MET
            finding = np.where(
                held[index].astype(bool) & self._in_force(provision, state), met, 0.0
            )
            rows = np.flatnonzero((finding > 0) & (state["finding"][:, at] == 0))
            state["finding"][:, at] = finding
            if not len(rows):
                continue
            ids = state.emit(
                rows,
                "finding",
                key,
                f"provisions.{key}",
                signals=[key],
                target="contested" if provision.readings else "met",
                causes=[cause[rows] for cause in self._program.causes(index, state)],
            )
            state.causes["finding"][rows, at] = ids
