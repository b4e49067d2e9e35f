"""Perceived threat, one future and one actor after another."""

import numpy as np

from offramp.processes.perception import Perception, _distances, _dyads


class PlainPerception(Perception):
    """Adds up the terms as the formula has them."""

    def __init__(self, layout):
        super().__init__(layout)
        self.layout = layout

    def step(self, state):
        for actor, name in enumerate(self.layout.labels["actors"]):
            for member in range(len(state)):
                terms = list(self._terms_of(state, member, actor, name))
                largest, cause = 0.0, -1
                for value, behind in terms:
                    if value > largest:
                        largest, cause = value, behind
                state["perceived_threat"][member, actor] = sum(value for value, _ in terms)
                state.causes["perceived_threat"][member, actor] = cause

    def _terms_of(self, state, member, actor, name):
        def number(quantity):
            return state.quantity(quantity)[member, 0]

        scenario, causes = self.layout.scenario, state.causes
        heard, most, behind = 0.0, 0.0, -1
        for origin, km in enumerate(_distances(scenario, name) or ()):
            near = np.exp(-np.array([km]) / state["base"][member, self._reach])[0]
            part = state["fighting"][member, origin] * near
            heard += part
            if part > most:
                most, behind = part, causes["fighting"][member, origin]
        yield heard * number("threat_of_fighting"), behind
        home = scenario.actors[name].home
        if home in self.layout.labels["hosts"]:
            at = self.layout.position("hosts", home)
            strain = np.nan_to_num(state["strain"][member, at])
            yield strain * number("threat_of_strain"), causes["strain"][member, at]
        last, behind = -np.inf, -1
        for key, contact in scenario.contacts.items():
            at = self.layout.signal(key)
            if contact.soil == name and state["signal_day"][member, at] > last:
                last, behind = state["signal_day"][member, at], causes["signal_day"][member, at]
        fresh = np.exp(np.array([(last - state.day) / number("incident_memory")]))[0]
        yield fresh * number("threat_of_incident"), behind
        level, behind = 0.0, -1
        for dyad in _dyads(scenario, name):
            if state["rung"][member, dyad] > level:
                level, behind = state["rung"][member, dyad], causes["rung"][member, dyad]
        top = max([1, *(rung.level for rung in scenario.ladder.rungs.values())])
        yield level / top * number("threat_of_rung"), behind
        column = self.layout.columns["unease"][actor]
        yield state["quantity"][member, column], causes["quantity"][member, column]

    @property
    def _reach(self):
        return self.layout.columns["threat_distance"].start
