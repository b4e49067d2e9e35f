"""A scenario by its name: merged, switched off in part, checked, with a hash of what it says."""

import pytest

from offramp.model.problems import ScenarioError
from offramp.reading.scenario import read_scenario


@pytest.fixture
def over(tmp_path, monkeypatch):
    """Return a function that writes an overlay and returns its name."""
    monkeypatch.chdir(tmp_path)

    def write(text, name="over.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


def problems_of(*args, **kwargs):
    with pytest.raises(ScenarioError) as caught:
        read_scenario(*args, **kwargs)
    return [f"{p.code} {p.where or '-'}" for p in caught.value.problems]


def test_a_reading_knows_where_its_values_stand():
    reading = read_scenario("ardenia")
    assert reading.scenario.id == "ardenia"
    text = reading.texts["ardenia/measures.yaml"].splitlines()
    line = text.index("truce_mediation:") + 1
    assert reading.where("measures.truce_mediation") == f"ardenia/measures.yaml:{line}"
    assert reading.where("measures.truce_mediation.lead_time").startswith("ardenia/measures.yaml:")
    assert reading.where("nothing") == ""
    assert reading.texts["ardenia/measures.yaml"].startswith("#")


def test_the_hash_is_of_what_is_said_and_not_of_files(over, tmp_path):
    reading = read_scenario("ardenia")
    reading.save(tmp_path / "copy")
    again = read_scenario("copy")
    assert again.hash == reading.hash
    assert again.scenario == reading.scenario
    assert again.where("contacts.stray_shell") == reading.where("contacts.stray_shell")
    changed = read_scenario("ardenia", [over("quantities: {many: {value: 7}}")])
    assert changed.hash != reading.hash
    assert changed.overlays == ("over.yaml",)


def test_every_mechanism_can_be_switched_off():
    reading = read_scenario("ardenia")
    hashes = {reading.hash}
    for name in reading.scenario.mechanisms:
        hashes.add(read_scenario("ardenia", without=[name]).hash)
    assert len(hashes) == 1 + len(reading.scenario.mechanisms)


def test_switching_off_disables_items_and_sets_neutral_values():
    without = read_scenario("ardenia", without=["strain"])
    assert without.without == ("strain",)
    assert without.scenario.thresholds["strained.CCC"].disabled
    assert without.scenario.quantities["threat_of_strain"].value == 0
    text = without.texts["ardenia/mechanisms.yaml"].splitlines()
    line = text.index("      threat_of_strain: {value: 0}") + 1
    where = without.where("quantities.threat_of_strain.value")
    assert where == f"ardenia/mechanisms.yaml:{line}"


def test_an_unknown_mechanism_gets_a_suggestion():
    with pytest.raises(ScenarioError) as caught:
        read_scenario("ardenia", without=["corridors"])
    (problem,) = caught.value.problems
    assert problem.message == 'there is no mechanism "corridors" to switch off'
    assert problem.hint == 'did you mean "corridor"?'


def test_a_mechanism_without_a_switch_says_so(over):
    text = "mechanisms: {fate: {title: Fate, claim: It is, claimed_by: some, items: []}}"
    assert problems_of("ardenia", [over(text)], ["fate"]) == ["no-switch over.yaml:1:20"]


def test_one_mistake_hides_no_other(over):
    text = """
start: 2030-03-xx
measures:
  buffer_zone: {by: 3}
  aid_escort: {dyad: X_Y}
quantities: {many: {value: no}}
thresholds: {long_war: {when: day > lng_time}}
"""
    assert sorted(problems_of("ardenia", [over(text)])) == [
        "bad-date over.yaml:2:8",
        "bad-value over.yaml:4:21",
        "bad-value over.yaml:6:28",
        "unknown-dyad over.yaml:5:22",
        "unknown-name over.yaml:7:37",
    ]


def test_a_wrong_item_is_not_undefined_as_well(over):
    text = "ladder: {quiet: long}\nactors: {CCC: {kind: city}}\nthresholds: {strained: {over: CCC}}"
    assert sorted(problems_of("ardenia", [over(text)])) == [
        "bad-value over.yaml:2:22",
        "bad-value over.yaml:3:31",
        "unknown-quantity over.yaml:1:17",
    ]


def test_a_wrong_ladder_hides_what_else_is_wrong_but_what_names_it(over):
    text = "ladder: {quiet: {value: long}}\nmeasures: {aid_escort: {procedure: none}}"
    assert sorted(problems_of("ardenia", [over(text)])) == [
        "bad-value over.yaml:1:25",
        "unknown-procedure over.yaml:2:36",
    ]


def test_dates_of_the_head_are_compared_beside_other_mistakes(over):
    text = "as_of: 2030-01-01\nmeasures: {buffer_zone: {bye: LEA}}"
    assert sorted(problems_of("ardenia", [over(text)])) == [
        "bad-order over.yaml:1:8",
        "unknown-key over.yaml:2:26",
    ]


def test_what_a_missing_file_would_define_is_not_reported(over):
    text = "id: mine\nextends: ardenai\nmeasures: {buffer_zone: {rung: top}}"
    assert problems_of(over(text, "mine.yaml")) == ["unknown-scenario mine.yaml:2:10"]


def test_an_empty_scenario_lacks_everything(over):
    found = problems_of(over("{}", "mine.yaml"))
    assert set(found) == {"missing-key mine.yaml:1:1"}
    assert len(found) == 6


def test_scenarios_that_extend_one_another_are_read_as_far_as_they_go(over):
    over("extends: two.yaml\nmeasures: {}\ntitle: 5", "one.yaml")
    over("extends: one.yaml\nid: Two", "two.yaml")
    found = problems_of("one.yaml")
    assert "extends-cycle two.yaml:1:10" in found
    assert "bad-value two.yaml:2:5" in found
    assert "bad-value one.yaml:3:8" in found


def test_what_a_run_has_kept_reads_back_whatever_was_switched_off(tmp_path):
    reading = read_scenario("ardenia", without=["answer"])  # leaves a measure that nobody takes
    reading.save(tmp_path / "kept")
    assert read_scenario(tmp_path / "kept").hash == reading.hash
