"""Expressions worked out one by one agree with those compiled for many members."""

import math

import numpy as np
import pytest
from hypothesis import given, settings

from offramp.engine.program import Program
from offramp.model.expression import Expression
from offramp.model.expression_partial import settled
from offramp.model.expression_value import Given, value
from tests.engine.test_program import EXPRESSIONS, LEAVES, MEMBERS, Here, lookup


@settings(derandomize=True, max_examples=300)
@given(EXPRESSIONS)
def test_it_agrees_with_the_program(expression):
    (compiled,) = Program([expression], LEAVES.__getitem__).evaluate(Here())
    for member in range(0, MEMBERS, 5):
        found = value(expression, lookup(LEAVES, member))
        assert isinstance(found, bool) is (compiled.dtype == np.bool_)
        assert found == pytest.approx(compiled[member], rel=1e-9, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 / 0", math.inf),
        ("-1 / 0", -math.inf),
        ("0 ** -1", math.inf),
        ("log(0)", -math.inf),
        ("exp(big)", math.inf),
        ("big ** big", math.inf),
        ("0 / 0", math.nan),
        ("log(-1)", math.nan),
        ("sqrt(-1)", math.nan),
        ("(0 - 2) ** (1 / 2)", math.nan),
        ("clip(0 / 0, 0, 1)", math.nan),
        ("max(0, 0 / 0)", math.nan),
        ("0 / 0 != 1", False),
        ("sum(few)", 6),
        ("mean(few)", 2),
        ("max(few)", 3),
        ("0 < 1 < 2", True),
    ],
)
def test_what_has_no_value_is_not_a_number_and_compares_as_false(text, expected):
    facts: dict[str, Given] = {"big": 1e4, "few": [1, 2, 3]}
    assert value(Expression(text), facts.__getitem__) == pytest.approx(expected, nan_ok=True)


def test_a_whole_variable_is_no_single_value():
    with pytest.raises(TypeError, match="3 values where one is needed"):
        value(Expression("few > 1"), lambda _: [1, 2, 3])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True),
        ("ever.off and pain > 1", False),
        ("not ever.off or pain > 1", True),
        ("ever.off or pain > 1", None),
        ("count.off > 0", False),
        ("since.off < pain", False),
        ("pain > since.off", False),
        ("since.off > pain", None),
        ("pain if ever.off else 2", 2),
        ("pain > 1", None),
    ],
)
def test_what_is_settled_already(text, expected):
    known = {"ever.off": False, "count.off": 0.0, "since.off": math.inf}
    assert settled(Expression(text), known.get) == expected
