"""Designs of futures: exact, resumable, and the same whatever the blocks."""

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.ensemble.kept import Kept
from offramp.ensemble.matters import futures as module
from offramp.ensemble.matters.design import Designed, drawn, nested
from offramp.ensemble.matters.futures import Futures
from offramp.ensemble.plan import Plan
from offramp.results.errors import StoppedError
from tests.ensemble.asked import small
from tests.small_crisis import POLITICS


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    return small(tmp_path_factory.mktemp("small")).scenario


def test_the_values_told_are_those_that_the_futures_took(scenario):
    engine = Engine(scenario, POLITICS)
    block = Designed(engine, nested(engine.layout, 1, 5, 3)).run(np.arange(15), 1)
    unknowns, values = drawn(engine.layout, 1, 5)
    for one, column in zip(unknowns, values.T, strict=True):
        np.testing.assert_array_equal(block.parameters[::3, one.columns[0]], column)
        np.testing.assert_array_equal(block.parameters[2::3, one.columns[0]], column)


def test_parts_and_blocks_change_nothing(scenario, tmp_path, monkeypatch):
    design = nested(Engine(scenario, POLITICS).layout, 1, 30, 2)
    monkeypatch.setattr(module, "PART", 23)
    made = []

    def engine(one):
        made.append(one)
        return Engine(one, POLITICS)

    whole = Futures(engine, Plan(0, 60, threads=1)).answers(scenario, design)
    parts = Futures(engine, Plan(0, 60, threads=2), kept=Kept(tmp_path)).answers(scenario, design)
    np.testing.assert_array_equal(whole.members, parts.members)
    np.testing.assert_array_equal(whole.numbers["loss"], parts.numbers["loss"])
    np.testing.assert_array_equal(whole.outcomes["end"], parts.outcomes["end"])
    again = Futures(engine, Plan(0, 60), kept=Kept(tmp_path)).answers(scenario, design)
    np.testing.assert_array_equal(whole.numbers["loss"], again.numbers["loss"])
    assert len(made) == 2


def test_an_interrupt_leaves_the_first_parts(scenario, tmp_path, monkeypatch):
    design = nested(Engine(scenario, POLITICS).layout, 1, 30, 2)
    monkeypatch.setattr(module, "PART", 20)

    def stop(done, _):
        if done >= 40:
            raise KeyboardInterrupt

    kept = Kept(tmp_path)
    futures = Futures(lambda one: Engine(one, POLITICS), Plan(0, 60), kept=kept, progress=stop)
    assert len(futures.answers(scenario, design)) == 20
    assert not futures.complete
    alone = Futures(lambda one: Engine(one, POLITICS), Plan(0, 60), progress=stop)
    with pytest.raises(StoppedError, match="stopped before anything"):
        alone.answers(scenario, design)
