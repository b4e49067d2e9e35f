"""The closing screen of displacement alone: people in each host beside those counted."""

import pytest

import offramp
from offramp.cli.screen.closing import closing

SCENARIO = """
id: camps
title: Two camps, nobody moves
start: 2030-01-01
days: 8
as_of: 2030-01-08
limits: Made up.
order: [history]
series:
  counts: {label: Counts, file: counts.csv, gives: stocks, source: us}
sources:
  us: {title: Made up, verified: made up for a test, grade: F6}
"""
PLACES = """id,name,kind,country,lat,lon,population
town,Town,origin,AAA,0,0,100
camp,Camp,host,BBB,1,1,
far,Far,host,CCC,2,2,
"""
COUNTS = """date,place,persons,known_at
2030-01-01,camp,0,2030-01-01
2030-01-05,camp,0,2030-01-05
2030-01-08,camp,30000,2030-01-08
2030-01-08,,30000,2030-01-08
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("camps")
    (folder / "scenario.yaml").write_text(SCENARIO)
    (folder / "places.csv").write_text(PLACES)
    (folder / "counts.csv").write_text(COUNTS)
    return offramp.run(offramp.load(folder), members=4, out=folder / "run")


def test_counts_stand_beside_in_a_straight_line_between_two(run):
    camp = run.summary["hosted"]["camp"]
    assert [camp[f"2030-01-0{day}"]["counted"] for day in (1, 5, 6, 7, 8)] == [
        *(0, 0, 10000, 20000, 30000)
    ]
    assert {one["counted"] for one in run.summary["hosted"]["far"].values()} == {None}


def test_a_scenario_without_counts_has_none(run, tmp_path):
    assert run.summary["hosted"]
    bare = offramp.run(offramp.load("ardenia"), members=2, days=2, out=tmp_path / "bare")
    assert bare.summary["hosted"] == {}


@pytest.mark.parametrize("width", [80, 120])
def test_the_screen_shows_them_and_marks_what_lies_outside(run, width):
    lines = closing(run, width)
    assert max(len(line) for line in lines[:-1]) <= width
    camp = next(line for line in lines if line.strip().startswith("Camp"))
    assert "30!" in camp
    assert " 0 (0-0)" in camp
    assert any("62 % lie inside" in line for line in lines)
    assert any("driven by what was observed" in line for line in lines)
    assert not any("ladder" in line or "Measures" in line for line in lines)
