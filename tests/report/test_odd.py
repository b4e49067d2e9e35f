"""Crises that lack what others have, and futures that go where nobody has ever been."""

import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

import offramp
from offramp.engine.engine import Engine
from offramp.report.build.picture import picture
from offramp.report.build.shown import Shown
from offramp.results.run import Run
from tests.ensemble.double import START, made_up_scenario, run_double
from tests.small_crisis import POLITICS, crisis


@pytest.fixture(scope="module")
def double(tmp_path_factory):
    """A run of made-up futures, some of which end in what nobody has ever seen."""
    return run_double(tmp_path_factory.mktemp("double") / "run", threads=1)


@pytest.fixture
def seen_as(double):
    """Return the run as if its scenario had been another."""

    def made(**sections) -> Run:
        return Run(double.folder, double.manifest, made_up_scenario(**sections))

    return made


def test_a_future_on_a_rung_never_seen_is_counted_below_it(double):
    events = Shown(double).events
    assert len(events.rows(kind={"rung_up"}, item={"war"}))
    (made,) = picture([double]).ladders
    assert made.unseen == [False, False, True]
    assert not any(made.counts[2])
    assert (np.sum(made.counts, axis=0) == double.members).all()


def test_nothing_that_was_never_seen_is_drawn(double, seen_as):
    questions = json.loads(json.dumps({"end": _end()}))
    made = picture([seen_as(outcomes=questions)])
    assert {curve.id for curve in made.survival.curves} == {"contact.AAA_CCC"}


def _end():
    return {
        "label": "How does it end?",
        "cases": [
            {
                "id": "war",
                "label": "in war",
                "when": "ever.strained",
                "observed": False,
                "assumption": "replies as in the past",
                "hazard": "AAA_CCC.war",
            },
            {"id": "zone", "label": "with a zone under strain", "when": "ever.strained"},
            {"id": "quiet", "label": "quietly", "otherwise": True},
        ],
    }


def test_nothing_known_when_it_begins(double):
    day = START - timedelta(days=1)
    told = replace(double.manifest, as_of=str(day))
    made = picture([Run(double.folder, told, made_up_scenario(as_of=day))])
    assert made.survival.first_day == 0
    assert all(one.later for host in made.people.hosts for one in host.observed)
    assert "28 February 2030" in made.answer.sentence


def test_no_host_has_a_sourced_figure(double, monkeypatch):
    nothing = np.full((double.members, double.manifest.days, 2), np.nan)
    read = Shown.kept
    monkeypatch.setattr(
        Shown, "kept", lambda self, name: nothing if name == "strain" else read(self, name)
    )
    made = picture([double])
    assert made.people.first_strained.startswith("No host has a sourced figure")
    assert all(host.strained is None for host in made.people.hosts)


def test_no_ladder(seen_as):
    bare = seen_as(
        ladder={
            "rungs": {}, "dyads": {}, "exchange": "", "reply": {}, "doubt": "", "quiet": "",
        },
        contacts={},
        outcomes={},
    )  # fmt: skip
    told = {**bare.summary, "contact": {}, "outcomes": {}}
    made = picture([Run(bare.folder, replace(bare.manifest, summary=told), bare.scenario)])
    assert (made.ladders, made.questions, made.survival) == ([], [], None)
    assert made.answer.sentence.startswith("As of 10 March 2030 and given these assumptions, ")


def test_a_crisis_without_displacement(tmp_path):
    scenario = crisis()
    run = run_double(tmp_path / "run", (0, 40), scenario, Engine(scenario, POLITICS), threads=1)
    made = picture([run])
    assert (made.people, made.map) == (None, None)
    assert len(made.ladders) == 1
    assert made.head.notices == []


def test_where_people_only_stay(tmp_path):
    """Displacement alone, as of its last day: no arrivals to tell of, and no strain worked out."""
    folder = tmp_path / "camps"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(CAMPS, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    made = picture([offramp.run(offramp.load(folder), members=3, out=folder / "run")])
    assert made.people.first_strained.startswith("No host has a sourced figure")
    assert all((host.strain, host.strained, host.peak) == (None,) * 3 for host in made.people.hosts)
    assert (
        made.people.caption.title
        == "Nobody stays in Camp on 8 January 2030, in at least 95 of 100 futures"
    )
    assert made.map is not None
    assert made.head.notices == ["Made of 3 futures: too few to say how often anything happens."]


CAMPS = """
id: camps
title: Two camps, nobody moves
start: 2030-01-01
days: 8
as_of: 2030-01-08
limits: Made up.
order: [history]
"""
PLACES = """id,name,kind,country,lat,lon,population
town,Town,origin,AAA,0,0,100
camp,Camp,host,BBB,1,1,
far,Far,host,CCC,2,2,
"""
