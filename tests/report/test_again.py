"""The commands that make a page again."""

from dataclasses import replace

import pytest

from offramp.report.build.head import provenance
from offramp.report.build.shown import Shown
from offramp.results.run import Run


@pytest.fixture
def told(run):
    def made(*others, **given):
        of = Run(run.folder, replace(run.manifest, **given), run.scenario)
        return provenance(Shown(of), others).commands

    return made


def test_a_run_of_the_library(told):
    assert told() == [
        "offramp run ardenia --members 30 --seed 1 --days 45 --out runs/small",
        "offramp report runs/small -o page.html",
    ]


def test_what_was_changed_is_asked_for_again(told):
    first, _ = told(overlays=["worried"], without=["strain"], member_range=[256, 512])
    assert "--member-range 256:512" in first
    assert "--overlay worried --without strain" in first


@pytest.mark.parametrize(
    "given",
    [
        {"overlays": ["forbid truce_mediation"]},
        {"overlays": ["/home/somebody/mine.yaml"]},
        {"scenario": {"id": "own", "title": "My own", "hash": ""}},
    ],
)
def test_what_nobody_else_has_is_read_from_the_copy(told, given):
    first, report = told(**given)
    assert first.startswith("offramp run runs/small/scenario --members 30 ")
    assert first.endswith("--out runs/small-again")
    assert "somebody" not in first
    assert "runs/small-again" in report


def test_all_runs_of_a_page_are_made_again(told, single):
    *_, other, report = told(single)
    assert other.startswith("offramp run ardenia --members 1 ")
    assert report == "offramp report runs/small runs/single -o page.html"
