"""The kernels of measures against plain NumPy, future by future, on tables made up at random."""

import numpy as np

from offramp.engine.draws import Draws, labels_on
from offramp.model.measure import Stage
from offramp.processes.measures.apply import EffectTables, Held, wanted, work_out
from offramp.processes.measures.ballot import Votes, hold
from offramp.processes.measures.choose import (
    MOST_SHOCKS,
    SHARES,
    Labels,
    Now,
    Options,
    choose,
    gumbel,
    opportunities,
)
from offramp.processes.measures.due import BEGINS, GOES_ON, PROLONGED, steps_due, votes_due
from offramp.processes.measures.weigh import Seen, Weights
from tests.processes.measures import slow

B, VIEWS, MEASURES, COLUMNS, ACTORS = 400, 12, 9, 8, 3


def _random():
    return np.random.default_rng(7)


def _keys(random, size):
    return random.integers(0, 2**63, size).astype(np.uint64)


GROUPS = np.array([0, 4, 8, 12])
"""Views that are asked for together: where each group starts."""


def _weighed(random):
    """Twelve views in three groups, of one to three terms; some cross red lines or are judged."""
    starts = np.cumsum([0, *random.integers(2, 5, VIEWS)])
    crossings = np.cumsum([0, *random.integers(0, 3, VIEWS)])
    lines = crossings[-1]
    judged = np.where(random.random(VIEWS) < 0.5, random.integers(0, MEASURES, VIEWS), -1)
    weights = Weights(
        starts,
        np.repeat(starts[GROUPS[:-1]], 4),
        random.integers(0, COLUMNS, VIEWS),
        crossings,
        random.integers(0, 4, lines),
        random.integers(0, COLUMNS, lines),
        judged,
        np.where(judged >= 0, 0, -1),
    )
    values = random.normal(size=(starts[-1], B))
    values[starts[:-1]] = random.random((VIEWS, B)) < 0.8
    values[starts[:-1] + 1, :20] = np.nan
    seen = Seen(
        values,
        random.random((COLUMNS, B)),
        random.random((B, 4)),
        random.integers(0, 4, (MEASURES, B)).astype(np.int8),
        random.random((MEASURES, B)) < 0.3,
    )
    return weights, seen


def _asked(weights, seen, groups, rows):
    """What is seen where some groups are asked for, each in one member."""
    first = weights.starts[GROUPS]
    values = np.full((np.diff(first).max(), len(groups)), np.nan)
    for at, (group, row) in enumerate(zip(groups, rows, strict=True)):
        size = first[group + 1] - first[group]
        values[:size, at] = seen.values[first[group] : first[group + 1], row]
    return seen._replace(values=values)


def _options(random):
    """Three actors of four views: a family of two, and two alone."""
    return Options(
        rate=np.array([0, 1, -1]),
        opportunity=_keys(random, ACTORS),
        wait=_keys(random, ACTORS),
        views=np.array([0, 4, 8, 12]),
        families=np.array([0, 3, 6, 9]),
        together=_keys(random, 9),
        members=np.array([0, 2, 3, 4, 6, 7, 8, 10, 11, 12]),
        member=np.arange(VIEWS),
        shock=_keys(random, VIEWS),
        measure=np.array([0, 1, 2, 3, 0, 4, 5, 6, 1, 2, 7, 8]),
        opens=np.array([0] * 11 + [99]),
        cooling=np.where(random.random(VIEWS) < 0.3, 2, -1),
    )


def test_choices_are_those_of_a_nested_logit_actor_by_actor():
    random = _random()
    weights, seen = _weighed(random)
    options = _options(random)
    stage = random.integers(0, len(Stage), (MEASURES, B)).astype(np.int8)
    stage[random.random((MEASURES, B)) < 0.5] = Stage.idle
    scale, nest = random.random(B) + 0.5, random.random(B) * 0.5 + 0.5
    keys = _keys(random, B)
    since = random.integers(3, 6, (MEASURES, B)).astype(float)
    now = Now(5, Labels.on(5, options), keys, scale, nest, since)
    calls = random.random((ACTORS, B)) < 0.8
    before = stage.copy()
    actors, members = np.nonzero(calls)
    asked = _asked(weights, seen, actors, members)
    found = choose(options, weights, asked, now, actors, members, stage)
    exact = slow.choose(options, weights, seen, now, calls, stage)
    np.testing.assert_array_equal(found, exact[calls])
    np.testing.assert_array_equal(stage, before)
    assert len(np.unique(found)) == VIEWS  # waiting, and all but the one that history decides


def test_opportunities_come_at_their_rates_and_by_the_calendar():
    random = _random()
    options, keys = _options(random), _keys(random, 20_000)
    quantity = np.full((2, 20_000), 0.5)
    quantity[0, :5] = -0.5
    quantity[0, 5:10] = np.nan
    dated, labels = np.array([False, True, False]), labels_on(3, options.opportunity)
    actors, members = opportunities(options, dated, labels, keys, quantity)
    drawn = Draws(keys).uniform(3, options.opportunity[0])
    comes = drawn < -np.expm1(-quantity[0])
    np.testing.assert_array_equal(members[actors == 0], np.flatnonzero(comes))
    assert abs(comes.mean() - (1 - np.exp(-0.5))) < 0.02
    np.testing.assert_array_equal(members[actors == 1], np.arange(20_000))
    assert not (actors == 2).any()


