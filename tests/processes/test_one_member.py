"""One future alone runs through the kernels that many run through: it waits for no others."""

import sys

import numpy as np
from numba.core.registry import CPUDispatcher

import offramp
from offramp.engine.engine import Engine
from offramp.processes import PROCESSES


def kinds_of_arguments() -> dict[str, set[str]]:
    """Return, by kernel, the kinds of arguments that it was compiled for."""
    return {
        f"{name}.{kernel.py_func.__name__}": {*map(str, kernel.overloads)}
        for name, module in list(sys.modules.items())
        if name.startswith("offramp.")
        for kernel in vars(module).values()
        if isinstance(kernel, CPUDispatcher)
    }


def test_one_member_needs_no_kernels_of_its_own():
    scenario = offramp.load("ardenia")
    engine = Engine(scenario, PROCESSES)
    engine.run(np.arange(2), 1, 30)
    before = kinds_of_arguments()
    assert "offramp.processes.displacement.day.move" in before
    engine.run(np.arange(1), 1, 30)
    after = kinds_of_arguments()
    assert {name for name, kinds in after.items() if kinds != before.get(name)} == set()
