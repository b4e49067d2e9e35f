"""The kernel agrees with NumPy, expression by expression and member by member."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import offramp
from offramp.engine import program_loads as loads
from offramp.engine.engine import Engine
from offramp.engine.names import compile_program
from offramp.engine.program import Program
from offramp.engine.program_ops import MOST_REDUCED
from offramp.model.expression import Expression
from offramp.processes import PROCESSES
from tests.engine.test_program import EXPRESSIONS, LEAVES, Column, Here

LAST_BIT = 4e-16
"""Most by which `exp`, `log` and powers differ relatively, each rounded by a routine of its own."""


@given(st.lists(EXPRESSIONS, min_size=1, max_size=4))
def test_it_agrees_with_numpy(expressions):
    fast, plain = (
        Program(expressions, LEAVES.__getitem__, compiled=compiled).table(Here())
        for compiled in (True, False)
    )
    np.testing.assert_allclose(fast, plain, rtol=1e-12)


@given(st.lists(EXPRESSIONS, max_size=4))
def test_without_elementary_functions_it_agrees_to_the_bit(expressions):
    exact = [e for e in expressions if not any(f in e.text for f in ("exp", "log", "**"))]
    fast, plain = (
        Program(exact, LEAVES.__getitem__, compiled=compiled).table(Here())
        for compiled in (True, False)
    )
    np.testing.assert_array_equal(fast, plain)


@pytest.mark.parametrize("labels", [*range(18), 31, 127, 128, 129, 300])
def test_whole_variables_are_rounded_as_numpy_rounds(labels):
    values = np.random.default_rng(labels).normal(size=(5, labels)) * 1e3
    expected = np.add.reduce(values, axis=1)
    found = [loads._total(row.copy()) for row in values]
    if labels <= MOST_REDUCED:
        np.testing.assert_array_equal(found, expected)
    texts = [f"{function}(x)" for function in ("sum", "mean", "min", "max")]
    for compiled in (True, False):
        leaf = Column(values)
        made = Program([Expression(t) for t in texts], {"x": leaf}.__getitem__, compiled=compiled)
        np.testing.assert_array_equal(made.table(Here(5))[0], expected)


def test_the_largest_of_what_has_no_value_has_none():
    for most in (True, False):
        assert np.isnan(loads._extreme(most, np.array([1.0, np.nan, 3.0])))
        assert np.isnan(loads._extreme(most, np.empty(0)))
    assert loads._extreme(True, np.array([1.0, 3.0, -np.inf])) == 3
    assert loads._extreme(False, np.array([1.0, 3.0, -np.inf])) == -np.inf


@cache
def lived(name, days=40, members=150):
    """Return a state of more members than one chunk after some days, and its engine."""
    engine = Engine(offramp.load(name), PROCESSES)
    state = engine.begin(np.arange(members), 4)
    for _ in range(days):
        engine.step(state)
    return engine, state


def every_name(layout):
    """Return an expression for every way to read the state of a scenario, and a few joined."""
    scenario = layout.scenario
    tests = ("proposed", "decided", "adopted", "in_force", "rejected")
    truths = [f"{test}.{measure}" for test in tests for measure in scenario.measures]
    truths += [f"ever.{signal}" for signal in layout.signals]
    numbers = [f"{ask}.{signal}" for ask in ("since", "count") for signal in layout.signals]
    wholes = ["hosted", "fighting", "perceived_threat"]
    numbers += [f"{f}({whole})" for f in ("sum", "mean", "min", "max") for whole in wholes]
    numbers += [f"perceived_threat.{actor}" for actor in layout.labels["actors"]]
    numbers += [f"hosted.{host}" for host in layout.labels["hosts"]]
    numbers += [path for path, q in layout.quantities.items() if q.over is None and "." not in path]
    pairs = list(zip(truths, truths[3:], numbers, numbers[5:], strict=False))
    joined = [f"({a} and not {b}) or {x} > {y} and {a}" for a, b, x, y in pairs]
    joined += [f"{x} if {a} or {b} else {y} * day" for a, b, x, y in pairs]
    return [Expression(text) for text in [*truths, *numbers, *joined]]


@pytest.fixture(params=["ardenia", "ukraine-2022"])
def read(request):
    """A program of every kind of name, and a state."""
    engine, state = lived(request.param)
    return engine, compile_program(engine.layout, every_name(engine.layout)), state


def unread(state):
    """Return the state as one whose memory a kernel cannot read."""

    class Unread:
        memory = memory_of_events = None

        def __getattr__(self, name):
            return getattr(state, name)

        def __getitem__(self, name):
            return state[name]

        def __len__(self):
            return len(state)

    return Unread()


def test_the_kernel_reads_what_the_leaves_tell(read):
    _, program, state = read
    np.testing.assert_array_equal(program.table(state), program.table(unread(state)))
    assert program.truths(state).shape == (len(program), len(state))


def test_the_kernel_finds_the_events_that_the_leaves_tell(read):
    _, program, state = read
    draws = np.random.default_rng(1)
    which = np.sort(draws.integers(0, len(program), 600))
    rows = draws.integers(0, len(state), 600)
    found, told = (program.behind(which, s, rows) for s in (state, unread(state)))
    pairs = [set(zip(f.at.tolist(), f.event.tolist(), strict=True)) for f in (found, told)]
    assert pairs[0] == pairs[1]
    assert len(pairs[0]) > 50


def test_groups_are_worked_out_only_where_they_are_asked_for(read):
    _, program, state = read
    draws = np.random.default_rng(2)
    starts = np.unique([0, *draws.integers(1, len(program), 30), len(program)])
    groups = program.grouped(starts)
    which = np.sort(draws.integers(0, len(starts) - 1, 700))
    which[:300] = which[0]  # more than one chunk
    rows = draws.integers(0, len(state), 700)
    whole = program.table(state)
    for found in (groups.table(which, s, rows) for s in (state, unread(state))):
        for at, (group, row) in enumerate(zip(which, rows, strict=True)):
            exact = whole[starts[group] : starts[group + 1], row]
            np.testing.assert_array_equal(found[: len(exact), at], exact)
    assert groups.table(which[:0], state, rows[:0]).shape[1] == 0


def test_the_latest_event_is_the_largest_number(read):
    _, program, state = read
    some = range(0, len(program), 7)
    latest = program.latest(some, state)
    np.testing.assert_array_equal(latest, program.latest(some, unread(state)))
    for index, found in zip(some, latest, strict=True):
        causes = [np.full(len(state), -1), *program.causes(index, state)]
        np.testing.assert_array_equal(found, np.max(causes, axis=0))
    assert latest.max() > 0


def test_an_untraced_state_has_nothing_behind():
    engine = Engine(offramp.load("ardenia"), PROCESSES, traced=False)
    state = engine.begin(np.arange(3), 1)
    program = compile_program(engine.layout, every_name(engine.layout))
    assert len(program.behind(0, state, np.arange(3)).at) == 0
    assert (program.latest([0, 1], state) == -1).all()
    assert program.causes(0, state) == []


@pytest.mark.parametrize("name", ["ardenia", "ukraine-2022"])
def test_futures_are_the_same_without_the_kernel(name):
    scenario, members = offramp.load(name), np.arange(6)
    fast, plain = (
        Engine(scenario, PROCESSES, compiled=compiled).run(members, 3, 45)
        for compiled in (True, False)
    )
    for key, series in fast.series.items():
        kept = series.astype(np.float64), plain.series[key].astype(np.float64)
        np.testing.assert_allclose(*kept, rtol=LAST_BIT, err_msg=key)
    for question, cases in fast.outcomes.items():
        np.testing.assert_array_equal(cases, plain.outcomes[question])
    np.testing.assert_array_equal(fast.events.causes, plain.events.causes)
