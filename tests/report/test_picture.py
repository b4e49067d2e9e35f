"""The whole page: what a run gives, and what stands there where it gives nothing."""

import json
from datetime import timedelta

import numpy as np
import pytest

from offramp.report.build.picture import picture
from offramp.report.build.words import most
from offramp.report.page import to_json
from offramp.report.picture.picture import Picture
from offramp.results.run import Run

PIECES = ("scenario", "hosts.zarr", "series.zarr", "quantiles.zarr", "events")


def texts(found):
    """Return all texts of plain data."""
    if isinstance(found, str):
        return [found]
    if isinstance(found, dict):
        found = list(found.values())
    return [text for one in found for text in texts(one)] if isinstance(found, list) else []


def test_a_run_gives_every_part_of_its_own(run):
    made = picture([run])
    for part in ("map", "people", "survival", "phases"):
        assert getattr(made, part) is not None, part
    assert made.questions
    assert made.ladders
    assert made.brief.lines
    assert "given these assumptions" in made.answer.sentence
    assert "11 March 2030" in made.answer.sentence
    assert made.head.notices == []


def test_it_is_the_same_data_when_read_back(run):
    made = picture([run])
    assert Picture.model_validate(json.loads(to_json(made))) == made


def test_every_figure_says_what_was_found_and_from_what(run):
    made = picture([run])
    captions = [
        made.map.caption,
        made.people.caption,
        made.survival.caption,
        made.phases.caption,
        *(question.caption for question in made.questions),
        *(ladder.caption for ladder in made.ladders),
    ]
    for caption in captions:
        assert caption.title
        assert caption.note
        assert caption.source


def test_a_run_of_one_future(single):
    made = picture([single])
    assert "a single future" in made.head.notices[0]
    told = " ".join(texts(made.model_dump(mode="json")))
    assert "the only future" in told
    assert most(200) not in told
    assert {line.confidence for line in made.brief.lines} == {"low"}
    assert not any("almost certain" in line.text for line in made.brief.lines)
    assert made.people.hosts[0].peak.counts.count(1) == 1
    assert len(made.people.hosts[0].members) == 1


@pytest.mark.parametrize("piece", PIECES)
def test_the_rest_is_shown_where_a_piece_is_missing(without, piece):
    broken = without(piece)
    made = picture([broken])
    assert made.head.notices
    assert made.questions
    assert made.answer.sentence
    assert made.brief.lines
    for notice in made.head.notices:
        assert str(broken.path) not in notice
        assert notice.startswith("Not shown: ")
    shown = {
        "scenario": (),
        "hosts.zarr": ("people", "map", "survival", "phases"),
        "series.zarr": ("people", "survival", "phases"),
        "quantiles.zarr": ("survival", "phases"),
        "events": ("people", "map"),
    }
    for part in shown[piece]:
        assert getattr(made, part) is not None, part


@pytest.mark.parametrize("spoiled", ["events/part-000000.parquet", "quantiles.zarr/strain/c/0/0/0"])
def test_the_rest_is_shown_where_a_piece_is_damaged(without, run, spoiled):
    broken = without(spoiled)
    (broken.path / spoiled).write_bytes((run.path / spoiled).read_bytes()[:40])
    made = picture([broken])
    assert made.head.notices
    assert any("is missing or damaged" in notice for notice in made.head.notices)
    assert made.questions


def test_a_page_names_no_folder_of_the_machine(run):
    told = to_json(picture([run]))
    assert str(run.path.parent) not in told
    assert str(run.path.parents[2]) not in told


def test_nothing_observed(run, changed):
    bare = run.scenario.model_copy(update={"series": {}})
    made = picture([changed(bare)])
    assert all(host.observed == [] == host.observed_total for host in made.people.hosts)


def test_a_run_that_ends_with_what_was_observed(run, changed):
    late = run.scenario.start + timedelta(days=run.manifest.days - 1)
    over = changed(run.scenario.model_copy(update={"as_of": late}))
    over = Run(over.folder, _replaced(over, as_of=str(late)), over.scenario)
    made = picture([over])
    assert made.survival is None
    assert made.phases is None
    assert all(host.peak is None and host.at == {} for host in made.people.hosts)


def _replaced(run, **given):
    from dataclasses import replace

    return replace(run.manifest, **given)


def test_no_map_without_coordinates(run, changed):
    nowhere = {
        key: place.model_copy(update={"lat": 0.0, "lon": 0.0})
        for key, place in run.scenario.places.items()
    }
    made = picture([changed(run.scenario.model_copy(update={"places": nowhere}))])
    assert made.map is None
    assert made.people is not None
    assert made.head.notices == []


def test_what_nobody_has_seen_has_no_count_anywhere(run):
    made = picture([run])
    unseen = [case for q in made.questions for case in q.cases if not case.validated]
    assert unseen
    for case in unseen:
        assert (case.count, case.in_100) == (None, None)
        assert case.assumption
        assert 0 <= case.low <= case.high <= 100
    for ladder in made.ladders:
        assert any(ladder.unseen)
        for hidden, counts in zip(ladder.unseen, ladder.counts, strict=True):
            assert not hidden or not any(counts)
        assert set(np.sum(ladder.counts, axis=0)) == {run.members}
    names = {
        rung.label or key for key, rung in run.scenario.ladder.rungs.items() if rung.hazard
    } | {case.label for case in unseen}
    assert not names & {curve.label for curve in made.survival.curves}
    line = made.brief.lines[-1]
    assert "unvalidated" in line.text
    assert (line.frequency, line.confidence) == ("", "low")


def test_an_outcome_that_never_happens(run, changed):
    questions = json.loads(json.dumps(run.summary["outcomes"]))
    first, *others = [case for case in questions["reception"]["cases"] if "count" in case]
    first.update(count=0, in_100=0.0)
    others[-1].update(count=run.members, in_100=100.0)
    made = picture([changed(outcomes=questions)])
    case = next(
        case
        for q in made.questions
        if q.id == "reception"
        for case in q.cases
        if case.id == first["id"]
    )
    assert (case.count, case.low) == (0, 0.0)
    assert 0 < case.high < 20


def test_a_run_that_was_stopped_says_so(run):
    told = _replaced(run, complete=False, member_range=[0, 90])
    made = picture([Run(run.folder, told, run.scenario)])
    assert made.head.notices[0] == "Stopped early: 30 of 90 futures; all below is of these."
    assert (made.head.members, made.head.asked) == (30, 90)


def test_those_who_may_not_leave_are_displaced_inside_too(run):
    series = run.series
    both = (series["displaced"] + series["displaced_barred"]).sum("origins").isel(day=-1)
    inside = picture([run]).people.inside
    assert float(series["displaced_barred"].sum()) > 0
    assert inside.median[-1] == pytest.approx(float(np.median(both)), rel=2e-3)
