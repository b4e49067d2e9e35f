"""Contact and incidents: where two sides meet, some meetings end in an incident, some lethal.

Incidents of each intent arrive as a Poisson process whose daily rate the scenario gives; a rate
below zero, without a value, or infinite is none.
"""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws, name_key
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.samplers import poissons
from offramp.engine.state import Field, State
from offramp.model.contact import INTENTS, Contact, Intent
from offramp.model.scenario import LETHAL
from offramp.processes.assessed import assessed
from offramp.processes.measures.stages import held_until


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
        self._free_from = {
            key: held_until(scenario, c.observed_until) + 1 for key, c in self._contacts.items()
        }
        self._lethal = {
            key: layout.column(contact.lethal, f"contacts.{key}.lethal")
            for key, contact in self._contacts.items()
        }
        self._rates: list[tuple[str, Intent]] = [
            (key, intent)
            for key, contact in self._contacts.items()
            for intent in INTENTS
            if intent in contact.rates
        ]
        self._program = compile_program(
            layout, [self._contacts[key].rates[intent] for key, intent in self._rates]
        )

    def fields(self) -> Iterable[Field]:
        """Whether a lethal incident of each dyad has ever happened."""
        return (Field("met", (self._layout.width("dyads"),), np.bool_),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set."""

    def step(self, state: State) -> None:
        """Draw today's incidents."""
        state["lethal_today"][:] = False
        if not any(state.day >= day for day in self._free_from.values()):
            return
        rates = self._program.evaluate(state)
        for index, (key, intent) in enumerate(self._rates):
            if state.day < self._free_from[key]:
                continue
            draw = state.draws.uniform(state.day, name_key("contact", key, intent))
            rate = np.maximum(assessed(rates[index]), 0.0)
            self._add_hazard(state, key, intent, rate)
            count = poissons(draw, rate)
            rows = np.flatnonzero(count)
            if len(rows):
                self._happen(state, index, rows, count[rows])

    def _add_hazard(self, state: State, key: str, intent: Intent, rate: np.ndarray) -> None:
        """Add up the hazard of lethal incidents, at the rung that they lead to.

        It goes on after the first: a hazard that stopped there would say less of a future that
        was unlucky early. What answers a first one is no part of it.
        """
        contact = self._contacts[key]
        if contact.between_blocs:
            dyad = self._layout.position("dyads", contact.dyad)
            chance = rate * state["quantity"][:, self._lethal[key]]
            hazard = state["hazard"][:, dyad, self._layout.rungs.index(contact.rung)]
            answers = state["met"][:, dyad] & (intent == "retaliatory")
            hazard += np.where(answers, 0.0, chance)

    def _happen(self, state: State, index: int, rows: np.ndarray, count: np.ndarray) -> None:
        key, intent = self._rates[index]
        contact = self._contacts[key]
        pair = self._layout.scenario.ladder.dyads[contact.dyad]
        causes = [cause[rows] for cause in self._program.causes(index, state)]
        chance = state["quantity"][rows, self._lethal[key]]
        draw = state.draws.uniform(state.day, name_key("contact", key, intent, "lethal"))[rows]
        lethal = draw < -np.expm1(count * np.log1p(-np.clip(chance, 0.0, 1.0 - 1e-12)))
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
            state["lethal_today"][rows, at] = state["met"][rows, at] = True
            state.causes["lethal_today"][rows, at] = ids
        higher = state["raised"][rows, at] < level
        state.causes["raised"][rows[higher], at] = ids[higher]
        state["raised"][rows[higher], at] = level
