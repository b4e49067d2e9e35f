"""Findings and standings, one future and one provision after another."""

from datetime import timedelta

import numpy as np

from offramp.model.law_rules import Standing, made_by, rules_on
from offramp.processes.law import Law


class PlainLaw(Law):
    """Asks of each provision whether it is met, and of each measure which rule prevails."""

    def step(self, state):
        self._attacks(state)
        era, tomorrow = self._era(state.day), self._era(state.day + 1)
        values = self._clauses.today(state)
        found = self._met(state, era, values)
        moved = [self._told(state, found, member) for member in range(len(state))]
        for clause in era.clauses:
            rows = [m for m in range(len(state)) if clause.at in moved[m][0]]
            if rows:
                met, disputed = np.array([found[m][clause.at] for m in range(len(state))]).T
                self._log(state, clause, values, np.array(rows), met, disputed)
        for member, of_member in enumerate(found):
            for at in range(state["finding"].shape[1]):
                met, disputed = of_member.get(at, (False, False))
                state["finding"][member, at] = 2 if disputed else int(met)
                state["met_here"][member, at] = met
        judging = found if tomorrow is era else self._met(state, tomorrow, values)
        for member in range(len(state)):
            if moved[member][1] or state.day in self._since or tomorrow is not era:
                self._weigh(state, member, self._eras.index(tomorrow), judging[member])

    def _attacks(self, state):
        for day in (state.day - 1, state.day) if state.day else (0,):
            attacks = self._era(day).attacks
            for scope, at in enumerate(attacks.provisions):
                for signal in attacks.signals[attacks.start[scope] : attacks.start[scope + 1]]:
                    for member in np.flatnonzero(state["signal_day"][:, signal] == day):
                        behind = state.causes["signal_day"][member, signal]
                        latest = max(state.causes["struck"][member, at], behind)
                        state["struck"][member, at] = True
                        state.causes["struck"][member, at] = latest

    def _met(self, state, era, values):
        """For each future, whether each provision is met, and whether that is contested."""
        return [
            {clause.at: self._one(state, clause, values, member) for clause in era.clauses}
            for member in range(len(state))
        ]

    def _one(self, state, clause, values, member):
        def holds(case):
            excepted = any(values[index, member] for index in case.exceptions)
            return bool(values[case.trigger, member]) and not excepted

        if clause.attack and not state["struck"][member, clause.at]:
            return False, False
        ways = {any(map(holds, cases)) for cases in clause.ways}
        return any(map(holds, clause.drawn)), len(ways) > 1

    def _told(self, state, found, member):
        """The provisions of which there is news in a future, and whether anything has changed."""
        news, changed = set(), False
        for at in range(state["finding"].shape[1]):
            met, disputed = found[member].get(at, (False, False))
            was_met, was_found = state["met_here"][member, at], state["finding"][member, at] > 0
            if ((met or disputed) and not was_found) or (met and not was_met):
                news.add(at)
            changed |= met != was_met
        return news, changed or bool(news)

    def _weigh(self, state, member, era, found):
        """Set the standing of every measure of which some rule speaks."""
        layout, scenario = self._layout, self._layout.scenario
        on = scenario.start + timedelta(days=self._since[era])
        for key, measure in layout.open_measures():
            if not measure.action:
                continue
            standing, owed, behind = 0, False, -1
            for rule in rules_on(scenario, measure.action, measure.by, on):
                at, provision = layout.position("provisions", rule), scenario.provisions[rule]
                made = made_by(provision)
                lesser = made == Standing.prohibited and standing == Standing.barred
                if found.get(at, (False, False))[0] and not lesser:
                    standing, owed = made, provision.consequence == "SHALL"
                    behind = state.causes["finding"][member, at]
            at = layout.measures.index(key)
            state["standing"][member, at], state["duty"][member, at] = standing, owed
            state.causes["standing"][member, at] = behind
