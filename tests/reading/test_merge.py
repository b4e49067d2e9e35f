import pytest

from offramp.model.problems import Problem
from offramp.reading.merge import overlay
from offramp.reading.nodes import places, plain
from tests.reading.trees import tree

BASE = """\
title: Base
measures:
  zone: {lead: {value: 3, unit: day, source: s1}, ties: [A, B], label: Zone}
  talks: {label: Talks}
quantities:
  pain:
    value: 1
    over: [AAA, BBB]
    each: {AAA: {value: 2, note: n}, beta: {value: 1}}
  beta: {value: 5}
"""


def lay(*tops, check=True):
    problems: list[Problem] = []
    root = tree(BASE, "base")
    for number, top in enumerate(tops, start=1):
        root = overlay(root, tree(top, f"top{number}"), problems, check=check)
    return root, problems


def test_mappings_merge_and_anything_else_replaces():
    root, _ = lay("measures: {zone: {ties: [C], lead: {value: 4}}, new: {label: New}}")
    assert plain(root)["measures"] == {
        "zone": {
            "lead": {"value": 4, "unit": "day", "source": "s1"},
            "ties": ["C"],
            "label": "Zone",
        },
        "talks": {"label": "Talks"},
        "new": {"label": "New"},
    }


def test_the_last_overlay_wins():
    first, second = "title: One\ndays: 1", "title: Two"
    assert plain(lay(first, second)[0])["title"] == "Two"
    assert plain(lay(second, first)[0])["title"] == "One"


def test_every_value_stands_where_it_was_last_set():
    root, _ = lay("measures:\n  zone:\n    lead: {value: 4}\n", "measures: {zone: {label: Z}}")
    where = {path: str(place) for path, place, _ in places(root)}
    assert where["measures.zone"] == "base:3:3"
    assert where["measures.zone.lead.value"] == "top1:3:19"
    assert where["measures.zone.lead.unit"] == "base:3:33"
    assert where["measures.zone.label"] == "top2:1:26"


def test_another_way_to_give_a_number_replaces_the_one_there_was():
    root, _ = lay("quantities: {pain: {normal: [1, 2], each: {AAA: {uniform: [0, 1]}}}}")
    assert plain(root)["quantities"] == {
        "pain": {
            "over": ["AAA", "BBB"],
            "each": {"AAA": {"note": "n", "uniform": [0, 1]}, "beta": {"value": 1}},
            "normal": [1, 2],
        },
        "beta": {"value": 5},
    }


def test_names_that_look_like_forms_are_only_names():
    root, _ = lay("quantities: {value: {value: 3}, pain: {each: {normal: {value: 3}}}}")
    quantities = plain(root)["quantities"]
    assert quantities["beta"] == {"value": 5}
    assert set(quantities["pain"]["each"]) == {"AAA", "beta", "normal"}


def test_neither_tree_is_changed():
    problems: list[Problem] = []
    base, top = tree(BASE), tree("measures: {zone: 1}")
    before = plain(base), plain(top)
    overlay(base, top, problems)
    assert (plain(base), plain(top)) == before


def test_disable_switches_items_off_and_stands_in_the_list():
    root, problems = lay("disable:\n  - measures.zone\n  - quantities.pain\n")
    assert not problems
    assert "disable" not in root
    assert plain(root)["measures"]["zone"]["disabled"] is True
    where = {path: str(place) for path, place, _ in places(root)}
    assert where["measures.zone.disabled"] == "top1:2:5"
    assert where["quantities.pain.disabled"] == "top1:3:5"


@pytest.mark.parametrize(
    ("top", "place", "hint"),
    [
        ("disable: [measures.zoen]", "unknown-item top1:1:11", 'did you mean "measures.zone"?'),
        ("disable: [mesures.zone]", "unknown-item top1:1:11", 'did you mean "measures"?'),
        ("disable: [zone]", "bad-value top1:1:11", "write it as `section.id`"),
        ("disable: [[a]]", "bad-value top1:1:11", "write it as `section.id`"),
        ("disable: measures.zone", "bad-value top1:1:10", "write `disable: ["),
    ],
)
def test_what_cannot_be_disabled_is_shown(top, place, hint):
    _, problems = lay(top)
    assert [f"{p.code} {p.where}" for p in problems] == [place]
    assert problems[0].hint.startswith(hint)


def test_nothing_is_said_of_unknown_items_where_a_file_is_missing():
    assert not lay("disable: [measures.zoen, contacts.x]", check=False)[1]
