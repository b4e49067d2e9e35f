"""What a ranking says of its groups, and what it leaves open."""

import offramp
from offramp.ensemble.matters.groups import CHANCE
from offramp.ensemble.matters.indices import Index
from offramp.ensemble.matters.ranking import Ranking
from offramp.ensemble.reads import Read

NAN = float("nan")
TOLD = {"id": "x", "title": "X", "limits": "Made up."}


def _text(*found):
    read = Read("loss", "loss", "mean")
    one = Ranking(TOLD, "morris", 6, 60, 1, "by part", 2, ((read, found),))
    return " ".join(str(one).split())


def test_a_group_leads_where_no_other_comes_near():
    chance = Index(CHANCE, 1, NAN, NAN, 98.0, 9.0)
    first, second = Index("war", 3, NAN, NAN, 100.0, 20.0), Index("law", 2, NAN, NAN, 50.0, 20.0)
    assert "war leads. --within 'war' splits it." in _text(first, chance, second)
    near = Index("law", 2, NAN, NAN, 65.0, 20.0)
    assert "Whether war or law leads is not sure." in _text(first, chance, near)


def test_what_nobody_has_seen_is_ranked_by_the_rank_of_futures():
    found = offramp.sensitivity("ardenia", ["hazard.LEA_BBB.incident"], method="morris", members=60)
    ((read, told),) = found.results
    assert read.kind == "range"
    assert told is not None
    assert max(one.total for one in told) > 1  # ranks, where chances are below 1
    assert "by rank of futures" in str(found)


def test_with_few_draws_nothing_is_said_to_be_harmless():
    text = str(offramp.matters("ardenia", ["trapped_days"], members=40))
    assert "too few draws to name an assumption: give 30" in text
    assert "no assumption moves it" not in text
    assert "No set of assumptions" not in text
