"""Influences: what acts without anybody deciding on it, standing or by chance.

A standing influence acts on every day on which its condition holds. A shock begins while its
condition holds with probability 1 - exp(-rate) a day, acts for its duration, and may begin again
once it is over. What an influence does while it acts is worked out with the effects of measures.
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws, Keys, draw, name_keys
from offramp.engine.events import NO_EVENT, NO_WORDS, Causes, Ids, Inputs, Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
from offramp.processes.measures.stages import held_until

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Positions = NDArray[np.int64]

STANDING = -1
"""Stands for the rate of an influence that is no shock."""

ENDLESS = -1
"""Stands for the column of how long an influence lasts that has no end of its own."""

ENDED, BEGAN = range(2)
"""What an influence does on a day."""


class Influences:
    """Says which influences act today, and logs when one begins or ends.

    No shock is drawn while history decides. A rate below zero, without a value, or
    infinite is none. A shock acts on the day on which it begins, however short it is.
    """

    name: str = "influences"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("active", "until")

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        self._influences = tuple(layout.open_influences())
        self._at = np.array([layout.influences.index(key) for key, _ in self._influences], np.int64)
        shocks = {k: i.rate for k, i in self._influences if i.rate is not None}
        rows = {key: len(self._influences) + n for n, key in enumerate(shocks)}
        self._rates = np.array([rows.get(key, STANDING) for key, _ in self._influences], np.int64)
        self._free_from = np.array(
            [held_until(scenario, i.observed_until) + 1 for _, i in self._influences], np.int64
        )
        self._names = name_keys(["influences"], [key for key, _ in self._influences])
        self._durations = np.array(
            [
                ENDLESS if i.duration is None else layout.column(i.duration, _duration(key))
                for key, i in self._influences
            ],
            np.int64,
        )
        self._program = compile_program(
            layout, [*(i.when for _, i in self._influences), *shocks.values()]
        )
        self._signals = np.array([layout.signal(key) for key, _ in self._influences], np.intp)
        self._wording = Wording(
            layout.names,
            2 * len(self._influences),
            self._said,
            lambda kind: self._program.deciding(kind // 2) if kind % 2 == BEGAN else (),
        )

    def fields(self) -> Iterable[Field]:
        """The day on which each shock is over."""
        return (Field("until", (len(self._layout.influences),), np.float64, np.inf, by_label=True),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: none acts before the first day."""

    def step(self, state: State) -> None:
        """End what is over, and begin what holds or comes by chance."""
        if not self._influences:
            return
        found = _turn(
            self._at,
            self._rates,
            self._free_from,
            self._names,
            self._durations,
            self._program.table(state),
            state["quantity"].T,
            state.draws.keys,
            state.day,
            (state["active"].T, state["until"].T),
        )
        if len(found):
            self._log(state, *found.T.copy())

    def _log(self, state: State, which: Positions, rows: Members, kinds: Positions) -> None:
        """Log that some influences end or begin, each in one member, and what is behind that."""
        began = np.flatnonzero(kinds == BEGAN)
        signals = np.full(len(rows), -1, np.intp)
        signals[began] = self._signals[which[began]]
        if not state.traced:
            state.emit_many(rows, NO_WORDS, signals=signals)
            return
        ids, before = state.events.upcoming(rows), np.empty(len(rows), np.int32)
        _blame(self._at, which, rows, kinds, ids, state.causes["active"].T, before)
        causes = [Causes(np.arange(len(rows)), before)]
        words = self._wording.words(2 * which + kinds)
        of, names = self._wording.inputs(2 * which + kinds)
        inputs = [Inputs(of, names, self._program.decided(which[began], state, rows[began]))]
        shocks = began[self._rates[which[began]] != STANDING]
        for asked, at in ((which, began), (self._rates[which], shocks)):
            behind = self._program.behind(asked[at], state, rows[at])
            causes.append(Causes(at[behind.at], behind.event))
        inputs += [
            self._rate(state, index, shocks[which[shocks] == index], rows)
            for index in dict.fromkeys(which[shocks].tolist())
        ]
        state.emit_many(
            rows, words, signals=signals, causes=Causes.join(causes), inputs=Inputs.join(inputs)
        )

    def _rate(self, state: State, index: int, at: Positions, rows: Members) -> Inputs:
        """Return what decided the rate of a shock that begins, but for what decided its condition.

        Args:
            state: of the block.
            index: of the shock.
            at: positions among the events, shape (k,).
            rows: the member of each event.
        """
        given = self._program.decided_by(int(self._rates[index]), state, rows[at])
        told = self._program.deciding(index)
        more = {name: values for name, values in given.items() if name not in told}
        return Inputs.of(state.events.codes(more), list(more.values()), at)

    def _said(self, kind: int) -> tuple[str, ...]:
        """Return what the log says of an influence that ends or begins."""
        key, influence = self._influences[kind // 2]
        what = "began" if kind % 2 == BEGAN else "ended"
        return what, key, influence.actor, "", influence.place, f"influences.{key}"


def _duration(key: str) -> str:
    """Return the dotted path of how long a shock lasts."""
    return f"influences.{key}.duration"


@njit
def _blame(
    at: Positions,
    which: Positions,
    rows: Members,
    kinds: Positions,
    ids: Ids,
    causes: Ids,
    before: Ids,
) -> None:
    """Keep the events by which influences act; `before` is set to the one that is over, or -1.

    Args:
        at: position of each influence among all.
        which: that ends or begins, (event,).
        rows: member of each event.
        kinds: whether it ends or begins.
        ids: numbers of the events.
        causes: events by which influences act, to be changed, (any influence, member).
        before: to be set, (event,).
    """
    for event in range(ids.size):
        row, influence = rows[event], at[which[event]]
        over = kinds[event] == ENDED
        before[event] = causes[influence, row] if over else NO_EVENT
        causes[influence, row] = NO_EVENT if over else ids[event]


@njit
def _turn(
    at: Positions,
    rates: Positions,
    free_from: Positions,
    names: Keys,
    durations: Positions,
    values: Floats,
    quantity: Floats,
    keys: Keys,
    day: int,
    acting: tuple[Truths, Floats],
) -> Positions:
    """End what is over, and begin what holds or comes by chance.

    Args:
        at: position of each influence among all.
        rates: row of its rate in `values`, or `STANDING`.
        free_from: first day on which a shock may be drawn.
        names: of its draws.
        durations: column of how long it lasts, or `ENDLESS`.
        values: conditions and rates of today, (expression, member).
        quantity: effective values, (column, member).
        keys: of the members.
        day: today.
        acting: whether each of all influences acts, and the day on which it is over; changed.

    Returns:
        Influence, member, and `ENDED` or `BEGAN`, (k, 3); those of a member in their order.
    """
    active, until = acting
    events, found = np.empty((2 * at.size * keys.size, 3), np.int64), 0
    for index in range(at.size):
        acts, over_on = active[at[index]], until[at[index]]
        for member in range(keys.size):
            holds = values[index, member] != 0.0
            if rates[index] == STANDING:
                over, comes = acts[member] and not holds, holds and not acts[member]
            else:
                over = acts[member] and over_on[member] <= day
                comes = holds and (over or not acts[member]) and day >= free_from[index]
                if comes:
                    rate = values[rates[index], member]
                    u = draw(keys[member], day, names[index], 0)
                    comes = math.isfinite(rate) and u < -math.expm1(-rate)
            if over:
                acts[member] = False
                events[found, 0], events[found, 1], events[found, 2] = index, member, ENDED
                found += 1
            if comes:
                acts[member] = True
                events[found, 0], events[found, 1], events[found, 2] = index, member, BEGAN
                found += 1
                if rates[index] != STANDING:
                    column = durations[index]
                    over_on[member] = np.inf
                    if column != ENDLESS:
                        over_on[member] = day + quantity[column, member]
    return events[:found]
