"""The log of events: numbering, order, ragged causes and inputs, branching."""

from dataclasses import fields

import numpy as np

from offramp.engine.events import Causes, EventLog, Inputs
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


def test_many_kinds_at_once_are_as_one_by_one():
    """Several events of a member, with ragged causes and inputs, in one batch and apart."""
    names = Names()
    apart, together = EventLog(3, names), EventLog(3, names)
    apart.append(np.array([0, 2]), 4, "adopted", "x", "measures.x", inputs={"u": np.array([1, 2])})
    apart.append(
        np.array([2]),
        4,
        "proposed",
        "y",
        "measures.y",
        actor="AAA",
        causes=[np.array([0], np.int32)],
        inputs={"u": np.array([3]), "v": np.array([4])},
    )
    words = [
        ["adopted", "x", "", "", "", "measures.x"],
        ["proposed", "y", "AAA", "", "", "measures.y"],
    ]
    codes = np.array([together.codes(word) for word in words], np.int32)
    u, v = together.codes(["u", "v"])
    ids = together.append_many(
        np.array([0, 2, 2]),
        4,
        codes[[0, 0, 1]],
        causes=Causes(np.array([2]), np.array([0], np.int32)),
        inputs=Inputs(
            np.array([0, 1, 2, 2]), np.array([u, u, u, v], np.int32), np.array([1.0, 2.0, 3.0, 4.0])
        ),
    )
    assert ids.tolist() == [0, 0, 1]
    rows = np.array([2, 0, 2, 1])
    for one, other in ((apart, together), (apart.copy(rows), together.copy(rows))):
        first, second = (
            one.table(np.arange(4)[: len(one._next)]),
            other.table(np.arange(4)[: len(one._next)]),
        )
        for field in fields(first):
            np.testing.assert_array_equal(getattr(first, field.name), getattr(second, field.name))
    assert together.copy(rows).table(np.arange(4)).member.tolist() == [0, 0, 1, 2, 2]


def test_a_log_of_the_last_events_alone_is_sorted_like_a_whole_one():
    log, _, _ = _log()
    log.append(np.array([0, 2]), 2, "observed", "later", "r", causes=[np.array([0, 1], np.int32)])
    log._batches = log._batches[-2:]
    table = log.table(np.array([30, 20, 10]))
    assert table.member.tolist() == [10, 10, 30]
    assert table.event.tolist() == [1, 2, 1]
    assert table.causes.tolist() == [0, 1, 0]
    assert table.causes_start.tolist() == [0, 1, 2, 3]
