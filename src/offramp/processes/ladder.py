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
from offramp.engine.events import NO_EVENT, Causes, Ids, Inputs
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
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
        found = _climb(
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
        _blame(
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


@njit
def _blame(
    moves: Positions,
    ids: Ids,
    rung: Ids,
    raised: Ids,
    lethal: tuple[NDArray[np.bool_], Ids],
    behind: Ids,
) -> None:
    """Find the events behind moves, and keep each as the one behind its rung.

    Args:
        moves: as `_climb` finds them.
        ids: numbers of their own events, (move,).
        rung: event behind each rung, to be set, (member, dyad).
        raised: event that raises each dyad today, (member, dyad).
        lethal: whether a lethal incident happened today, and its event, (member, dyad).
        behind: to be set, (move, 2).
    """
    killed, incident = lethal
    for move in range(ids.size):
        dyad, phase, member, _ = moves[move]
        behind[move, 0], behind[move, 1] = rung[member, dyad], NO_EVENT
        if phase == RAISED:
            behind[move, 0] = raised[member, dyad]
        elif phase != CALMED and killed[member, dyad]:
            behind[move, 1] = incident[member, dyad]
        rung[member, dyad] = ids[move]


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
    moves: Positions,
) -> int:
    """Move each dyad by what happens today, and add up hazards; return how many moves there are.

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
        moves: to be set to the dyad, the phase, the member and the position of the rung reached of
            each move, those of a member in their order, (move, 4).
    """
    levels, hazards, (up, down) = ladder
    exchange, day, free = today
    keys, names = chance
    rung, raised, floor = dyads
    found = 0
    for dyad in range(rung.shape[1]):
        for member in range(keys.size):
            level = rung[member, dyad]
            target = _held_below(levels, gates, member, dyad, level, raised[member, dyad])
            if target > level:
                level = target
                moves[found] = dyad, RAISED, member, np.searchsorted(levels, level)
                found += 1
            if raised[member, dyad] > 0.0:
                quiet_since[member, dyad] = day
            if not free:
                rung[member, dyad] = level
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
                        level = levels[step + 1]
                        moves[found] = dyad, UPWARD, member, step + 1
                        found += 1
                below = levels[max(step - 1, 0)]
                falls = not killed and chosen == down and step > 0
                if falls and below >= floor[member, dyad]:
                    level = below
                    moves[found] = dyad, DOWNWARD, member, step - 1
                    found += 1
            step = np.searchsorted(levels, level)
            below = levels[max(step - 1, 0)]
            calm = step > 0 and day - quiet_since[member, dyad] > quiet[member]
            if calm and below >= floor[member, dyad]:
                level = below
                moves[found] = dyad, CALMED, member, step - 1
                quiet_since[member, dyad] = day
                found += 1
            rung[member, dyad] = level
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
