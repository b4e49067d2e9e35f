"""What the page counts is what the arrays and the summary of the run hold."""

import numpy as np
import pytest

from offramp.report.build.arrivals import read_arrivals
from offramp.report.build.ladders import ladders
from offramp.report.build.map import frames, world
from offramp.report.build.people import people
from offramp.report.build.phases import phases, read_war
from offramp.report.build.questions import questions
from offramp.report.build.shown import Shown
from offramp.report.build.strain import first_strained, read_strain
from offramp.report.build.survival import survival


@pytest.fixture(scope="module")
def shown(run):
    return Shown(run)


@pytest.fixture(scope="module")
def told(shown):
    return people(shown, read_arrivals(shown, frames(shown)), read_strain(shown), None)


def test_arrivals_are_those_of_all_futures(run, shown, told):
    arrivals = run.hosts["arrivals"].values.astype(int)
    after = shown.as_of_day + 1
    for host in told.hosts:
        at = shown.labels("hosts").index(host.id)
        own = arrivals[:, :, at]
        low, median, high = np.quantile(own[:, after : after + 7].sum(axis=1), [0.05, 0.5, 0.95])
        found = host.at["7"]
        assert [found.low, found.median, found.high] == pytest.approx([low, median, high], rel=1e-3)
        peak = own[:, after:].max(axis=1)
        assert host.peak.people.median == pytest.approx(np.median(peak), rel=1e-3)
        assert sum(host.peak.counts) == run.members
        assert host.peak.edges[0] <= peak.min()
        assert peak.max() < host.peak.edges[-1]
        assert host.new.median == pytest.approx(np.median(own, axis=0), rel=1e-3)
        assert [line.member for line in host.members] == list(range(len(host.members)))
        assert host.members[3].values == pytest.approx(own[3], rel=1e-3)


def test_what_was_counted_later_is_marked(run, told):
    known = run.scenario.as_of_day
    counted = [one for host in told.hosts for one in host.observed]
    assert {one.later for one in counted} == {False, True}
    assert all(one.day <= known for one in counted if not one.later)


def test_flows_add_up_to_all_arrivals(run, shown):
    days = frames(shown)
    arrivals = read_arrivals(shown, days)
    assert (arrivals.between.sum(axis=1) == run.hosts["arrivals"].values.sum(axis=1)).all()
    assert shown.as_of_day in days
    assert days[-1] == shown.days - 1
    made = world(shown, arrivals, read_strain(shown), days, None)
    for place in made.places:
        assert made.west <= place.longitude <= made.east
        assert made.south <= place.latitude <= made.north
        assert len(place.people) == len(days)
    for flow in made.flows:
        assert len(flow.start) == len(flow.people) == len(days)


def test_strained_futures_are_those_past_the_means(run, shown, told):
    strain = run.series["strain"].values[:, shown.as_of_day + 1 :]
    for host in told.hosts:
        at = shown.labels("hosts").index(host.id)
        assert host.strained == pytest.approx(
            100 * (strain[:, :, at] > 1).any(axis=1).mean(), abs=0.06
        )


def test_the_first_host_under_strain_is_named_with_how_sure_that_is(run, shown):
    strained = read_strain(shown)
    first = np.where(strained.past.any(axis=1), strained.past.argmax(axis=1), 10**6)
    leads = (first == first.min(axis=1, keepdims=True)) & (first < 10**6)
    name = strained.names[int(leads.sum(axis=0).argmax())]
    assert first_strained(shown, strained).startswith(f"{name} comes under strain first: in ")


def test_lethal_contact_is_that_of_the_summary(run, shown):
    made = survival(shown)
    for dyad, found in run.summary["contact"].items():
        curve = next(one for one in made.curves if one.id == f"contact.{dyad}")
        assert curve.happened[-1] == pytest.approx(found["in_100"], abs=0.1)
    for curve in made.curves:
        assert len(curve.happened) == shown.days - made.first_day
        assert (np.diff(curve.happened) >= 0).all()
        for low, share, high in zip(curve.low, curve.happened, curve.high, strict=True):
            assert low - 0.1 <= share <= high + 0.1


def test_rungs_are_those_of_the_series(run, shown):
    (made,) = ladders(shown)
    levels = sorted(rung.level for rung in run.scenario.ladder.rungs.values())
    seen = max(at for at, hidden in enumerate(made.unseen) if not hidden)
    stands = np.minimum(np.searchsorted(levels, run.series["rung"].values[:, :, 0]), seen)
    tops = np.maximum.reduceat(stands, made.weeks, axis=1)
    counts = np.array(made.counts)
    assert (counts.sum(axis=0) == run.members).all()
    for week in range(len(made.weeks)):
        highest = np.repeat(np.arange(len(levels)), counts[:, week])
        assert (highest >= np.sort(tops[:, week])).all()  # a day may pass above where it ends


def test_besieged_places_are_those_of_the_series(run, shown):
    war = read_war(shown)
    shut = (run.series["access"].values == 0).sum(axis=2)
    fewest = {"no": 0, "one": 1, "three": 3, "six": 6}
    for number, name in enumerate(war.names):
        if not name.endswith("besieged"):
            continue
        least = fewest[name.split()[0]]
        most = {0: 0, 1: 2, 3: 5, 6: 10**6}[least]
        own = shut[war.at == number]
        assert ((own >= least) & (own <= most)).all()
    made = phases(shown, war)
    assert all(sum(column) == run.members for column in made.counts)
    for number, column in enumerate(made.counts[:-1]):
        ribbons = [ribbon for ribbon in made.ribbons if ribbon.column == number]
        leaving = [0] * len(column)
        for ribbon in ribbons:
            leaving[ribbon.source] += ribbon.futures
        assert leaving == column


def test_questions_are_those_of_the_summary(run, shown):
    for question in questions(shown):
        counted = [case.count for case in question.cases if case.validated]
        assert sum(count or 0 for count in counted) <= run.members
        found = run.summary["outcomes"][question.id]["cases"]
        assert [case.count for case in question.cases] == [case.get("count") for case in found]
        assert "unvalidated" in question.caption.note or all(
            case.validated for case in question.cases
        )


def test_of_many_futures_the_first_are_looked_at_one_by_one(run, monkeypatch):
    monkeypatch.setattr("offramp.report.build.events.MOST", 12)
    monkeypatch.setattr("offramp.report.build.shown.MOST", 12)
    few = Shown(run)
    assert few.those == "the first 12 of 30 futures of this run"
    assert few.events.size == 12
    assert few.events.member.max() == 11
    (made,) = ladders(few)
    assert (np.sum(made.counts, axis=0) == 12).all()
    assert few.those in made.caption.source
    days = frames(few)
    arrivals = read_arrivals(few, days)
    whole = run.hosts["arrivals"].values[:12].astype(int)
    assert (arrivals.between.sum(axis=1) == whole.sum(axis=1)).all()
    flowing = phases(few, read_war(few))
    assert flowing is None or all(sum(column) == 12 for column in flowing.counts)
