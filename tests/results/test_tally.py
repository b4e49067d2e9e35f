from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from offramp.results.chain_tally import ChainTally
from offramp.results.piece import rows
from offramp.results.tally import Counted, Tally, tally, tally_events
from tests.ensemble.double import Double, made_up_scenario

SIZE = 120


@pytest.fixture(scope="module")
def run():
    double = Double()
    events = double.run(np.arange(SIZE), 1).events
    return made_up_scenario(), events, double.layout.names.words


def counted(run, edges):
    """Count the events between some members, and add the counts up."""
    scenario, events, words = run
    found = Tally()
    for a, b in pairwise(edges):
        own = rows(events, *np.searchsorted(events.member, [a, b]))
        found.add(tally_events(scenario, 9, own, words))
    return found


def same(parts, whole):
    for name in ("events", "futures", "futures_after", "imposed", "first_days", "intents"):
        assert getattr(parts, name) == getattr(whole, name)
    assert parts.chains.keys() == whole.chains.keys()
    for name, chains in whole.chains.items():
        for column in ("key", "futures", "items", "member", "event"):
            np.testing.assert_array_equal(
                getattr(parts.chains[name], column), getattr(chains, column)
            )


@pytest.mark.parametrize("edges", [(0, 1, 60, SIZE), range(SIZE + 1)])
def test_parts_add_up_to_the_whole(run, edges):
    whole, parts = counted(run, (0, SIZE)), counted(run, edges)
    same(parts, whole)


@pytest.mark.parametrize("missing", [None, 0, 2, 4])
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1), (1, 0, 2, 4, 3)])
def test_shards_counted_in_any_order_add_up_and_missing_ones_are_read(run, order, missing):
    scenario, events, words = run
    edges = [0, 20, 45, 60, 100, SIZE]
    own = [rows(events, *np.searchsorted(events.member, pair)) for pair in pairwise(edges)]
    read: list[int] = []

    def part(at):
        def coded():
            read.append(at)
            return own[at], words

        return SimpleNamespace(first=edges[at], coded=coded)

    kept = Counted()
    for at in order:
        if at != missing:
            kept.add(edges[at], edges[at + 1], tally_events(scenario, 9, own[at], words))
    parts: Any = SimpleNamespace(parts=[part(at) for at in range(5)])
    same(tally(scenario, 9, parts, kept), counted(run, (0, SIZE)))
    assert read == ([] if missing is None else [missing])


def test_it_counts_what_is_there(run):
    _, events, words = run
    whole = counted(run, (0, SIZE))
    code = {word: at for at, word in enumerate(words)}
    lethal = (events.kind == code["lethal"]) & (events.item == code["patrols"])
    assert whole.events["lethal", "patrols"] == lethal.sum()
    assert whole.futures["lethal", "patrols"] == len(set(events.member[lethal]))
    assert sum(whole.first_days["contact.AAA_CCC"].values()) == len(set(events.member[lethal]))
    assert sum(whole.intents.values()) == lethal.sum()
    assert whole.imposed["consult", "in_force"] == 1
    assert whole.chains["observed"].futures.max() == SIZE
    assert isinstance(whole.chains["climbs"], ChainTally)
