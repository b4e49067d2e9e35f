"""The law of a run agrees with the plain judge of examples, future by future."""

from datetime import timedelta

import numpy as np
import pytest

import offramp
from offramp.engine.engine import Engine
from offramp.model.law import Example
from offramp.model.law_rules import Standing
from offramp.processes import PROCESSES
from offramp.reading.examples.facts import Facts
from offramp.reading.examples.judge import judge_action, judge_provision

MEMBERS = 24


@pytest.fixture(scope="module", params=[0, 3])
def judged(request):
    """A state in which anything may have happened, after the law of the day."""
    scenario = offramp.load("ardenia")
    engine = Engine(scenario, PROCESSES)
    state = engine.begin(np.arange(MEMBERS), 1)
    law = next(p for p in engine.processes if p.name == "law")
    law.step(state)
    draws = np.random.default_rng(request.param)
    state.day = request.param
    state["signal_count"][:] = draws.integers(0, 3, state["signal_count"].shape)
    state["signal_day"][:] = np.where(state["signal_count"] > 0, state.day, -np.inf)
    state["perceived_threat"][:] = draws.choice([0.0, 0.1, 2.0], state["perceived_threat"].shape)
    law.step(state)
    return scenario, state


def facts(scenario, state, member, *, by_reading, **action):
    """Return a future as the facts of an example."""
    layout = state.layout
    given = {"on": scenario.start + timedelta(days=state.day), **action}
    for at, signal in enumerate(layout.signals):
        given[f"count.{signal}"] = int(state["signal_count"][member, at])
    for at, actor in enumerate(layout.labels["actors"]):
        given[f"perceived_threat.{actor}"] = float(state["perceived_threat"][member, at])
    for name, quantity in scenario.quantities.items():
        if quantity.over is None and quantity.form != "chance":
            given[name] = float(state["quantity"][member, layout.column(name, name)])
    if by_reading:
        given["reading"] = [
            name
            for name, quantity in scenario.quantities.items()
            if quantity.form == "chance" and state.quantity(name)[member, 0] > 0
        ]
    return Facts.of(scenario, Example(says="", given=given, expected="met"))


def test_findings_agree(judged):
    scenario, state = judged
    seen = set()
    for member in range(MEMBERS):
        for at, key in enumerate(state.layout.labels["provisions"]):
            own = judge_provision(facts(scenario, state, member, by_reading=True), key)
            assert state["met_here"][member, at] == (own.verdict == "met"), own.why
            whole = judge_provision(facts(scenario, state, member, by_reading=False), key)
            code = {"not met": 0, "met": 1, "contested": 2}[whole.verdict]
            assert state["finding"][member, at] == code, whole.why
            seen.add(whole.verdict)
    assert seen == {"not met", "met", "contested"}


def test_standings_agree(judged):
    scenario, state = judged
    seen = set()
    for at, measure in enumerate(scenario.measures.values()):
        for member in range(MEMBERS if measure.action else 0):
            action = {"by": measure.by, "action": measure.action}
            found = judge_action(facts(scenario, state, member, by_reading=True, **action))
            standing = Standing(state["standing"][member, at])
            named = "prohibited" if standing.forbids else standing.name
            assert named == found.verdict, found.why
            seen.add(named)
    assert seen == {"silent", "permitted", "prohibited"}
