from offramp.model.problems import Problem
from offramp.reading.expand import expand
from offramp.reading.merge import overlay
from offramp.reading.nodes import Mapping, places, plain
from tests.reading.trees import tree

TEMPLATE = """\
measures:
  before: {label: Before}
  zone:
    over: [AAA, BBB]
    label: Zone of {it}, as it is
    by: it
    when: pain.it > limit and not fit.its
    effects: [{on: strain.it, note: it}]
  after: {label: After}
"""


def expanded(*texts):
    problems: list[Problem] = []
    root = Mapping()
    for number, text in enumerate(texts):
        root = overlay(root, tree(text, f"f{number}"), problems)
    return expand(root, problems), problems


def test_an_item_is_written_out_in_its_place():
    root, problems = expanded(TEMPLATE)
    assert not problems
    measures = plain(root)["measures"]
    assert list(measures) == ["before", "zone.AAA", "zone.BBB", "after"]
    assert measures["zone.BBB"] == {
        "label": "Zone of BBB, as it is",
        "by": "BBB",
        "when": "pain.BBB > limit and not fit.its",
        "effects": [{"on": "strain.BBB", "note": "it"}],
    }


def test_places_are_those_of_the_template():
    root, _ = expanded(TEMPLATE)
    where = {path: str(place) for path, place, _ in places(root)}
    assert where["measures.zone.AAA"] == where["measures.zone.BBB"] == "f0:3:3"
    assert where["measures.zone.AAA.when"] == "f0:7:11"


def test_what_is_no_text_stays():
    text = "measures: {m: {over: [A], n: [1, true, null], t: plain}}"
    assert plain(expanded(text)[0]) == {"measures": {"m.A": {"n": [1, True, None], "t": "plain"}}}


def test_only_some_sections_have_templates():
    text = "quantities: {q: {over: [A], label: it}}"
    assert plain(expanded(text)[0]) == {"quantities": {"q": {"over": ["A"], "label": "it"}}}


def test_an_item_of_that_id_is_laid_over_the_one_written_out():
    own = "measures: {zone.AAA: {by: BBB}}"
    for texts in ((TEMPLATE, own), (own, TEMPLATE)):
        measures = plain(expanded(*texts)[0])["measures"]
        assert measures["zone.AAA"]["by"] == "BBB"
        assert measures["zone.AAA"]["when"] == "pain.AAA > limit and not fit.its"
        assert len(measures) == 4


def test_one_label_can_be_disabled():
    root, problems = expanded(TEMPLATE, "disable: [measures.zone.BBB]")
    assert not problems
    assert "disabled" not in plain(root)["measures"]["zone.AAA"]
    assert plain(root)["measures"]["zone.BBB"]["disabled"] is True
    _, problems = expanded(TEMPLATE, "disable: [measures.zone.CCC]")
    assert [p.code for p in problems] == ["unknown-item"]


def test_labels_that_are_none_are_shown():
    for over, code, column in (
        ("hosts", "bad-value", 29),
        ("[A, 1]", "bad-value", 33),
        ("[A, [B]]", "bad-value", 33),
        ("[A, A]", "duplicate-id", 33),
    ):
        _, problems = expanded(f"red_lines: {{line1: {{over:  {over}}}}}".replace("  ", " "))
        assert [(p.code, p.where.column - 2) for p in problems] == [(code, column - 4)], over
