import json
from datetime import date, timedelta

import pytest

from offramp.ensemble.deadline import off_ramps
from offramp.ensemble.off_ramps import Deadlines
from offramp.ensemble.order_dates import check, grid, variants
from offramp.ensemble.reads import chosen
from offramp.model.problems import ScenarioError
from tests.ensemble.asked import DAYS, asking, small
from tests.small_crisis import number

START = date(2030, 1, 1)
HEAD = {"id": "small", "title": "A small crisis", "limits": "Made up."}


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    return small(tmp_path_factory.mktemp("small"))


def ramps(reading, dates, names=("pain",), share=0.5, members=40):
    asked = asking(members)
    sides = variants(reading, "help", dates)
    asked.expect(asked.key(one) for one in sides)
    return off_ramps(sides, asked, chosen(reading.scenario, list(names)), share)


def after(days):
    return START + timedelta(days=days)


def test_the_last_day_is_the_one_until_which_enough_is_averted(reading):
    dates = [after(day) for day in range(0, DAYS, 4)]
    (found,) = ramps(reading, dates)
    averted = [one.benefit.mean for one in found.decided]
    assert averted == [DAYS - (day - START).days for day in dates]
    assert [one.share for one in found.decided] == [1, 0.8, 0.6, 0.4, 0.2]
    assert found.last == found.sure == found.perhaps == after(8)
    assert found.words.startswith(f"last responsible day {after(8)}: until then deciding averts")
    assert (found.never["mean"], found.first["mean"]) == (DAYS, 0)


def test_the_share_asked_for_counts(reading):
    dates = [after(day) for day in range(0, DAYS, 4)]
    assert ramps(reading, dates, share=0.8)[0].last == after(4)
    assert ramps(reading, dates, share=0.2)[0].last == after(16)
    assert "not too late by" in ramps(reading, dates, share=0.2)[0].words


def test_a_lead_time_counts(tmp_path, reading):
    measures = reading.scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)[
        "measures"
    ]
    measures["help"]["lead_time"] = number(5, "day")
    slow = small(tmp_path, measures=measures)
    (found,) = ramps(slow, [after(0), after(10)])
    assert [one.benefit.mean for one in found.decided] == [DAYS - 5, DAYS - 15]


def test_what_averts_nothing_has_no_last_day(reading):
    dates = [after(0), after(8)]
    found = {one.read.name: one for one in ramps(reading, dates, ("luck", "end.war", "pain"))}
    assert found["luck"].last is None
    assert found["luck"].words == "no day found: it changes nothing of this in any future"
    shown = Deadlines(HEAD, 40, 1, 0.5, {"as it is": tuple(found.values())})
    told = shown.to_dict()
    assert json.loads(json.dumps(told)) == told
    war = told["sets"]["as it is"][1]
    assert war["averts"]["validated"] is False
    assert not {"mean", "low", "high"} & war["dates"][0]["benefit"].keys()
    text = str(shown)
    assert "9 January 2030" in text
    assert "unvalidated" in text
    assert max(map(len, shown.lines(100))) <= 100


def test_what_makes_it_worse_is_said(tmp_path, reading):
    worse = dict(reading.scenario.model_dump(mode="json", exclude_defaults=True)["indicators"])
    worse["pain"] |= {"better": "high"}
    found = ramps(small(tmp_path, indicators=worse), [after(0), after(8)])[0]
    assert found.words == "no day found: it makes this worse"


def test_what_cannot_be_ordered_is_refused(reading):
    scenario = reading.scenario
    with pytest.raises(ScenarioError, match=r'there is no measure "hepl".*did you mean "help"'):
        check(scenario, "hepl", [])
    with pytest.raises(ScenarioError, match='2029-12-31 is no day on which "help" can still be'):
        check(scenario, "help", [date(2029, 12, 31)])
    with pytest.raises(ScenarioError, match="give dates from 2030-01-01 to 2030-01-20"):
        check(scenario, "help", [after(DAYS)])


def test_history_that_has_decided_is_said(tmp_path, reading):
    event = {
        "date": "2030-01-02",
        "known_at": "2030-01-02",
        "actor": "AAA",
        "measure": "help",
        "stage": "in_force",
        "text": "It came.",
        "verified": True,
        "source": "judgement",
        "basis": "made up",
    }
    told = small(tmp_path, events={"came": event}, as_of="2030-01-05")
    with pytest.raises(ScenarioError, match=r'history has decided on "help" already: "came"'):
        check(told.scenario, "help", [])


