"""Events behind many expressions at once are those behind each."""

import numpy as np

import offramp
from offramp.processes.measures.decisions import Decisions


def test_many_at_once_are_as_one_by_one():
    engine = offramp.Engine(offramp.load("ardenia"))
    state = engine.begin(np.arange(60), 1)
    for _ in range(30):
        engine.step(state)
    (decisions,) = (p for p in engine.processes if isinstance(p, Decisions))
    program = decisions._appraisal.program
    wanted = np.repeat(np.arange(len(program)), len(state))
    rows = np.tile(np.arange(len(state)), len(program))
    at, events = program.behind(wanted, state, rows)
    found = set(zip(wanted[at].tolist(), rows[at].tolist(), events.tolist(), strict=True))
    each = {
        (index, row, int(event))
        for index in range(len(program))
        for cause in program.causes(index, state)
        for row, event in enumerate(cause)
        if event >= 0
    }
    assert found == each
    assert len({index for index, _, _ in each}) > 3
