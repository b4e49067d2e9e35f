import json

import numpy as np
import pytest

from offramp.ensemble import sweep as module
from offramp.ensemble.reads import chosen, reads_of, usual
from offramp.ensemble.saying import say_range
from offramp.ensemble.sweep import sweep_ensemble, values_of
from offramp.model.expression import Expression
from offramp.model.indicator import Indicator
from offramp.model.problems import ScenarioError
from offramp.reading.variants import fixed, number_at
from tests.ensemble.asked import DAYS, asking, small
from tests.small_crisis import number


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    contacts = {
        "patrols": {
            "dyad": "AAA_BBB",
            "rates": {"deliberate": "meeting"},
            "lethal": number(1),
            "rung": "clash",
        }
    }
    reading = small(tmp_path_factory.mktemp("small"))
    quantities = {
        **reading.scenario.model_dump(mode="json", exclude_defaults=True)["quantities"],
        "meeting": {
            "unit": "1/day",
            "lognormal": [0.1, 2],
            "source": "judgement",
            "basis": "made up",
        },
        "misperception": number(1),
    }
    return small(tmp_path_factory.mktemp("met"), contacts=contacts, quantities=quantities)


def swept(reading, path, values, names, members=40, **given):
    reads = chosen(reading.scenario, names)
    return sweep_ensemble({"as it is": reading}, asking(members, **given), path, values, reads)


def test_a_number_is_held_at_each_value(reading):
    found = swept(reading, "pain", [0.0, 2.5], ["pain"]).to_dict()
    rows = found["sets"]["as it is"]["rows"]
    assert [row["value"] for row in rows] == [None, 0.0, 2.5]
    assert [row["reads"]["pain"]["mean"] for row in rows] == [DAYS, 0, 2.5 * DAYS]
    ends = found["sets"]["as it is"]["first_to_last"]["pain"]
    assert (ends["mean"], ends["higher"]) == (2.5 * DAYS, 40)


def test_of_many_results_those_that_nothing_moves_are_only_named(reading, monkeypatch):
    found = swept(reading, "pain", [0.0, 2.5], ["pain", "luck"])
    labels = [read.label for read in found.reads]
    assert "The same at every value" not in str(found)
    monkeypatch.setattr(module, "MANY", 1)
    shown, _, rest = str(found).partition("The same at every value (how high, with --json): ")
    assert rest.startswith(f"{labels[1]}.")
    assert labels[0] in shown
    assert f"\n{labels[1]}" not in shown


def test_what_is_or_is_not_is_told_as_futures_in_100(tmp_path, reading):
    own = reading.scenario.model_dump(mode="json", exclude_defaults=True)["indicators"]
    lucky = {"label": "lucky", "value": "1 if luck > spare else 0", "take": "last"}
    never = {"label": "never", "value": "1 if pain < 0 else 0", "take": "last"}
    told = small(tmp_path, indicators={**own, "lucky": lucky, "never": never})
    found = swept(told, "spare", [-9.0, 0.0, 9.0], ["lucky", "never", "pain"])
    levels = [row["reads"]["lucky"] for row in found.to_dict()["sets"]["as it is"]["rows"]]
    assert [one["count"] for one in levels[1::2]] == [40, 0]
    assert [round(40 * one["mean"]) for one in levels] == [one["count"] for one in levels]
    assert "count" not in found.to_dict()["sets"]["as it is"]["rows"][0]["reads"]["pain"]
    text = " ".join(str(found).split())
    assert "-9 all 40 (91 to 100)" in text
    assert "9 none of 40 (0 to 8.8)" in text
    assert "first value -> last: -100 in 100" in text
    assert text.partition("never ")[2].startswith(
        "as drawn 0 (0 to 0)"
    )  # whether it counts futures, nobody can tell


def test_holding_a_number_moves_no_other_draw(reading):
    found = swept(reading, "first", [0.0], ["luck"]).to_dict()
    rows = found["sets"]["as it is"]["rows"]
    assert rows[0]["reads"] == rows[1]["reads"]


def test_inline_numbers_can_be_swept_and_labels_told_apart(reading):
    changed = fixed(reading, "ladder.reply.up", 3.0)
    assert number_at(changed, "ladder.reply.up")[2].value == 3
    assert changed.ladder.reply["stay"] == reading.scenario.ladder.reply["stay"]
    held = fixed(reading, "measures.help.effects.pain.times", 0.5)
    assert number_at(held, "measures.help.effects.pain.times")[2].value == 0.5
    one = fixed(reading, "risk_aversion.AAA", 2.0).quantities["risk_aversion"]
    assert (one.at("AAA").value, one.at("BBB").value) == (2, 1)
    every = fixed(reading, "quantities.risk_aversion", 2.0).quantities["risk_aversion"]
    assert (every.at("AAA").value, every.at("BBB").value) == (2, 2)
    assert fixed(reading, "first", 1.0).quantities["first"].normal is None
    assert number_at(reading.scenario, "contacts.patrols.lethal")[0] == "contacts.patrols.lethal"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("pian", 'there is no number "pian" .*did you mean "pain"'),
        ("risk_aversion.DDD", 'has no label "DDD"'),
        ("measures.help", "there is no number"),
    ],
)
def test_numbers_that_are_not_there_are_refused(reading, path, said):
    with pytest.raises(ScenarioError, match=said):
        fixed(reading, path, 1.0)


