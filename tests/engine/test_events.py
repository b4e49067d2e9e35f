"""The log of events: numbering, order, ragged causes and inputs, branching."""

import numpy as np

from offramp.engine.events import EventLog
from offramp.engine.layout import Names


def _log():
    log = EventLog(3, Names())
    first = log.append(np.array([0, 2]), 0, "observed", "start", "events.start")
    second = log.append(
        np.array([2]),
        1,
        "threshold",
        "high",
        "thresholds.high",
        magnitude=np.array([7.5]),
        causes=[first[1:], first[1:], np.array([-1], np.int32)],
        inputs={"b": np.array([1.0]), "a": np.array([2.0])},
    )
    return log, first, second


def test_events_are_numbered_within_each_member():
    log, first, second = _log()
    assert first.tolist() == [0, 0]
    assert second.tolist() == [1]
    assert log.append(np.array([1]), 1, "observed", "start", "r").tolist() == [0]


def test_the_table_is_sorted_by_member_and_keeps_each_cause_once():
    log, _, _ = _log()
    table = log.table(np.array([30, 20, 10]))
    assert table.member.tolist() == [10, 10, 30]
    assert table.event.tolist() == [0, 1, 0]
    assert table.causes.tolist() == [0]
    assert table.causes_start.tolist() == [0, 0, 1, 1]
    assert table.inputs.tolist() == [1.0, 2.0]
    assert table.inputs_start.tolist() == [0, 0, 2, 2]
    assert np.isnan(table.magnitude[0])
    assert table.magnitude[1] == 7.5


def test_an_empty_log_makes_an_empty_table():
    table = EventLog(2, Names()).table(np.arange(2))
    assert len(table) == 0
    assert table.causes_start.tolist() == [0]


def test_a_copy_shares_the_past_and_nothing_else():
    log, _, _ = _log()
    fork = log.copy(np.array([2, 2, 1]))
    fork.append(np.array([0]), 2, "observed", "later", "r")
    table = fork.table(np.arange(3))
    assert table.member.tolist() == [0, 0, 0, 1, 1]
    assert len(log.table(np.arange(3))) == 3
