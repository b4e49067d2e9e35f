"""Fighting, threat from the air and ways out, one future and one origin after another."""

import math

import numpy as np

from offramp.engine.draws import draw, name_key
from offramp.engine.quantiles import normal_quantile
from offramp.processes.conflict import Conflict


class PlainConflict(Conflict):
    """Moves each origin by the formulas."""

    def _move(self, state):
        for member in range(len(state)):
            self._future(state, member)

    def _future(self, state, member):
        def value(name, at=0):
            return state.quantity(name)[member, at]

        def noise(*names):
            key = state.draws.keys[member]
            return normal_quantile(draw(key, state.day, name_key("conflict", *names), 0))

        factors = state["last_factors"][member]
        shock = value("fighting_shock") * noise("shock")
        for at, origin in enumerate(self._origins):
            spot = (member, at)
            target = state["last_fighting"][spot] * (value("intensity") / factors[0])
            target += np.nan_to_num(value("offensive", at)) - state["last_offensive"][spot]
            of_day = value("fighting_noise") * noise("fighting", origin) + shock
            self._revert(state, "fighting", spot, target, of_day)
            target = state["last_air_threat"][spot] * (value("air_campaign") / factors[1])
            self._revert(
                state, "air_threat", spot, target, value("air_noise") * noise("air", origin)
            )

    def _revert(self, state, what, spot, target, noise):
        level = state[what][spot]
        reversion = state.quantity("fighting_reversion")[spot[0], 0]
        spread = 2 * math.sqrt(level * (1 - level))
        level += reversion * (min(max(target, 0), 1) - level)
        level += spread * noise
        state[what][spot] = min(max(level, 0), 1)

    def _open_and_close(self, state):
        for at, origin in enumerate(self._origins):
            turns = [self._turn(state, (member, at), origin) for member in range(len(state))]
            for sign in (-1, 1):
                rows = np.array([m for m, turn in enumerate(turns) if turn == sign], np.intp)
                if len(rows) and state.traced:
                    self._log(
                        state, rows, np.full(len(rows), at), np.full(len(rows), int(sign > 0))
                    )

    def _turn(self, state, spot, origin):
        border, level = state.quantity("siege_fighting")[spot[0], 0], state["fighting"][spot]
        if level == border:
            return 0
        turn = -1 if level > border else 1
        after = state["access"][spot] + turn / 2
        hazard = state.quantity("siege_onset" if turn < 0 else "siege_relief")[spot[0], 0]
        u = draw(state.draws.keys[spot[0]], state.day, name_key("conflict", "access", origin), 0)
        if not 0 <= after <= 1 or u >= 1 - math.exp(-hazard):
            return 0
        state["access"][spot] = after
        return turn