def test_votes_are_those_of_each_rule():
    random = _random()
    weights, seen = _weighed(random)
    votes = Votes(
        views=np.array([0, 4, 8, 12]),
        rule=np.array([0, 1, 2]),
        needed=np.array([-1, 3, 4]),
        shared=np.array([5, -1, 6]),
        own=np.array([-1, 7, 5]),
        shared_shock=_keys(random, 3),
        own_shock=_keys(random, VIEWS),
        ballot=_keys(random, VIEWS),
        actor=np.arange(VIEWS) % 5,
        vetoes=np.array([False] * 11 + [True]),
    )
    seen.quantity[3] = 2.0
    keys, proposer = _keys(random, B), random.integers(-1, 5, 3 * B)
    vote, rows = np.repeat(np.arange(3), B), np.tile(np.arange(B), 3)
    starts = np.arange(3 * B + 1) * 4
    on = random.permutation(3 * B)  # values may be asked for in any order
    asked = _asked(weights, seen, vote[on], rows[on])
    held = votes, weights, asked, 2, keys, vote, rows, proposer
    passes, counts, margins = hold(*held, starts, np.argsort(on))
    for at in range(3 * B):
        exact = slow.hold(votes, weights, seen, 2, keys, vote[at], rows[at], proposer[at])
        assert (passes[at], counts[at]) == exact[:2]
        np.testing.assert_allclose(margins[4 * at : 4 * at + 4], exact[2], rtol=1e-12, atol=1e-12)
    assert passes.reshape(3, B).mean(axis=1).min() > 0.1
    assert passes.reshape(3, B).mean(axis=1).max() < 1
    of_some = np.where(np.arange(3 * B) % 3 < 2, 4, 0)  # the others fall without a vote
    starts = np.concatenate([[0], np.cumsum(of_some)])
    interpreted = getattr(hold, "py_func")  # noqa: B009  # which minds the bounds of arrays
    _, _, kept = interpreted(*held, starts, np.argsort(on))
    np.testing.assert_allclose(kept, margins.reshape(-1, 4)[of_some > 0].ravel(), rtol=1e-12)


def test_only_votes_that_are_awaited_and_due_are_held():
    random = _random()
    measure, first = np.array([0, 1, 1, 5]), np.array([0, 0, 0, 6])
    awaited = np.array([1, 1, 2, 1], np.int8)
    stage = random.integers(0, 3, (MEASURES, B)).astype(np.int8)
    due = random.integers(3, 8, (MEASURES, B)).astype(float)
    found = votes_due(measure, awaited, first, 5, stage, due)
    exact = (stage[measure] == awaited[:, None]) & (due[measure] <= 5) & (first <= 5)[:, None]
    np.testing.assert_array_equal(found, np.nonzero(exact))
    assert len(np.unique(found[0])) == 3


def test_measures_go_on_when_due_and_begin_or_stay_when_ordered():
    random = _random()
    free, decided = np.arange(MEASURES) != 4, np.where(np.arange(MEASURES) == 6, 5, 0)
    stage = random.integers(0, len(Stage), (MEASURES, B)).astype(np.int8)
    stage[2] = Stage.idle
    due = random.integers(3, 8, (MEASURES, B)).astype(float)
    ordered = random.random((MEASURES, B)) < 0.1
    ordered[:2] = False
    exact, left = slow.steps_due(free, stage, due, ordered, decided, 5)
    what, at, rows = steps_due(free, stage, due, ordered, decided, 5)
    found = list(zip(what.tolist(), at.tolist(), rows.tolist(), strict=True))
    assert set(found) == exact
    assert [pair[1:] for pair in found] == sorted({pair[1:] for pair in found})
    assert {*what} == {GOES_ON, PROLONGED, BEGINS}
    np.testing.assert_array_equal(ordered, left)


def test_effects_change_quantities_factors_first():
    random = _random()
    count = 40
    factor = np.arange(count) < 15
    term = np.where(random.random(count) < 0.3, random.integers(0, 3, count), -1)
    first = random.integers(0, COLUMNS - 2, count)
    effects = EffectTables(
        random.random(count) < 0.5,
        random.integers(0, 4, count),
        first,
        first + random.integers(0, 3, count),
        factor,
        np.where(term < 0, random.integers(0, COLUMNS, count), -1),
        term,
        np.arange(COLUMNS),
    )
    held = Held(
        random.integers(3, 6, (4, B)).astype(np.int8),
        random.random((4, B)) < 0.5,
        random.integers(-1, 50, (4, B)).astype(np.int32),
        random.integers(-1, 50, (4, B)).astype(np.int32),
    )
    base = random.normal(1, 1, (COLUMNS, B))
    amounts = random.normal(size=(3, B))
    amounts[:, :50] = np.nan
    behind = random.integers(-1, 90, (3, B)).astype(np.int32)
    one = np.zeros((COLUMNS, B)), np.zeros((COLUMNS, B), np.int32)
    other = np.zeros((COLUMNS, B)), np.zeros((COLUMNS, B), np.int32)
    terms, rows = wanted(effects, held)
    work_out(effects, held, base, amounts[terms, rows], behind[terms, rows], *one)
    slow.work_out(effects, held, base, amounts, behind, *other)
    np.testing.assert_array_equal(one[0], other[0])
    np.testing.assert_array_equal(one[1], other[1])
    assert (one[0] != base).mean() > 0.5


def test_no_shock_is_above_the_most_of_its_share():
    edges = np.arange(1, SHARES) / SHARES
    uniforms = [*edges, *np.nextafter(edges, 0), *_random().random(1000), 2.0**-53, 1 - 2.0**-53]
    most = MOST_SHOCKS[(np.array(uniforms) * SHARES).astype(int)]
    shocks = np.array([gumbel(u) for u in uniforms])
    assert (shocks < most).all()
    assert (np.diff(MOST_SHOCKS) > 0).all()
