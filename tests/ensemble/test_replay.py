"""History decided anew: counts worked out by hand on a double, then the real engine."""

import json
from datetime import date, timedelta

import numpy as np
import pytest

import offramp
from offramp.ensemble.firsts import NEVER, Firsts, firsts_of, joined
from offramp.ensemble.plan import Plan
from offramp.ensemble.record import records
from offramp.ensemble.replay import replay_ensembles
from offramp.ensemble.side import Side
from offramp.results.errors import RunError
from tests.ensemble.double import AS_OF, DAYS, START, Double, Log, made_up_scenario, table
from tests.small_crisis import crisis

PLAN = Plan(stop=100, block=32, threads=2)


def step(measure, stage, day, **more):
    when = START + timedelta(days=day)
    return {
        "date": when,
        "known_at": when,
        "actor": "AAA",
        "measure": measure,
        "stage": stage,
        "text": "It happened.",
        "verified": True,
        **more,
    }


EVENTS = {
    "asked": step("zone", "proposed", 2),
    "refused": step("zone", "rejected", 4),
    "called": step("consult", "proposed", 1),
    "held": step("consult", "in_force", 3),
    "rumour": step("truce", "in_force", 3, verified=False),
    "later": step("truce", "in_force", 20),
    "before": step("truce", "in_force", -3),
}
MEASURES = {
    "consult": {"label": "Consultation", "by": "AAA"},
    "zone": {"label": "Buffer zone", "by": "BBB"},
    "truce": {"label": "Truce", "by": "CCC"},
    "rare": {"label": "Rare", "by": "CCC"},
}


def scenario(**sections):
    before = START - timedelta(days=1)
    given = {"events": EVENTS, "measures": MEASURES, "decided_until": before, "provisions": {}}
    return made_up_scenario(**given | {"red_lines": {}, "outcomes": {}} | sections)


class Decider(Double):
    """Future n, of 100: each measure takes its steps on days that hang on n only."""

    def run(self, members, seed, days=None):
        block = super().run(members, seed, days)
        logs = []
        for n in members.tolist():
            log = Log(self.layout)
            log.add(1, "proposed", "consult", "measures.consult")
            if n < 60:  # before its date, near it, and beyond the last day of the replay
                log.add(3 if n < 20 else 8, "adopted", "consult", "procedures.all")
                log.add(3 if n < 20 else 9, "in_force", "consult", "measures.consult")
            if n < 50:
                log.add(2, "proposed", "zone", "measures.zone")
                log.add(5, "rejected" if n < 40 else "adopted", "zone", "procedures.all")
            if n % 4 == 0:
                log.add(6, "adopted", "truce", "measures.truce")
            if n == 7:
                log.add(6, "adopted", "rare", "measures.rare")
            logs.append([row for row in log.rows if row["day"] < days])
        return type(block)(**vars(block) | {"events": table(self.layout, members, logs)})


@pytest.fixture(scope="module")
def replay():
    sides = {
        "one": Side(one := scenario(), lambda: Decider(one)),
        "off": Side(two := scenario(measures=MEASURES | {"zone": {"by": "BBB", "disabled": True}}),
                    lambda: Decider(two)),
    }  # fmt: skip
    told = []
    found = replay_ensembles(
        sides, PLAN, about={"one": "Some hold it."}, progress=lambda *at: told.append(at)
    )
    assert told[-1] == (200, 200)
    return found.summary


def counts(measure, name="one"):
    found = measure["sets"][name]
    return {key: one["count"] for key, one in found.items() if isinstance(one, dict)}


def test_it_ends_at_the_as_of_date(replay):
    assert replay["days"] == (AS_OF - START).days + 1 < DAYS
    assert (replay["start"], replay["as_of"]) == (str(START), str(AS_OF))


def test_futures_are_counted_by_the_date_near_it_and_by_the_end(replay):
    consult = next(one for one in replay["measures"] if one["id"] == "consult")
    assert (consult["stage"], consult["date"]) == ("in_force", str(START + timedelta(days=3)))
    assert (consult["taken"], consult["imposed"]) == (True, False)
    assert [one["stage"] for one in consult["steps"]] == ["proposed", "in_force"]
    assert counts(consult) == {
        "by_then": 20,
        "within_7_days": 60,
        "by_as_of": 60,
        "proposed": 100,
        "rejected": 0,
        "adopted": 60,
    }
    assert consult["sets"]["one"]["median_date"] == str(START + timedelta(days=9))
    assert consult["sets"]["one"]["by_then"]["in_100"] == 20


