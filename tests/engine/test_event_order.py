"""Events, their causes and inputs are put in order as sorting would."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from offramp.engine.event_order import causes_by_event, inputs_by_event, places

NONE = -1
PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(NONE, 9)), max_size=40)


@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=30))
def test_events_stand_by_member_and_number(members, rows):
    ids = [rows[:at].count(row) for at, row in enumerate(rows)]
    following = np.array([rows.count(row) for row in range(4)], np.int32)
    found = places(np.array(members), following, np.array(rows, int), np.array(ids, np.int32))
    told = [(members[row], number) for row, number in zip(rows, ids, strict=True)]
    assert [told[at] for at in np.argsort(found)] == sorted(told)
    assert sorted(found) == list(range(len(rows)))


@given(PAIRS)
def test_each_cause_is_kept_once_and_in_order(pairs):
    of = np.array([event for event, _ in pairs], int)
    causes = np.array([cause for _, cause in pairs], np.int32)
    kept, start = causes_by_event(of, causes, 6)
    wanted = [sorted({cause for event, cause in pairs if event == at} - {NONE}) for at in range(6)]
    assert [kept[a:b].tolist() for a, b in pairwise(start)] == wanted


@given(PAIRS)
def test_inputs_of_an_event_stay_as_they_came(pairs):
    of, each = np.array([event for event, _ in pairs], int), np.arange(len(pairs))
    names, values, start = inputs_by_event(of, each.astype(np.int32), each / 2, 6)
    wanted = [[at for at, pair in enumerate(pairs) if pair[0] == event] for event in range(6)]
    assert [names[a:b].tolist() for a, b in pairwise(start)] == wanted
    assert (values * 2).tolist() == names.tolist()
