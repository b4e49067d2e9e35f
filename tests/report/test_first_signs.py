from types import SimpleNamespace

import numpy as np
import pytest

from offramp.report.build.events import Events, Word
from offramp.report.build.first_signs import Sign, outcomes, signs
from offramp.report.build.signposts import signposts
from tests.ensemble.double import made_up_scenario

FUTURES = 200
AS_OF = 10


def shown(rows, futures=FUTURES):
    """A run whose events are given as (member, day, kind, item, actor, target, place)."""
    rows = sorted(rows)
    columns = dict(
        zip(("member", "day", "kind", "item", "actor", "target", "place"), zip(*rows, strict=True),
            strict=True)
    )  # fmt: skip
    text = {}
    for name in ("kind", "item", "actor", "target", "place"):
        words = sorted(set(columns[name]))
        codes = np.array([words.index(word) for word in columns[name]], np.int32)
        text[name] = Word(words, codes)
    days = np.array(columns["day"], np.int32)
    member = np.array(columns["member"], np.int64)
    events = Events(futures, member, days, np.full(len(days), np.nan), text)
    return SimpleNamespace(
        scenario=made_up_scenario(), events=events, as_of_day=AS_OF, members=futures
    )


def lethal(member, day):
    return member, day, "lethal", "patrols", "AAA", "CCC", "east"


def proposed(member, day, actor="BBB"):
    return member, day, "proposed", "zone", actor, "", ""


def test_a_sign_that_comes_before_what_it_warns_of_is_found():
    rows = [proposed(member, 15) for member in range(100)]
    rows += [lethal(member, 20) for member in range(90)]
    rows += [(member, 12, "ended", "consult", "", "", "") for member in range(0, FUTURES, 2)]
    found = signposts(shown(rows))
    (post,) = found.signposts
    assert post.outcome == "lethal contact, Ardenia and Corland"
    assert post.sign == "Borvia proposed “buffer zone”"
    assert (post.lead, post.hits, post.base) == (5, 100, 45)
    assert post.false_alarms == 10
    assert post.futures == 90
    assert "5 days ahead" in found.caption.title


def test_what_tells_nothing_is_said_to_tell_nothing():
    rows = [proposed(member, 15) for member in range(0, FUTURES, 2)]
    rows += [lethal(member, 20) for member in range(100)]
    found = signposts(shown(rows))
    assert found.signposts == []
    assert found.caption.title == (
        "No sign warns beyond chance: 2 signs looked at, for 1 outcome, in 200 futures"
    )
    told = (
        "lethal contact, Ardenia and Corland (no sign comes before it in 10 or more futures of "
        "each half)"
    )
    assert told in found.caption.note
    assert "a finding of 200 futures" in found.caption.note


def test_what_comes_in_too_few_futures_is_named():
    rows = [proposed(member, 15) for member in range(0, FUTURES, 2)]
    rows += [lethal(member, 20) for member in range(12)]
    rows += [(member, 30, "threshold", "strained", "AAA", "", "AAA") for member in range(100)]
    note = signposts(shown(rows)).caption.note
    assert "too few for any sign: lethal contact, Ardenia and Corland (12)" in note


def test_too_few_futures_have_nothing_to_warn_of():
    assert signposts(shown([proposed(0, 15), lethal(0, 20)], futures=1)) is None


def test_signs_are_first_days_after_the_as_of_date():
    rows = [proposed(member, day) for member in range(40) for day in (5, 15, 30)]
    known, days = signs(shown(rows))
    assert known == [Sign("proposed", "zone", actor="BBB")]
    assert (days[0][:40] == 15).all()
    assert np.isinf(days[0][40:]).all()


def test_who_does_it_is_told_apart_where_several_do():
    rows = [proposed(member, 15 + member % 2, "AB"[member % 2] * 3) for member in range(80)]
    known, _ = signs(shown(rows))
    assert {sign.actor for sign in known} == {"", "AAA", "BBB"}
    assert {sign.words(made_up_scenario()) for sign in known} == {
        "somebody proposed “buffer zone”",
        "Ardenia proposed “buffer zone”",
        "Borvia proposed “buffer zone”",
    }


def test_what_nobody_has_seen_is_neither_sign_nor_outcome():
    rows = [(member, 15, "rung_up", "war", "AAA", "CCC", "") for member in range(100)]
    rows += [lethal(member, 20) for member in range(100)]
    one = shown(rows)
    assert [sign.item for sign in signs(one)[0]] == ["patrols"]
    assert [ahead.words for ahead in outcomes(one)] == ["lethal contact, Ardenia and Corland"]


def test_futures_in_which_it_had_come_already_are_left_out():
    rows = [(member, 5, "threshold", "strained", "AAA", "", "AAA") for member in range(50)]
    rows += [(member, 20, "threshold", "strained", "AAA", "", "AAA") for member in range(50, 100)]
    (ahead,) = outcomes(shown(rows))
    assert ahead.words == "reception strain in Ardenia passed one half"
    assert list(ahead.free) == list(range(50, FUTURES))


@pytest.mark.parametrize("kind", ["threshold", "incident", "finding", "in_force"])
def test_every_kind_of_sign_has_words(kind):
    assert Sign(kind, "unknown_item").words(made_up_scenario())
