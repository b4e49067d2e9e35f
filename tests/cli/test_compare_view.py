"""A comparison on the screen: alternatives beside one another."""

from types import SimpleNamespace

from offramp.cli.views.compare import comparison
from offramp.ensemble.table import NONE, Row

HEADING = Row("How far?", "", "", "", "")


def row(what, base, other, difference, *, material=False):
    return Row(
        f"  {what}", base, other, difference, "of 40 futures", headline=True, material=material,
        group=HEADING.what,
    )  # fmt: skip


def shown(**sides):
    told = {"change": {"items": [], "numbers": []}, "chains": []}
    summary = {
        "scenario": {"title": "Ardenia"}, "members": 40, "seed": 1, "warnings": [], "limits": "",
        "alternatives": dict.fromkeys(sides, told),
    }  # fmt: skip
    found = SimpleNamespace(
        summary=summary, names=list(sides), rows=lambda name: [HEADING, *sides[name]]
    )
    return comparison(found, 100)  # type: ignore[arg-type]


def test_headlines_that_move_stand_beside_one_another():
    lines = shown(
        zone=[
            row("killed", "fewer than 1 in 100", "30 in 100", "+30", material=True),
            row("war", "none of 40", "none of 40", NONE),
        ],
        talks=[
            row("killed", "fewer than 1 in 100", "2 in 100", "+2"),
            row("war", "none of 40", "none of 40", NONE),
        ],
    )
    start = next(n for n, line in enumerate(lines) if "At a glance" in line)
    table = [line.split() for line in lines[start + 1 : start + 6]]
    assert table[:2] == [["A:", "zone"], ["B:", "talks"]]
    assert table[2] == ["as", "it", "is", "A", "B"]
    assert table[3] == ["killed", "<1", "in", "100", "30", "in", "100*", "2", "in", "100"]
    assert table[4] == []


def test_alternatives_that_read_the_same_are_named():
    killed = row("killed", "none of 40", "30 in 100", "+30", material=True)
    fewer = row("killed", "none of 40", "2 in 100", "+2")
    said = "B and D read the same in all these rows."
    lines = shown(zone=[fewer], talks=[killed], aid=[row("killed", "-", "-", NONE)], arms=[killed])
    assert any(said in line for line in lines)
    assert not any("read the same" in line for line in shown(zone=[fewer], talks=[killed]))


def test_where_no_headline_moves_or_there_is_one_alternative_none_stands_there():
    still = [row("war", "none of 40", "none of 40", NONE)]
    moved = [row("killed", "none of 40", "30 in 100", "+30", material=True)]
    for sides in ({"zone": still, "talks": still}, {"zone": moved}):
        assert not any("At a glance" in line for line in shown(**sides))
