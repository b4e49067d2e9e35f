from datetime import date
from types import SimpleNamespace

import numpy as np
import pyarrow.compute as pc
import pytest

from offramp.results.chain_tally import ChainTally
from offramp.results.chains import commonest_chains
from offramp.results.events_store import to_arrow
from offramp.results.trail_numbers import NONE
from offramp.results.trails import find_trails, first_rows
from tests.ensemble.double import Double, Log, made_up_scenario, table


def trails_of(*members):
    """Return layout, events and trails of members given as lists of (kind, item, causes)."""
    double = Double()
    logs = []
    for told in members:
        log = Log(double.layout)
        for kind, item, causes in told:
            log.add(0, kind, item, "rule", causes)
        logs.append(log.rows)
    events = table(double.layout, np.arange(len(members)), logs)
    return double.layout.names.words, events, find_trails(events, double.layout.names.words)


def steps(words, events, trails, row):
    return [(words[events.kind[at]], words[events.item[at]]) for at in trails.path(row)]


def test_the_main_path_takes_the_latest_cause():
    words, events, trails = trails_of(
        [("a", "x", []), ("b", "y", []), ("c", "z", [0, 1]), ("d", "x", [0, 2])]
    )
    assert steps(words, events, trails, 3) == [("b", "y"), ("c", "z"), ("d", "x")]
    assert list(trails.parent) == [NONE, NONE, 1, 2]


def test_repeats_count_once():
    words, events, trails = trails_of(
        [("a", "x", []), ("a", "x", [0]), ("a", "x", [1]), ("b", "x", [2]), ("a", "x", [3])]
    )
    assert trails.trail[0] == trails.trail[1] == trails.trail[2]
    assert steps(words, events, trails, 4) == [("a", "x"), ("b", "x"), ("a", "x")]


def test_the_same_story_has_the_same_trail_whatever_lies_beside_it():
    _, _, trails = trails_of(
        [("a", "x", []), ("b", "y", [0])],
        [("n", "n", []), ("a", "x", []), ("n", "n", []), ("b", "y", [1])],
        [("b", "y", [])],
    )
    assert trails.trail[1] == trails.trail[5] != trails.trail[6]


def test_who_and_where_make_no_other_story_but_an_answer_does():
    double = Double()
    logs = []
    for actor, case in (("AAA", "war"), ("BBB", "quiet")):
        log = Log(double.layout)
        log.add(0, "phase", f"phase in {actor}", "rule")
        log.add(0, "proposed", "zone", "rule", [0], actor=actor, place=actor)
        log.add(0, "outcome", "end", "rule", [1], target=case)
        logs.append(log.rows)
    trails = find_trails(table(double.layout, np.arange(2), logs), double.layout.names.words)
    assert trails.trail[1] == trails.trail[4]
    assert trails.trail[2] != trails.trail[5]


def test_the_stages_of_one_measure_are_about_one_item():
    _, _, trails = trails_of(
        [("observed", "x", []), ("proposed", "y", [0]), ("adopted", "y", [1]), ("lethal", "z", [2])]
    )
    assert [trails.items[trail] for trail in trails.trail] == [1, 2, 2, 3]


def slow_trail(events, row):
    """Walk back one event at a time."""
    first = first_rows(events)
    told: list[tuple[int, int]] = []
    while True:
        told.append((int(events.kind[row]), int(events.item[row])))
        causes = events.causes[events.causes_start[row] : events.causes_start[row + 1]]
        if not len(causes):
            break
        row = first[row] + causes.max()
    told.reverse()
    return tuple(key for at, key in enumerate(told) if not at or key != told[at - 1])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_trails_agree_with_walking_back(seed):
    random = np.random.default_rng(seed)
    members = []
    for _ in range(30):
        told = []
        for event in range(int(random.integers(1, 25))):
            causes = random.permutation(event)[: random.integers(0, 3)].tolist()
            told.append((f"k{random.integers(2)}", f"i{random.integers(2)}", causes))
        members.append(told)
    _, events, trails = trails_of(*members)
    walked: dict[int, tuple[tuple[int, int], ...]] = {}
    for row in range(len(events)):
        slow = slow_trail(events, row)
        path = trails.path(row)
        assert tuple((int(events.kind[at]), int(events.item[at])) for at in path) == slow
        assert walked.setdefault(int(trails.trail[row]), slow) == slow
    assert len(set(walked.values())) == len(walked)


def test_no_events_have_no_trails():
    _, _, trails = trails_of([])
    assert len(trails.trail) == len(trails.before) == 0


def test_chains_are_ranked_by_the_futures_that_share_them(whole):
    chains = commonest_chains(whole.data, "hypothesised", most=10)
    counts = [chain.count for chain in chains]
    assert counts == sorted(counts, reverse=True)
    told = [[(step.kind, step.item) for step in chain.steps] for chain in chains]
    assert not any(a != b and b[: len(a)] == a for a in told for b in told)
    (observed,) = commonest_chains(whole.data, "observed", most=10)
    assert [step.item for step in observed.steps] == ["invasion", "talks", "consult"]
    assert observed.count == 300


def test_futures_that_share_a_chain_are_counted_once_each(whole):
    from offramp.results.past import Past

    chain = commonest_chains(whole.data, "hypothesised", most=1)[0]
    wanted = [(step.kind, step.item) for step in chain.steps]
    count = 0
    for member in range(300):
        past = Past.of(whole.data, member)
        ends = [it.event for it in past.happenings if (it.kind, it.item) == wanted[-1]]
        count += any(_told(past, end) == wanted for end in ends)
    assert count == chain.count


def test_every_chain_is_that_of_its_example(whole):
    from offramp.results.past import Past

    for chain in commonest_chains(whole.data, "hypothesised", most=10):
        wanted = [(step.kind, step.item) for step in chain.steps]
        assert _told(Past.of(whole.data, chain.member), chain.event) == wanted


def _told(past, event):
    path = [past.at(number) for number in past.main_path(event)]
    keys = [(it.kind, it.item) for it in path]
    return [key for at, key in enumerate(keys) if not at or key != keys[at - 1]]


def test_of_observed_chains_the_longest_that_half_the_futures_share_comes_first():
    from offramp.results.chains import ranked
    from offramp.results.data import RunData

    class Data(RunData):
        size = 4

    long = [("observed", "x", []), ("in_force", "y", [0]), ("in_force", "z", [1])]
    longer = [*long, ("rung_up", "w", [2])]
    words, events, trails = trails_of(longer, longer, long, long)
    ends = np.flatnonzero(np.isin([words[code] for code in events.item], ["w", "z"]))
    data = object.__new__(Data)
    parts = SimpleNamespace(of=lambda member: _table(events, words, member))
    data.__dict__.update(scenario=made_up_scenario(), days=40, parts=parts)
    chains = ChainTally.of(events, trails, ends)
    first = ranked(data, chains, 1)[0]
    assert (first.count, first.steps[-1].item) == (4, "z")
    first = ranked(data, chains, 1, longest_from=2)[0]
    assert (first.count, first.steps[-1].item) == (2, "w")


def _table(events, words, member):
    table = to_arrow(events, words, date(2030, 1, 1), lambda _: "")
    return table.filter(pc.equal(table["member"], member))
