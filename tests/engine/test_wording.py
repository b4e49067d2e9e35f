"""Words of events as codes."""

import numpy as np

from offramp.engine.layout import Names
from offramp.engine.wording import Wording


def test_kinds_are_looked_up_when_they_first_happen():
    names = Names()
    words = [("adopted", "x", "", "", "", "r"), ("ended", "y", "AAA", "", "", "q")]
    inputs = [["u"], ["u", "v"]]
    wording = Wording(names, 2, lambda kind: words[kind], lambda kind: inputs[kind])
    kinds = np.array([1, 0, 1])
    said = wording.words(kinds)
    assert [[names.words[code] for code in row] for row in said] == [
        list(words[kind]) for kind in kinds
    ]
    at, codes = wording.inputs(kinds)
    assert at.tolist() == [0, 0, 1, 2, 2]
    assert [names.words[code] for code in codes] == ["u", "v", "u", "u", "v"]
    assert names.words[1] == "ended"
