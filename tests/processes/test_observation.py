"""History, perception, law and thresholds."""

from math import exp

import numpy as np
import pytest

from offramp.processes.perception import great_circle_km
from tests.small_crisis import begin, crisis, events, number, run

PHASES = {
    "front": {
        "gives": "phases",
        "file": "phases.csv",
        "because": ["attack"],
        "rows": [
            {
                "place": "town",
                "start": "2030-01-01",
                "end": "2030-01-02",
                "fighting": 0.8,
                "threat": 0.5,
                "access": "besieged",
                "start_known_at": "2030-01-01",
                "end_known_at": "2030-01-02",
            }
        ],
    }
}
ATTACK = {
    "attack": {
        "date": "2030-01-01",
        "known_at": "2030-01-01",
        "actor": "BBB",
        "text": "It attacks.",
        "verified": True,
    }
}


def _run(as_of, days=3):
    engine, state = begin(crisis(as_of=as_of, series=PHASES, events=ATTACK), 3)
    seen = []
    for _ in range(days):
        engine.step(state)
        seen.append((float(state["fighting"][0, 0]), float(state["access"][0, 0])))
    return state, seen


def test_a_phase_is_set_on_its_days_and_names_what_brought_it_about():
    state, seen = _run("2030-01-03")
    assert seen == [(0.8, 0.0), (0.8, 0.0), (0.0, 1.0)]
    attack = {e["member"]: e["event"] for e in events(state, "observed")}
    for phase in events(state, "phase"):
        assert phase["causes"] == [attack[phase["member"]]]
        assert phase["rule"] == "series.front"


def test_the_end_of_a_phase_is_not_known_before_it_came():
    _, seen = _run("2030-01-01")
    assert seen == [(0.8, 0.0)] * 3


def test_a_phase_that_began_after_the_as_of_date_is_not_read():
    _, seen = _run("2029-12-31")
    assert seen == [(0.0, 1.0)] * 3


def test_threat_falls_with_distance_and_names_the_fighting():
    state, _ = _run("2030-01-03", days=2)
    distance = great_circle_km(0, 0, 0, 1)
    assert distance == pytest.approx(111.19, abs=0.01)
    threat = state["perceived_threat"][0, state.layout.position("actors", "AAA")]
    assert threat == pytest.approx(0.8 * exp(-distance / 100))
    assert state.causes["perceived_threat"][0, 0] == state.causes["fighting"][0, 0] >= 0
    assert state["perceived_threat"][0, state.layout.position("actors", "CCC")] == 0


def test_a_threshold_is_passed_once_until_it_is_left():
    rules = {"thresholds": {"late": {"when": "day > 1 and day < limit"}}}
    state = run(crisis(**rules, quantities={"limit": number(4, "day")}), 6, 3)
    assert [e["day"] for e in events(state, "threshold")] == [2, 2, 2]
    state = run(crisis(thresholds={"bad": {"when": "fighting.town > 0", "place": "town"}}), 2, 3)
    assert not events(state, "threshold")


@pytest.mark.parametrize(("readings", "finding"), [([], 1.0), (["broad"], 2.0)])
def test_a_provision_is_met_or_contested(readings, finding):
    provision = {
        "treaty": "pact",
        "article": "Article 1",
        "trigger": "day > 0 and broad > 0" if readings else "day > 0",
        "consequence": "CONSULT",
        "text": "They consult.",
        "readings": readings,
    }
    broad = {"chance": 0.5, "unit": "1", "source": "judgement", "basis": "made up for a test"}
    treaties = {"pact": {"title": "A pact", "parties": ["AAA"]}}
    scenario = crisis(
        provisions={"talk": provision}, treaties=treaties, quantities={"broad": broad}
    )
    state = run(scenario, 3, 4)
    np.testing.assert_array_equal(state["finding"], np.full((4, 1), finding))
    assert {e["day"] for e in events(state, "finding")} == {1}
    assert {e["target"] for e in events(state, "finding")} == {"contested" if readings else "met"}


def test_no_end_of_a_phase_is_known_on_its_own_day():
    _, seen = _run("2030-01-02")
    assert seen == [(0.8, 0.0)] * 3


def test_every_cause_lies_before_its_event():
    warn = {"warn": {"by": "AAA", "utility": {"worth": "worth"}, "duration": number(1, "day")}}
    echo = {"late": {"when": "ever.warn"}}
    state = run(crisis(measures=warn, thresholds=echo), 40, 50)
    table = state.events.table(state.members)
    owner = np.repeat(np.arange(len(table)), np.diff(table.causes_start))
    assert len(owner)
    assert (table.causes < table.event[owner]).all()
