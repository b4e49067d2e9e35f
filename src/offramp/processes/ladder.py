"""The ladder: incidents and measures raise a dyad, replies move it, quiet brings it down.

After a lethal incident, and on every day from the rung `exchange` on, the two sides reply: up
one rung, stay, or down one. A rung behind a gate is reached only while that is open. For a
rung that nobody has seen, the chance of reaching it is added up: hazard -= log(1 - chance).
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws, Keys, draw
from offramp.engine.events import NO_EVENT, Ids, Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.processes.weights import Weights

UP, STAY, DOWN = "up", "stay", "down"
"""The replies."""

PHASES = RAISED, UPWARD, DOWNWARD, CALMED = range(4)
"""What moves a dyad on a day, in this order: today's incidents and measures, replies, quiet."""

EVERY = -1
"""Stands for all dyads."""

UNCOUNTED = -1
"""Stands for a rung whose hazard is not added up."""

MOST = 1.0 - 1e-12
"""The largest chance of which a hazard is made."""

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]


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
        moves = np.empty((len(PHASES), self._layout.width("dyads"), size))
        if _climb(
            (self._levels, self._hazards, self._steps),
            (self._gates, open_today),
            (self._exchange, state.day, state.day > self._decided),
            (state.draws.keys, self._names),
            state["reply_weights"],
            state["quantity"][:, self._quiet],
            (state["rung"], state["raised"], state["floor"]),
            state["lethal_today"],
            state["quiet_since"],
            state["hazard"],
            moves,
        ):
            for at, dyad in enumerate(self._layout.labels["dyads"]):
                for phase in range(len(PHASES)):
                    rows = np.flatnonzero(~np.isnan(moves[phase, at]))
                    if len(rows):
                        self._take(state, at, dyad, phase, rows, moves[phase, at, rows])
        state["raised"][:] = 0.0
        state.causes["raised"][:] = NO_EVENT

    def _take(
        self, state: State, at: int, dyad: str, phase: int, rows: Members, to: Floats
    ) -> None:
        """Move a dyad in some members, for the reason of one phase of the day."""
        causes = state.causes
        behind, inputs = [causes["rung"][rows, at]], {}
        if phase == RAISED:
            behind = [causes["raised"][rows, at]]
        elif phase != CALMED:
            lethal = state["lethal_today"][rows, at]
            behind.append(np.where(lethal, causes["lethal_today"][rows, at], np.int32(NO_EVENT)))
            weights = state["reply_weights"]
            inputs = {answer: weights[rows, n] for n, answer in enumerate(self._reply.answers)}
        self._move(state, at, dyad, rows, to, behind, inputs)

    def _move(
        self,
        state: State,
        at: int,
        dyad: str,
        rows: Members,
        to: Floats,
        causes: list[Ids],
        inputs: dict[str, Floats],
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


@njit
def _climb(
    ladder: tuple[Floats, Positions, Positions],
    gates: tuple[Positions, Floats],
    today: tuple[float, int, bool],
    chance: tuple[Keys, Keys],
    weights: Floats,
    quiet: Floats,
    dyads: tuple[Floats, Floats, Floats],
    lethal: NDArray[np.bool_],
    quiet_since: Floats,
    hazard: Floats,
    moves: Floats,
) -> bool:
    """Find where each dyad moves today, and add up hazards; return whether any moves.

    Args:
        ladder: level of each rung, lowest first; the position under which its hazard is added up,
            or `UNCOUNTED`; positions of the answers up and down.
        gates: dyad, or `EVERY`, and rung of each gate, (gate, 2); whether it is open, (gate,
            member).
        today: level from which on sides reply every day, day, and whether anything is drawn.
        chance: keys of the members; names of the draws of replies, (dyad, answer).
        weights: of the answers, (member, answer).
        quiet: days before a step down, (member,).
        dyads: level, level to which something raises it, and that below which it cannot come,
            (member, dyad).
        lethal: whether a lethal incident happened today, (member, dyad).
        quiet_since: last day that was not quiet, (member, dyad).
        hazard: (member, dyad, rung).
        moves: to be set to the level reached in each of the `PHASES`, or to not-a-number, (phase,
            dyad, member).
    """
    levels, hazards, (up, down) = ladder
    exchange, day, free = today
    keys, names = chance
    rung, raised, floor = dyads
    moves[:] = np.nan
    found = False
    for dyad in range(rung.shape[1]):
        for member in range(keys.size):
            level = rung[member, dyad]
            target = _held_below(levels, gates, member, dyad, level, raised[member, dyad])
            if target > level:
                moves[RAISED, dyad, member] = level = target
                found = True
            if raised[member, dyad] > 0.0:
                quiet_since[member, dyad] = day
            if not free:
                continue
            killed = lethal[member, dyad]
            if killed or level >= exchange:
                quiet_since[member, dyad] = day
                step = np.searchsorted(levels, level)
                chosen = _reply(keys[member], day, names[dyad], weights[member])
                if step + 1 < levels.size and _is_open(gates, member, dyad, step + 1):
                    if hazards[step + 1] != UNCOUNTED:
                        share = weights[member, up] / weights[member].sum()
                        added = -math.log1p(-min(share, MOST))
                        hazard[member, dyad, hazards[step + 1]] += added
                    if chosen == up:
                        moves[UPWARD, dyad, member] = level = levels[step + 1]
                        found = True
                below = levels[max(step - 1, 0)]
                falls = not killed and chosen == down and step > 0
                if falls and below >= floor[member, dyad]:
                    moves[DOWNWARD, dyad, member] = level = below
                    found = True
            step = np.searchsorted(levels, level)
            below = levels[max(step - 1, 0)]
            calm = step > 0 and day - quiet_since[member, dyad] > quiet[member]
            if calm and below >= floor[member, dyad]:
                moves[CALMED, dyad, member] = below
                quiet_since[member, dyad] = day
                found = True
    return found


@njit
def _held_below(
    levels: Floats,
    gates: tuple[Positions, Floats],
    member: int,
    dyad: int,
    level: float,
    target: float,
) -> float:
    """Return the level to which today raises a dyad, with the gates that are shut in mind."""
    rules, held = gates
    for gate in range(rules.shape[0]):
        of, step = rules[gate]
        shut = of in (EVERY, dyad) and held[gate, member] == 0.0
        if shut and level < levels[step] <= target:
            target = levels[max(step - 1, 0)]
    return target


@njit
def _is_open(gates: tuple[Positions, Floats], member: int, dyad: int, step: int) -> bool:
    """Return whether no gate bars a rung."""
    rules, held = gates
    for gate in range(rules.shape[0]):
        of, at = rules[gate]
        if of in (EVERY, dyad) and at == step and held[gate, member] == 0.0:
            return False
    return True


@njit
def _reply(key: np.uint64, day: int, names: Keys, weights: Floats) -> int:
    """Choose an answer of today, by its position; the first of those that are as good."""
    best, chosen = -math.inf, 0
    for answer in range(names.size):
        worth = np.log(weights[answer]) - math.log(-math.log(draw(key, day, names[answer], 0)))
        if worth > best:
            best, chosen = worth, answer
    return chosen
