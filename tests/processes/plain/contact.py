"""Incidents, one future after another."""

import math

import numpy as np

from offramp.engine.draws import draw, name_key
from offramp.engine.samplers import poisson
from offramp.model.scenario import LETHAL
from offramp.processes.contact import Contacts
from offramp.processes.measures.stages import held_until


class PlainContacts(Contacts):
    """Draws the incidents of each intent and whether one is lethal, and adds up the hazard."""

    def step(self, state):
        state["lethal_today"][:] = False
        scenario = self._layout.scenario
        rates = self._program.evaluate(state)
        happened = []
        for index, (key, intent) in enumerate(self._rates):
            if state.day <= held_until(scenario, self._contacts[key].observed_until):
                continue
            for member in range(len(state)):
                rate = float(rates[index][member])
                rate = max(rate, 0.0) if math.isfinite(rate) else 0.0
                count, lethal = self._draw(state, key, intent, member, rate)
                if count:
                    happened.append((index, member, count, lethal))
        if happened:
            self._happen(state, *(np.array(found) for found in zip(*happened, strict=True)))

    def _draw(self, state, key, intent, member, rate):
        contact = self._contacts[key]
        chance = state["quantity"][member, self._layout.column(contact.lethal, self._path(key))]
        dyad = self._layout.position("dyads", contact.dyad)
        rung = self._layout.rungs.index(contact.rung)
        answers = intent == "retaliatory" and state["met"][member, dyad]
        if contact.between_blocs and not answers:
            state["hazard"][member, dyad, rung] += rate * chance
        day, mine = state.day, state.draws.keys[member]
        count = poisson(draw(mine, day, name_key("contact", key, intent), 0), rate)
        u = draw(mine, day, name_key("contact", key, intent, LETHAL), 0)
        lethal = u < 1 - (1 - min(max(chance, 0), 1 - 1e-12)) ** count
        if lethal and contact.between_blocs:
            state["met"][member, dyad] = True
        return count, lethal

    def _path(self, key):
        return f"contacts.{key}.lethal"
