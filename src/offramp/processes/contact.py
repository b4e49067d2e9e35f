"""Contact and incidents: where two sides meet, some meetings end in an incident, some lethal.

Incidents of each intent arrive as a Poisson process whose daily rate the scenario gives; a rate
below zero, without a value, or infinite is none.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws, Keys, drawn, labels_on, name_key
from offramp.engine.events import NO_WORDS, Causes, Ids, Inputs, Members, Words
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.samplers import poisson
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
from offramp.model.contact import INTENTS, Intent
from offramp.model.scenario import LETHAL
from offramp.processes.measures.stages import held_until

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]

NO_SIGNAL = -1
"""Stands for the second signal of an incident that is not lethal."""

NO_DYAD = -1
"""Stands for the dyad of a contact that is not between the blocs."""

MOST = 1.0 - 1e-12
"""The largest chance that an incident is lethal."""


NONE = 1.0 - 1e-9
"""A uniform below this less the rate brings no incident, for sure."""


class Rule(NamedTuple):
    """What the kernel has to know of the incidents of one intent."""

    free_from: int
    """First day on which they are drawn."""
    lethal: int
    """Column of the chance that one is."""
    dyad: int
    """Position of the dyad whose hazard they add to; `NO_DYAD` for none."""
    rung: int
    """Position of the rung to which a lethal one leads."""
    answers: int
    """1 where they answer a lethal one."""


class Contacts:
    """Draws the day's incidents of every contact; lethal ones raise the dyad."""

    name: str = "contact"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("raised", "lethal_today", "hazard", "met")

    def __init__(self, layout: Layout) -> None:
        scenario = layout.scenario
        self._layout = layout
        self._contacts = {k: c for k, c in scenario.contacts.items() if not c.disabled}
        self._rates: list[tuple[str, Intent]] = [
            (key, intent)
            for key, contact in self._contacts.items()
            for intent in INTENTS
            if intent in contact.rates
        ]
        self._rules = np.array([self._rule(*rate) for rate in self._rates], np.int64)
        self._rules = self._rules.reshape(-1, len(Rule._fields))
        free_from = [Rule(*rule).free_from for rule in self._rules]
        self._first = min(free_from, default=0)
        self._names = np.array(
            [[name_key("contact", *r), name_key("contact", *r, LETHAL)] for r in self._rates],
            np.uint64,
        )
        self._program = compile_program(
            layout, [self._contacts[key].rates[intent] for key, intent in self._rates]
        )
        told = [(layout.signal(key), layout.signal(f"{key}.{LETHAL}")) for key, _ in self._rates]
        self._signals = np.array(told, np.intp).reshape(-1, 2)
        contacts = [self._contacts[key] for key, _ in self._rates]
        rises = [(layout.position("dyads", it.dyad), int(it.between_blocs)) for it in contacts]
        self._rises = np.array(rises, np.int64).reshape(-1, 2)
        rungs = scenario.ladder.rungs
        self._levels = np.array([rungs[it.rung].level for it in contacts], np.float64)
        self._wording = Wording(
            layout.names,
            2 * len(self._rates),
            self._said,
            lambda kind: [self._rates[kind // 2][1], *self._program.deciding(kind // 2)],
        )

    def _rule(self, key: str, intent: Intent) -> "Rule":
        layout, contact = self._layout, self._contacts[key]
        return Rule(
            free_from=held_until(layout.scenario, contact.observed_until) + 1,
            lethal=layout.column(contact.lethal, f"contacts.{key}.lethal"),
            dyad=layout.position("dyads", contact.dyad) if contact.between_blocs else NO_DYAD,
            rung=layout.rungs.index(contact.rung) if contact.between_blocs else 0,
            answers=int(intent == "retaliatory"),
        )

    def fields(self) -> Iterable[Field]:
        """Whether a lethal incident of each dyad has ever happened."""
        return (Field("met", (self._layout.width("dyads"),), np.bool_),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set."""

    def step(self, state: State) -> None:
        """Draw today's incidents."""
        state["lethal_today"][:] = False
        if not self._rates or state.day < self._first:
            return
        met = _meet(
            self._rules,
            labels_on(state.day, self._names),
            self._program.table(state),
            state["quantity"].T,
            state.draws.keys,
            state.day,
            state["hazard"].T,
            state["met"],
        )
        if len(met):
            which, rows, counts, lethal = met.T.copy()
            self._happen(state, which, rows, counts, lethal != 0)

    def _happen(
        self,
        state: State,
        which: Positions,
        rows: Members,
        count: Positions,
        lethal: NDArray[np.bool_],
    ) -> None:
        """Log the incidents of some rates, each in one member, and raise dyads by lethal ones."""
        signals = self._signals[which]
        signals[~lethal, 1] = NO_SIGNAL
        words, causes, inputs = self._told(state, 2 * which + lethal, which, rows)
        ids = state.emit_many(
            rows,
            words,
            signals=signals,
            magnitude=count.astype(np.float64),
            causes=causes,
            inputs=inputs,
        )
        causes_of = state.causes
        _raise(
            self._rises,
            self._levels,
            (which[lethal], rows[lethal], ids[lethal]),
            (state["lethal_today"], causes_of["lethal_today"]),
            (state["raised"], causes_of["raised"]),
        )

    def _told(
        self, state: State, kinds: Positions, which: Positions, rows: Members
    ) -> tuple[Words, Causes | None, Inputs | None]:
        """Return what the log says of some incidents; the intent has the value 1."""
        if not state.traced:
            return NO_WORDS, None, None
        words = self._wording.words(kinds)
        at, names = self._wording.inputs(kinds)
        values = np.ones(len(at))
        values[np.flatnonzero(np.diff(at, prepend=-1) == 0)] = self._program.decided(
            which, state, rows
        )
        return words, self._program.behind(which, state, rows), Inputs(at, names, values)

    def _said(self, kind: int) -> tuple[str, ...]:
        """Return what the log says of an incident, or of a lethal one."""
        key, _ = self._rates[kind // 2]
        contact = self._contacts[key]
        pair = self._layout.scenario.ladder.dyads[contact.dyad]
        what = "lethal" if kind % 2 else "incident"
        return what, key, pair.first, pair.second, contact.place, f"contacts.{key}"


@njit
def _raise(
    rises: Positions,
    levels: Floats,
    happened: tuple[Positions, Members, Ids],
    lethal: tuple[NDArray[np.bool_], Ids],
    raised: tuple[Floats, Ids],
) -> None:
    """Let lethal incidents raise dyads; what they change has shape (member, dyad).

    Args:
        rises: dyad of each rate, and 1 where it is between the blocs, (rate, 2).
        levels: level to which a lethal one leads, (rate,).
        happened: the rate, member and number of each event.
        lethal: whether one happened today, and the event.
        raised: level to which something raises the dyad today, and the event.
    """
    (which, rows, ids), (today, behind), (level, by) = happened, lethal, raised
    for event in range(which.size):
        row = rows[event]
        dyad, between = rises[which[event]]
        if between:
            today[row, dyad], behind[row, dyad] = True, ids[event]
        if level[row, dyad] < levels[which[event]]:
            level[row, dyad], by[row, dyad] = levels[which[event]], ids[event]


@njit
def _meet(
    rules: NDArray[np.int64],
    labels: Keys,
    rates: Floats,
    quantity: Floats,
    keys: Keys,
    day: int,
    hazard: Floats,
    met: NDArray[np.bool_],
) -> Positions:
    """Draw today's incidents, and return them.

    The hazard goes on after the first lethal one: one that stopped there would say less of a
    future that was unlucky early. What answers a first one is no part of it.

    Args:
        rules: a `Rule` for each rate, (rate, 5).
        labels: of the draws of today's incidents and of lethal ones, (rate, 2).
        rates: a day, (rate, member).
        quantity: effective values, (column, member).
        keys: of the members.
        day: today.
        hazard: of lethal incidents, at the rung that they lead to, (rung, dyad, member).
        met: whether a lethal one has happened, (member, dyad).

    Returns:
        Rate, member, number of incidents and whether one of them is lethal, (k, 4); rate by rate,
        so that equal ones are looked into together.
    """
    happened, chances = np.empty((rates.size, 4), np.int64), np.empty(keys.size)
    found = 0
    for index in range(rules.shape[0]):
        if day < rules[index, 0]:
            continue
        rate, chance = rates[index], quantity[rules[index, 1]]
        dyad, rung, answers = rules[index, 2], rules[index, 3], rules[index, 4]
        if dyad >= 0:
            _add_up(rate, chance, hazard[rung, dyad], met[:, dyad], answers)
        incident, kills = labels[index]
        for member in range(keys.size):
            chances[member] = drawn(keys[member], incident)
        for member in range(keys.size):
            u, often = chances[member], rate[member]
            if u < NONE - often or not math.isfinite(often) or often <= 0.0:
                continue
            count = poisson(u, often)
            if not count:
                continue
            none = count * math.log1p(-min(max(chance[member], 0.0), MOST))
            lethal = drawn(keys[member], kills) < -math.expm1(none)
            happened[found] = index, member, count, int(lethal)
            found += 1
            if lethal and dyad >= 0:
                met[member, dyad] = True
    return happened[:found]


@njit
def _add_up(
    rate: Floats, chance: Floats, hazard: Floats, met: NDArray[np.bool_], answers: int
) -> None:
    """Add today's rate of lethal incidents to the hazard, (member,) each."""
    for member in range(hazard.size):
        often = rate[member]
        counts = math.isfinite(often) and often > 0.0 and not (met[member] and answers)
        hazard[member] += often * chance[member] if counts else 0.0
