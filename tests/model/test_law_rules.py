"""Which of the rules that are met decides, and in how many ways readings may hold."""

import pytest

from offramp.model.law_rules import MOST_READINGS, combinations, decided_by
from tests.small_crisis import crisis

RULE = {"treaty": "pact", "article": "A", "text": "T"}
SCENARIO = crisis(
    treaties={"pact": {"title": "Pact", "parties": ["AAA"]}},
    provisions={
        "may": RULE | {"consequence": "MAY"},
        "forbid": RULE | {"consequence": "MUST_NOT"},
        "bar": RULE | {"consequence": "MUST_NOT", "bars": True},
    },
)


@pytest.mark.parametrize(
    ("met", "decisive"),
    [
        ([], ""),
        (["may", "forbid"], "forbid"),
        (["bar", "forbid"], "bar"),
        (["forbid", "bar"], "bar"),
        (["bar", "may"], "may"),
        (["bar", "may", "forbid"], "forbid"),
        (["may", "bar", "forbid"], "bar"),
    ],
)
def test_only_what_allows_lifts_a_bar(met, decisive):
    assert decided_by(SCENARIO, met) == decisive


@pytest.mark.parametrize("number", range(MOST_READINGS + 1))
def test_all_ways_in_which_readings_may_hold_are_gone_through(number):
    ways = [tuple(way.values()) for way in combinations([f"r{n}" for n in range(number)])]
    assert len(set(ways)) == len(ways) == 2**number


def test_more_readings_than_that_are_refused():
    with pytest.raises(ValueError, match="an answer hangs on 7 readings"):
        list(combinations([f"r{n}" for n in range(7)]))