def test_numbers_that_cannot_be_are_refused(reading):
    with pytest.raises(ScenarioError, match=r"cannot be 2: lethal must be between 0 and 1, not 2"):
        fixed(reading, "contacts.patrols.lethal", 2.0)
    with pytest.raises(ScenarioError, match=r'"loss" cannot be -1: lognormal as it is, it is at'):
        fixed(reading, "loss", -1.0)


def test_quantiles_are_those_of_the_distribution(reading):
    values = values_of(reading, "first", [], 3)
    assert values == pytest.approx([-0.9674, 0, 0.9674], abs=1e-3)
    assert values_of(reading, "first", [5.0], 3) == [5.0]
    with pytest.raises(ScenarioError, match=r"is fixed at 1 .*give --values"):
        values_of(reading, "pain", [], 3)


def test_what_nobody_has_seen_is_a_range_only(reading):
    names = ["end.war", "hazard.AAA_BBB.clash", "end.quiet"]
    found = swept(reading, "meeting", [0.01, 0.5], names, members=100)
    told = found.to_dict()
    for row in told["sets"]["as it is"]["rows"]:
        assert set(row["reads"]["end.war"]) == {"low", "median", "high", "validated"}
        assert set(row["reads"]["hazard.AAA_BBB.clash"]) == {"low", "median", "high", "validated"}
        assert "count" in row["reads"]["end.quiet"]
    first, last = told["sets"]["as it is"]["rows"][1:]
    clash = "hazard.AAA_BBB.clash"
    assert first["reads"][clash]["high"] < last["reads"][clash]["low"]
    assert set(told["sets"]["as it is"]["first_to_last"]["end.war"]) == {
        "higher",
        "lower",
        "same",
        "way",
    }
    assert json.loads(json.dumps(told)) == told
    text = " ".join(str(found).split())
    assert "in war (unvalidated; assumes replies as made up)" in text
    assert max(map(len, found.lines(100))) <= 100


def test_the_chance_of_a_clash_is_that_of_its_rate(reading):
    found = swept(reading, "meeting", [0.0002], ["hazard.AAA_BBB.clash"], members=10).to_dict()
    held = found["sets"]["as it is"]["rows"][1]["reads"]["hazard.AAA_BBB.clash"]
    exact = -np.expm1(-0.0002 * DAYS)  # nobody has met yet, after which no more is added up
    assert [held[end] for end in ("low", "median", "high")] == pytest.approx([exact] * 3, rel=1e-3)


def test_a_range_keeps_two_ends():
    assert say_range(0.0211, 0.0214) == "211 to 214 in 10,000"
    assert say_range(1e-9, 2e-9) == "below 1 in 10,000,000"


def test_what_can_be_read_is_named(reading):
    known = reads_of(reading.scenario)
    assert {"pain", "end.war", "end.quiet", "hazard.AAA_BBB.war"} <= known.keys()
    assert known["pain"].unit == "day"
    assert [one.name for one in usual(reading.scenario)] == [
        "pain",
        "luck",
        "pick",
        "loss",
        "end.war",
        "end.warned",
        "end.quiet",
    ]
    with pytest.raises(ScenarioError, match=r'nothing called "pian".*did you mean "pain"'):
        chosen(reading.scenario, ["pian"])


def test_only_finite_numbers_can_be_held(reading):
    for value in (float("inf"), float("nan")):
        with pytest.raises(ScenarioError, match=r"cannot be held at (inf|nan).*finite"):
            values_of(reading, "pain", [1.0, value], 3)


def test_an_indicator_that_a_set_switches_off_is_not_assessed(tmp_path, reading):
    own = reading.scenario.model_dump(mode="json", exclude_defaults=True)["indicators"]
    off = small(tmp_path, indicators={**own, "luck": own["luck"] | {"disabled": True}})
    reads = chosen(reading.scenario, ["luck", "pain"])
    found = sweep_ensemble({"a": reading, "b": off}, asking(20), "spare", [0.0, 2.0], reads)
    ends = {name: one["first_to_last"] for name, one in found.to_dict()["sets"].items()}
    assert ends["b"]["luck"] == {"assessed": False}
    assert ends["a"]["luck"]["way"] == "none"
    assert "first value -> last (b): not assessed" in str(found)


def test_totals_have_the_unit_of_the_yardsticks(reading):
    flow = Indicator(value=Expression("arrivals"), unit="person/day", take="total")
    indicators = {**reading.scenario.indicators, "flow": flow}
    told = reading.scenario.model_copy(update={"indicators": indicators})
    assert reads_of(told)["flow"].unit == "person"


def test_an_interrupt_shows_the_rows_that_are_whole(reading):
    def stop(done, _):
        if done > 80:
            raise KeyboardInterrupt

    found = swept(reading, "pain", [0.0, 2.0], ["pain"], progress=stop)
    assert not found.complete
    assert [row.value for row in found.sets["as it is"]] == [None, 0.0]
    assert "STOPPED EARLY" in str(found)
