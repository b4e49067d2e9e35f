"""The ladder: incidents and measures raise a dyad, replies move it, quiet brings it down.

After a lethal incident, and on every day from the rung `exchange` on, the two sides reply: up
one rung, stay, or down one. A rung behind a gate is reached only while that is open. For a
rung that nobody has seen, the chance of reaching it is added up: hazard -= log(1 - chance).
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.processes.weights import Weights

UP, STAY, DOWN = "up", "stay", "down"
"""The replies."""


def first_levels(layout: Layout) -> NDArray[np.float64]:
    """Return the level of the rung on which each dyad starts, float64 (dyad,)."""
    ladder = layout.scenario.ladder
    lowest = min(ladder.rungs, key=lambda key: ladder.rungs[key].level)
    starts = [ladder.start.get(dyad, lowest) for dyad in layout.labels["dyads"]]
    return np.array([ladder.rungs[rung].level for rung in starts], np.float64)


class LadderProcess:
    """Moves every dyad by today's incidents, measures and replies.

    While history decides nothing is drawn: only what is on record raises a dyad. What would raise
    it onto or past a rung behind a shut gate, raises it to the rung below that.
    """

    name: str = "ladder"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("rung", "raised", "hazard", "quiet_since", "reply_weights")

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        ladder = layout.scenario.ladder
        self._rungs = sorted(ladder.rungs, key=lambda key: ladder.rungs[key].level)
        self._levels = np.array([ladder.rungs[key].level for key in self._rungs], float)
        self._positions = [layout.rungs.index(key) for key in self._rungs]
        self._exchange = float(ladder.rungs[ladder.exchange].level)
        self._reply = Weights.of(layout, "ladder", "reply", ladder.reply, ladder.doubt)
        self._quiet = layout.column(ladder.quiet, "ladder.quiet")
        self._gates = [gate for gate in ladder.gates.values() if not gate.disabled]
        self._program = compile_program(layout, [gate.when for gate in self._gates])

    def fields(self) -> Iterable[Field]:
        """The last day that was not quiet, and the weights of the replies."""
        return (
            Field("quiet_since", (self._layout.width("dyads"),)),
            Field("reply_weights", (len(self._reply.answers),)),
        )

    def begin(self, state: State, unknowns: Draws) -> None:
        """Set every dyad on its first rung, and draw what is not known of the replies."""
        state["rung"][:] = first_levels(self._layout)
        state["reply_weights"][:] = self._reply.believed(state, unknowns)

    def step(self, state: State) -> None:
        """Move every dyad."""
        gates = self._program.evaluate(state) if self._gates else []
        for at, dyad in enumerate(self._layout.labels["dyads"]):
            self._raise(state, at, dyad, gates)
            if state.day > self._layout.scenario.decided_day:
                self._exchange_replies(state, at, dyad, gates)
                self._come_down(state, at, dyad)
        state["raised"][:] = 0.0
        state.causes["raised"][:] = -1

    def _raise(self, state: State, at: int, dyad: str, gates: list[np.ndarray]) -> None:
        target = self._held_below(state, at, dyad, gates)
        rows = np.flatnonzero(target > state["rung"][:, at])
        cause = state.causes["raised"][rows, at]
        self._move(state, at, dyad, rows, target[rows], [cause], {})
        state["quiet_since"][state["raised"][:, at] > 0, at] = state.day

    def _held_below(self, state: State, at: int, dyad: str, gates: list[np.ndarray]) -> np.ndarray:
        """Return the level to which today raises a dyad, with the gates that are shut in mind."""
        target: np.ndarray = state["raised"][:, at]
        for gate, held in zip(self._gates, gates, strict=True):
            if gate.dyad not in {"", dyad}:
                continue
            step = self._rungs.index(gate.rung)
            level, below = self._levels[step], self._levels[max(step - 1, 0)]
            bars = ~held.astype(bool) & (state["rung"][:, at] < level) & (target >= level)
            target = np.where(bars, below, target)
        return target

    def _exchange_replies(self, state: State, at: int, dyad: str, gates: list[np.ndarray]) -> None:
        lethal = state["lethal_today"][:, at]
        level = state["rung"][:, at]
        active = lethal | (level >= self._exchange)
        if not active.any():
            return
        weights = state["reply_weights"]
        chosen = self._reply.choose(state, weights, (dyad,))
        answers = self._reply.answers
        step = np.searchsorted(self._levels, level)
        above = np.minimum(step + 1, len(self._levels) - 1)
        may_rise = active & (above > step) & self._is_open(above, dyad, gates)
        chance = np.where(may_rise, weights[:, answers.index(UP)] / weights.sum(axis=1), 0.0)
        self._add_hazard(state, at, above, chance)
        rises = may_rise & (chosen == answers.index(UP))
        falls = active & ~lethal & (chosen == answers.index(DOWN)) & (step > 0)
        falls &= self._levels[np.maximum(step - 1, 0)] >= state["floor"][:, at]
        causes = [state.causes["rung"][:, at], state.causes["lethal_today"][:, at]]
        for rows, to in (
            (np.flatnonzero(rises), self._levels[above]),
            (np.flatnonzero(falls), self._levels[np.maximum(step - 1, 0)]),
        ):
            behind = [causes[0][rows], np.where(lethal[rows], causes[1][rows], -1).astype(np.int32)]
            inputs = {answer: weights[rows, n] for n, answer in enumerate(answers)}
            self._move(state, at, dyad, rows, to[rows], behind, inputs)
        state["quiet_since"][active, at] = state.day

    def _is_open(self, above: np.ndarray, dyad: str, gates: list[np.ndarray]) -> np.ndarray:
        """Return whether no gate bars the rung above, bool (member,)."""
        is_open = np.ones(len(above), bool)
        for gate, held in zip(self._gates, gates, strict=True):
            if gate.dyad in {"", dyad}:
                is_open &= (above != self._rungs.index(gate.rung)) | held.astype(bool)
        return is_open

    def _add_hazard(self, state: State, at: int, above: np.ndarray, chance: np.ndarray) -> None:
        for step, position in enumerate(self._positions):
            if self._layout.scenario.ladder.rungs[self._rungs[step]].hazard:
                added = np.where(above == step, -np.log1p(-np.minimum(chance, 1 - 1e-12)), 0.0)
                state["hazard"][:, at, position] += added

    def _come_down(self, state: State, at: int, dyad: str) -> None:
        level = state["rung"][:, at]
        step = np.searchsorted(self._levels, level)
        below = self._levels[np.maximum(step - 1, 0)]
        quiet = state.day - state["quiet_since"][:, at] > state["quantity"][:, self._quiet]
        rows = np.flatnonzero(quiet & (step > 0) & (below >= state["floor"][:, at]))
        self._move(state, at, dyad, rows, below[rows], [state.causes["rung"][rows, at]], {})
        state["quiet_since"][rows, at] = state.day

    def _move(
        self,
        state: State,
        at: int,
        dyad: str,
        rows: np.ndarray,
        to: np.ndarray,
        causes: list[np.ndarray],
        inputs: dict[str, np.ndarray],
    ) -> None:
        """Set the rung of a dyad in some members, with an event for each rung that is reached."""
        pair = self._layout.scenario.ladder.dyads[dyad]
        for level, key in zip(self._levels, self._rungs, strict=True):
            here = np.flatnonzero(to == level)
            if not len(here):
                continue
            which = rows[here]
            rises = bool((level > state["rung"][which, at]).all())
            ids = state.emit(
                which,
                "rung_up" if rises else "rung_down",
                key,
                f"ladder.rungs.{key}",
                actor=pair.first,
                target=pair.second,
                magnitude=np.full(len(here), level),
                causes=[cause[here] for cause in causes],
                inputs={name: values[here] for name, values in inputs.items()},
            )
            state["rung"][which, at] = level
            state.causes["rung"][which, at] = ids