def test_refusals_tell_how_often_they_were_proposed_rejected_and_adopted(replay):
    zone = next(one for one in replay["measures"] if one["id"] == "zone")
    assert (zone["stage"], zone["taken"]) == ("rejected", False)
    found = counts(zone)
    assert (found["proposed"], found["rejected"], found["adopted"]) == (50, 40, 10)
    assert found["by_then"] == 0  # rejected on day 5, refused in history on day 4
    assert found["within_7_days"] == 40
    assert zone["sets"]["off"] is None


def test_what_history_did_not_do_is_told_where_futures_often_do(replay):
    (truce,) = replay["not_taken"]  # unverified, too late or too early steps are no history
    assert truce["id"] == "truce"
    assert truce["sets"]["one"]["count"] == 25


def test_each_set_has_a_headline_in_natural_frequencies(replay):
    assert replay["sets"]["one"] == {
        "about": "Some hold it.",
        "headline": "What history did comes about within 7 days of its date (and by the "
        "as-of date) in 60 in 100 futures (Consultation); what it refused or left open is adopted "
        "in 10 in 100 futures.",
    }
    assert "refused" not in replay["sets"]["off"]["headline"]
    assert (
        "Face validity, not skill: whoever wrote the weights knew the outcome" in replay["caution"]
    )
    assert json.loads(json.dumps(replay)) == replay


@pytest.mark.parametrize("width", [80, 100, 120])
def test_it_prints_tables_that_fit(width):
    one = scenario()
    sides = {f"set {n}": Side(one, lambda: Decider(one)) for n in range(7)}
    found = replay_ensembles(sides, Plan(stop=20), about=dict.fromkeys(sides, "Somebody."))
    lines = found.lines(width)
    assert max(map(len, lines)) <= width
    text = "\n".join(lines)
    assert "A  set 0 (Somebody)" in text
    assert text.count("Consultation  ") >= 1
    assert "  Buffer zone " in text
    assert "refused 5 Mar" in text
    assert "Face validity, not skill" in str(found)


def test_the_record_is_what_was_checked_and_known_in_time():
    found = records(scenario())
    assert list(found) == ["consult", "zone"]
    imposed = scenario(measures=MEASURES | {"zone": {"by": "BBB", "decided_until": AS_OF}})
    assert records(imposed)["zone"].imposed
    assert not records(imposed)["consult"].imposed
    shelved = scenario(events=EVENTS | {"refused": step("zone", "shelved", 4)})
    assert records(shelved)["zone"].stage == "rejected"
    open_still = scenario(events={"asked": step("zone", "proposed", 2)})
    assert records(open_still)["zone"].stage == "proposed"
    assert not records(open_still)["zone"].taken


def test_first_days_of_blocks_are_joined_in_order():
    layout = Double(scenario()).layout
    log = Log(layout)
    for day in (4, 2, 7):
        log.add(day, "proposed", "zone", "measures.zone")
    members = np.array([5, 6])
    block = Double(scenario()).run(members, 1)
    block = type(block)(**vars(block) | {"events": table(layout, members, [log.rows, []])})
    first = firsts_of(block, layout)
    assert first.days["proposed", "zone"].tolist() == [2, NEVER]
    both = joined([first, Firsts(np.array([1]), {})])
    assert both.members.tolist() == [1, 5, 6]
    assert both.reached("zone", "proposed").tolist() == [NEVER, 2, NEVER]
    assert both.reached("zone", "in_force").tolist() == [NEVER] * 3


def test_nothing_to_replay_is_said():
    empty = crisis()
    with pytest.raises(RunError, match="nothing to replay"):
        replay_ensembles({"as it is": Side(empty, lambda: Double(empty))}, PLAN)


def test_a_real_scenario_is_decided_anew(tmp_path, monkeypatch):
    folder = tmp_path / "cr"
    (folder / "overlays").mkdir(parents=True)
    (folder / "scenario.yaml").write_text("extends: ardenia\nid: cr\n", encoding="utf-8")
    wary = (
        "about: The wary hold that talk is free.\n"
        "quantities: {cost_of_talk: {value: 0, source: judgement, basis: a test}}\n"
    )
    (folder / "overlays" / "wary.yaml").write_text(wary, encoding="utf-8")
    found = offramp.replay(folder, ["wary"], members=20)
    assert found.summary["sets"]["wary"]["about"] == "The wary hold that talk is free."
    again = offramp.replay(folder, ["wary"], members=20)
    assert again.to_dict() == found.to_dict()
    (consultation,) = [m for m in found.summary["measures"] if m["id"] == "consultation"]
    assert not consultation["imposed"]
    assert consultation["date"] == str(date(2030, 3, 4))
    told = consultation["sets"]["wary"]
    assert told["by_then"]["count"] < 20  # history, imposed, would have it in all
    assert told["by_then"]["count"] <= told["by_as_of"]["count"] <= told["proposed"]["count"]
