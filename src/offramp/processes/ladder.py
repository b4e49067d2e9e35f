"""The ladder: incidents and measures raise a dyad, replies move it, quiet brings it down.

After a lethal incident, and on every day from the rung `exchange` on, the two sides reply: up
one rung, stay, or down one. A rung behind a gate is reached only while that is open. For a
rung that nobody has seen, the chance of reaching it is added up: hazard -= log(1 - chance).
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws
from offramp.engine.events import NO_EVENT, Causes, Inputs
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
from offramp.processes.climbing import (
    DOWNWARD,
    EVERY,
    PHASES,
    RAISED,
    UNCOUNTED,
    UPWARD,
    Positions,
    blame,
    climb,
)
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
        counted = [ladder.rungs[key].hazard for key in self._rungs]
        self._hazards = np.array(
            [
                layout.rungs.index(key) if counts else UNCOUNTED
                for key, counts in zip(self._rungs, counted, strict=True)
            ],
            np.int64,
        )
        self._exchange = float(ladder.rungs[ladder.exchange].level)
        self._reply = Weights.of(layout, "ladder", "reply", ladder.reply, ladder.doubt)
        self._steps = np.array(
            [self._reply.answers.index(UP), self._reply.answers.index(DOWN)], np.int64
        )
        self._names = np.array(
            [self._reply.names((dyad,)) for dyad in layout.labels["dyads"]], np.uint64
        ).reshape(-1, len(self._reply.answers))
        self._quiet = layout.column(ladder.quiet, "ladder.quiet")
        self._decided = layout.scenario.decided_day
        gates = [gate for gate in ladder.gates.values() if not gate.disabled]
        self._gates = np.array(
            [
                (
                    layout.position("dyads", gate.dyad) if gate.dyad else EVERY,
                    self._rungs.index(gate.rung),
                )
                for gate in gates
            ],
            np.int64,
        ).reshape(-1, 2)
        self._program = compile_program(layout, [gate.when for gate in gates])
        kinds = layout.width("dyads") * len(PHASES) * len(self._rungs)
        self._wording = Wording(layout.names, kinds, self._said, self._weighed)

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
        size = len(state)
        open_today = self._program.table(state) if len(self._gates) else np.empty((0, size))
        moves = np.empty((len(PHASES) * self._layout.width("dyads") * size, 4), np.int64)
        found = climb(
            (self._levels, self._hazards, self._steps),
            (self._gates, open_today),
            (self._exchange, state.day, state.day > self._decided),
            (state.draws.keys, self._names),
            state["reply_weights"],
            state["quantity"][:, self._quiet],
            (state["rung"], state["raised"], state["floor"]),
            state["lethal_today"],
            state["quiet_since"],
            state["hazard"].T,
            moves,
        )
        if found and state.traced:
            self._log(state, moves[:found])
        state["raised"][:] = 0.0
        state.causes["raised"][:] = NO_EVENT

    def _log(self, state: State, moves: Positions) -> None:
        """Log each move, with the latest cause of the rung or what moved it today."""
        dyad, phase, rows, step = moves.T
        kinds = (dyad * len(PHASES) + phase) * len(self._rungs) + step
        ids, behind = state.events.upcoming(rows), np.empty((len(moves), 2), np.int32)
        causes = state.causes
        blame(
            moves,
            ids,
            causes["rung"],
            causes["raised"],
            (state["lethal_today"], causes["lethal_today"]),
            behind,
        )
        words = self._wording.words(kinds)
        at, names = self._wording.inputs(kinds)
        replies = np.flatnonzero((phase == UPWARD) | (phase == DOWNWARD))
        state.emit_many(
            rows,
            words,
            magnitude=self._levels[step],
            causes=Causes(np.repeat(np.arange(len(moves)), 2), behind.reshape(-1)),
            inputs=Inputs(at, names, state["reply_weights"][rows[replies]].reshape(-1)),
        )

    def _said(self, kind: int) -> tuple[str, ...]:
        """Return what the log says of a dyad that is moved to a rung for one reason."""
        where, step = divmod(kind, len(self._rungs))
        dyad, phase = divmod(where, len(PHASES))
        what = "rung_up" if phase in (RAISED, UPWARD) else "rung_down"
        pair = self._layout.scenario.ladder.dyads[self._layout.labels["dyads"][dyad]]
        key = self._rungs[step]
        return what, key, pair.first, pair.second, "", f"ladder.rungs.{key}"

    def _weighed(self, kind: int) -> tuple[str, ...]:
        """Return the answers that sides chose from, where a reply moved the dyad."""
        phase = kind // len(self._rungs) % len(PHASES)
        return tuple(self._reply.answers) if phase in (UPWARD, DOWNWARD) else ()
