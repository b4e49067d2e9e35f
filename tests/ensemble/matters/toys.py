"""Engines of which every index is known: functions of uniform numbers, with chance beside them."""

import numpy as np

from offramp.engine.block import Block
from offramp.engine.draws import Draws, member_keys, name_key
from offramp.engine.layout import Layout
from offramp.engine.parameters import Unknowns, draw_quantities, draws_of
from tests.small_crisis import crisis

MADE_UP = {"unit": "1", "source": "judgement", "basis": "made up for a test"}
NONE = np.zeros((0, 0))


def toy_scenario(numbers, low=0.0, high=1.0):
    quantities = {f"x{at}": MADE_UP | {"uniform": [low, high]} for at in range(1, numbers + 1)}
    return crisis(quantities=quantities, indicators={"y": {"value": "x1", "label": "the sum"}})


class Toy:
    """Futures in which `y` is a function of the numbers, and of a standard normal of chance."""

    processes = ()

    def __init__(self, scenario, function):
        self.scenario = scenario
        self.layout = Layout(scenario)
        self._function = function

    def run(self, members, seed, days=None, *, unknowns=None):
        drawn = draws_of(self.layout, members, seed, unknowns or Unknowns(members))
        base = draw_quantities(self.layout, drawn)
        names = [name for name, _ in self.layout.column_names]
        numbers = base[:, [names.index(name) for name in names if name[0] == "x"]]
        luck = Draws(member_keys(seed, members, "chance")).normal(0, name_key("toy"))
        y = self._function(numbers, luck)
        empty = None
        return Block(members, {}, empty, {}, NONE, base, {"y": y})  # type: ignore[arg-type]


def ishigami(x, luck):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(x, luck):
    a = np.array([0, 1, 4.5, 9, 99, 99])
    return np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1)