def test_the_grid_begins_on_the_first_free_day(reading):
    assert grid(reading.scenario, "help", 7) == [after(0), after(7), after(14)]


def late(reading, **changes):
    """Return the measures with other fields of the help."""
    dumped = reading.scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {**dumped["measures"], "help": dumped["measures"]["help"] | changes}


LINE = {
    "holder": "AAA",
    "when": "day > 1",
    "credence": number(1),
    "learning": number(0),
    "loss": number(0),
    "responses": {"help": number(3), "none": number(1)},
    "doubt": number(0.5),
    "delay": number(1, "day"),
}


def test_an_order_on_the_last_day_averts_nothing_whoever_else_would_have_it(tmp_path, reading):
    measures = late(reading, lead_time=number(5, "day"))
    own = {"soon": {"measure": "help", "day": str(after(3)), "stage": "adopted"}}
    said = {"measures": measures, "red_lines": {"line": LINE}, "orders": own}
    told = small(tmp_path, **said)
    (answered,) = chosen(told.scenario, ["pain"])
    as_it_is = answered.values(asking(40).answers(told.scenario))
    assert as_it_is is not None
    assert as_it_is.max() < DAYS  # it comes by the scenario's own order, and as an answer
    early, last = ramps(told, [after(0), after(DAYS - 1)])[0].decided
    assert early.benefit.mean == DAYS - 5
    assert (last.benefit.mean, last.benefit.moved, last.share) == (0, 0, 0)


def test_the_measure_answers_no_red_line_on_either_side(tmp_path, reading):
    told = small(tmp_path, red_lines={"line": LINE})
    never, first, second = variants(told, "help", [after(0), after(4)])
    for one in (never, first, second):
        line = one.red_lines["line"]
        (stands_in,) = line.responses.keys() - {"none"}
        assert one.measures[stands_in].disabled
        assert line.responses[stands_in] == told.scenario.red_lines["line"].responses["help"]
    assert never.red_lines == first.red_lines == second.red_lines
    assert [one.orders["offramp_deadline"].day for one in (first, second)] == [after(0), after(4)]
    plain = variants(reading, "help", [after(0)])
    assert plain.never.measures.keys() == reading.scenario.measures.keys()


def test_the_measures_own_history_counts(tmp_path, reading):
    measures = late(reading, decided_until=str(after(2)))
    told = small(tmp_path, measures=measures, as_of=str(after(5)), decided_until="2029-12-31")
    assert grid(told.scenario, "help", 30) == [after(3)]
    assert grid(told.scenario, "warn", 30) == [after(0)]
    with pytest.raises(ScenarioError, match=r'"help" can still be decided.*from 2030-01-04 to'):
        check(told.scenario, "help", [after(2)])
    check(told.scenario, "warn", [after(2)])


def test_a_day_must_be_left(tmp_path):
    told = small(tmp_path, as_of=str(after(DAYS - 1)))
    with pytest.raises(ScenarioError, match='no day is left to decide on "help": history decides'):
        check(told.scenario, "help", [])
    sooner = small(tmp_path, as_of=str(after(DAYS - 2)))
    check(sooner.scenario, "help", [after(DAYS - 1)])


def test_what_has_no_value_is_not_assessed(tmp_path, reading):
    own = reading.scenario.model_dump(mode="json", exclude_defaults=True)["indicators"]
    told = small(tmp_path, indicators={**own, "void": {"value": "(pain - pain) / (pain - pain)"}})
    found = ramps(told, [after(0), after(8)], ("void",))[0]
    assert found.words == "not assessed: it has no value in any future"
    assert found.last is None
    shown = Deadlines(HEAD, 40, 1, 0.5, {"as it is": (found,)})
    plain = json.loads(json.dumps(shown.to_dict(), allow_nan=False))["sets"]["as it is"][0]
    assert plain["never"] == {"assessed": False}
    assert [one["benefit"] for one in plain["dates"]] == [{"assessed": False}] * 2
    assert {one["enough"] for one in plain["dates"]} == {"not assessed"}
    assert "not assessed" in str(shown)


def test_an_indicator_that_a_set_switches_off_is_not_assessed(tmp_path, reading):
    own = reading.scenario.model_dump(mode="json", exclude_defaults=True)["indicators"]
    off = {**own, "luck": own["luck"] | {"disabled": True}}
    told = small(tmp_path, indicators=off)
    asked, sides = asking(20), variants(told, "help", [after(0)])
    (found,) = off_ramps(sides, asked, chosen(reading.scenario, ["luck"]), 0.5)
    assert found.words.startswith("not assessed")
