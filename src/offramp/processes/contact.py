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
from offramp.engine.draws import Draws, Keys, draw, name_key
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.samplers import poisson
from offramp.engine.state import Field, State
from offramp.model.contact import INTENTS, Contact, Intent
from offramp.model.scenario import LETHAL
from offramp.processes.measures.stages import held_until

Floats = NDArray[np.float64]

NO_DYAD = -1
"""Stands for the dyad of a contact that is not between the blocs."""

MOST = 1.0 - 1e-12
"""The largest chance that an incident is lethal."""


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
        counts = np.empty((len(self._rates), len(state)), np.int64)
        lethal = np.empty(counts.shape, np.bool_)
        if _meet(
            self._rules,
            self._names,
            self._program.table(state),
            state["quantity"].T,
            state.draws.keys,
            state.day,
            state["hazard"],
            state["met"],
            counts,
            lethal,
        ):
            for index in np.flatnonzero(counts.any(axis=1)):
                rows = np.flatnonzero(counts[index])
                self._happen(state, int(index), rows, counts[index, rows], lethal[index, rows])

    def _happen(
        self, state: State, index: int, rows: Members, count: np.ndarray, lethal: np.ndarray
    ) -> None:
        key, intent = self._rates[index]
        contact = self._contacts[key]
        pair = self._layout.scenario.ladder.dyads[contact.dyad]
        causes = self._program.causes(index, state, rows)
        inputs = self._program.decided_by(index, state, rows)
        for kind, chosen in (("incident", ~lethal), ("lethal", lethal)):
            which = np.flatnonzero(chosen)
            if not len(which):
                continue
            ids = state.emit(
                rows[which],
                kind,
                key,
                f"contacts.{key}",
                signals=[key, f"{key}.{LETHAL}"] if kind == "lethal" else [key],
                actor=pair.first,
                target=pair.second,
                place=contact.place,
                magnitude=count[which].astype(np.float64),
                causes=[cause[which] for cause in causes],
                inputs={intent: np.ones(len(which))}
                | {name: values[which] for name, values in inputs.items()},
            )
            if kind == "lethal":
                self._raise(state, contact, rows[which], ids)

    def _raise(self, state: State, contact: Contact, rows: np.ndarray, ids: np.ndarray) -> None:
        at = self._layout.position("dyads", contact.dyad)
        level = float(self._layout.scenario.ladder.rungs[contact.rung].level)
        if contact.between_blocs:
            state["lethal_today"][rows, at] = True
            state.causes["lethal_today"][rows, at] = ids
        higher = state["raised"][rows, at] < level
        state.causes["raised"][rows[higher], at] = ids[higher]
        state["raised"][rows[higher], at] = level


@njit
def _meet(
    rules: NDArray[np.int64],
    names: Keys,
    rates: Floats,
    quantity: Floats,
    keys: Keys,
    day: int,
    hazard: Floats,
    met: NDArray[np.bool_],
    counts: NDArray[np.int64],
    lethal: NDArray[np.bool_],
) -> bool:
    """Draw today's incidents; return whether there are any.

    The hazard goes on after the first lethal one: one that stopped there would say less of a
    future that was unlucky early. What answers a first one is no part of it.

    Args:
        rules: a `Rule` for each rate, (rate, 5).
        names: of the draws of incidents and of lethal ones, (rate, 2).
        rates: a day, (rate, member).
        quantity: effective values, (column, member).
        keys: of the members.
        day: today.
        hazard: of lethal incidents, at the rung that they lead to, (member, dyad, rung).
        met: whether a lethal one has happened, (member, dyad).
        counts: to be set to the incidents, (rate, member).
        lethal: to be set to whether one of them is, (rate, member).
    """
    found = False
    for index in range(rules.shape[0]):
        free_from, column, dyad, rung, answers = rules[index]
        for member in range(keys.size):
            counts[index, member], lethal[index, member] = 0, False
            rate = rates[index, member]
            if day < free_from or not math.isfinite(rate) or rate <= 0.0:
                continue
            chance = quantity[column, member]
            if dyad >= 0 and not (met[member, dyad] and answers):
                hazard[member, dyad, rung] += rate * chance
            count = poisson(draw(keys[member], day, names[index, 0], 0), rate)
            if not count:
                continue
            found = True
            none = count * math.log1p(-min(max(chance, 0.0), MOST))
            kills = draw(keys[member], day, names[index, 1], 0) < -math.expm1(none)
            counts[index, member], lethal[index, member] = count, kills
            if kills and dyad >= 0:
                met[member, dyad] = True
    return found
