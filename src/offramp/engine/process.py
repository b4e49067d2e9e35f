"""What a process is: one published model, or one rule book, that steps a state by a day."""

from collections.abc import Iterable
from typing import Protocol

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State


class Process(Protocol):
    """One part of a day.

    A process holds parameters and positions only, never anything that changes during a run. It
    reads and writes the arrays that it names, logs events through `State.emit`, and calls no
    other process: what it has to tell, it writes.
    """

    name: str
    """Its name in `order` of a scenario."""
    quantities: tuple[str, ...]
    """Quantities that a scenario must give for it."""
    reads: tuple[str, ...]
    """Arrays that it reads."""
    writes: tuple[str, ...]
    """Arrays that it changes, their causes included."""

    def __init__(self, layout: Layout) -> None: ...

    def fields(self) -> Iterable[Field]:
        """Return arrays of its own that the state shall hold."""

    def begin(self, state: State, unknowns: Draws) -> None:
        """Set its arrays for day 0; `unknowns` draws what is not known, once a member."""

    def step(self, state: State) -> None:
        """Change the state by its part of the day `state.day`."""
