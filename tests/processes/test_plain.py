"""Every process whose day is compiled goes, future by future, the way that plain Python goes."""

from dataclasses import fields

import numpy as np
import pytest

import offramp
from offramp.engine.engine import Engine
from offramp.processes import PROCESSES
from tests.processes.plain.influences import PlainInfluences
from tests.processes.plain.perception import PlainPerception
from tests.processes.plain.thresholds import PlainThresholds

PLAIN = (PlainPerception, PlainThresholds, PlainInfluences)
MEMBERS = np.arange(12)


@pytest.fixture(scope="module")
def scenario():
    return offramp.load("ardenia")


@pytest.fixture(scope="module")
def compiled(scenario):
    return Engine(scenario, PROCESSES).run(MEMBERS, 1)


@pytest.mark.parametrize("plain", PLAIN, ids=lambda plain: plain.name)
def test_futures_are_those_of_plain_python(scenario, compiled, plain):
    block = Engine(scenario, PROCESSES | {plain.name: plain}).run(MEMBERS, 1)
    for name, series in compiled.series.items():
        np.testing.assert_array_equal(block.series[name], series, name)
    for field in fields(compiled.events):
        found, wanted = getattr(compiled.events, field.name), getattr(block.events, field.name)
        np.testing.assert_array_equal(found, wanted, field.name)
    np.testing.assert_array_equal(block.hazard, compiled.hazard)
