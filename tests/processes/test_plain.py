"""Every process whose day is compiled goes, future by future, the way that plain Python goes."""

from dataclasses import fields

import numpy as np
import pytest

import offramp
from offramp.engine.engine import Engine
from offramp.processes import PROCESSES
from tests.processes.plain.conflict import PlainConflict
from tests.processes.plain.contact import PlainContacts
from tests.processes.plain.influences import PlainInfluences
from tests.processes.plain.ladder import PlainLadder
from tests.processes.plain.law import PlainLaw
from tests.processes.plain.perception import PlainPerception
from tests.processes.plain.red_lines import PlainRedLines
from tests.processes.plain.stocks import PlainStocks
from tests.processes.plain.thresholds import PlainThresholds

PLAIN = (
    PlainPerception,
    PlainInfluences,
    PlainConflict,
    PlainStocks,
    PlainContacts,
    PlainRedLines,
    PlainLaw,
    PlainLadder,
    PlainThresholds,
)
MEMBERS = np.arange(12)
HOT = """
quantities:
  shell_rate: {value: 0.6, unit: 1/day, source: story}
  meeting_rate: {value: 2, unit: 1/day, source: story}
  storm_rate: {value: 0.2, unit: 1/day, source: story}
  strain_limit: {value: 0.05, unit: "1", source: story}
  siege_onset: {value: 0.2, unit: 1/day, source: story}
  threat_of_incident: {value: 2, unit: "1", source: story}
  worth_of_relief: {value: 40, unit: "1", source: story}
contacts:
  stray_shell: {lethal: {value: 0.3, unit: "1", source: story}}
red_lines:
  foreign_troops: {when: in_force.buffer_zone or ever.aid_escort}
ladder:
  exchange: incident
  quiet: {value: 1, unit: day, source: story}
  reply: {up: {value: 1, unit: "1", source: story}}
"""
"""Much happens in few futures."""


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    overlay = tmp_path_factory.mktemp("overlay") / "hot.yaml"
    overlay.write_text(HOT, encoding="utf-8")
    return offramp.load("ardenia", overlays=[overlay])


@pytest.fixture(scope="module")
def engine(scenario):
    return Engine(scenario, PROCESSES)


@pytest.fixture(scope="module")
def compiled(engine):
    return engine.run(MEMBERS, 1)


def test_much_happens_in_these_futures(engine, compiled):
    kinds = set(compiled.events.kind)
    for kind in (
        "incident",
        "lethal",
        "began",
        "ended",
        "rung_up",
        "rung_down",
        "threshold",
        "crossed",
        "answered",
        "unanswered",
        "finding",
        "siege",
        "relief",
    ):
        assert engine.layout.names.code(kind) in kinds, kind


@pytest.mark.parametrize("plain", PLAIN, ids=lambda plain: plain.name)
def test_futures_are_those_of_plain_python(scenario, compiled, plain):
    block = Engine(scenario, PROCESSES | {plain.name: plain}).run(MEMBERS, 1)
    for name, series in compiled.series.items():
        np.testing.assert_array_equal(block.series[name], series, name)
    for field in fields(compiled.events):
        found, wanted = getattr(compiled.events, field.name), getattr(block.events, field.name)
        np.testing.assert_array_equal(found, wanted, field.name)
    np.testing.assert_allclose(block.hazard, compiled.hazard, rtol=1e-12, atol=1e-12)
