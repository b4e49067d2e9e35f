"""The fictional scenario of the library with something laid over it, and what checks find."""

import pytest

from offramp.model.problems import Problem
from offramp.model.scenario import Scenario
from offramp.reading.build import build
from offramp.reading.checks import Bench, run_checks
from offramp.reading.expand import expand
from offramp.reading.load import gather
from offramp.reading.merge import overlay
from tests.reading.trees import tree


@pytest.fixture(scope="session")
def ardenia():
    root, gathered = gather("ardenia")
    assert not gathered.problems
    return root


@pytest.fixture
def found(ardenia):
    """Return a function from an overlay's text to the problems that checks find."""

    def problems(text, *, as_written=False):
        wrong: list[Problem] = []
        root = expand(overlay(ardenia, tree(text, "over.yaml"), wrong), wrong)
        assert not wrong
        scenario, provenance = build(root, Scenario)
        bench = Bench(scenario, provenance, root, as_written=as_written)
        return list(run_checks(bench))

    return problems


@pytest.fixture
def wrong(found):
    """The same, each problem as its code, line, column and message."""

    def problems(text, *, as_written=False):
        return [
            f"{p.code} {p.where.line}:{p.where.column} {p.message}"
            if p.where.file == "over.yaml"
            else f"{p.code} {p.where} {p.message}"
            for p in found(text, as_written=as_written)
        ]

    return problems
