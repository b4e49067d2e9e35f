"""Compiled expressions agree, member by member, with a slow evaluator of one member."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.engine.program import Program
from offramp.model.expression import Expression
from offramp.model.expression_tree import (
    Binary,
    Call,
    Choice,
    Compare,
    Logic,
    Name,
    Number,
    Truth,
    Unary,
)

MEMBERS = 37
NUMBERS = ("a", "b", "c.AAA", "none")
TRUTHS = ("ever.x", "ever.y", "ever.z")
WHOLE = ("fighting", "strain")


class Here:
    """A state of so many members that says nothing itself."""

    memory = None
    memory_of_events = None
    day = 0
    traced = True

    def __init__(self, members=MEMBERS):
        self.members = members

    def __len__(self):
        return self.members


class Column:
    """A leaf with given values and causes."""

    source = None

    def __init__(self, values, causes=None):
        self.values = values
        self.truth = values.dtype == np.bool_
        self.causes = causes
        self.asked = 0

    def value(self, state):
        self.asked += 1
        return self.values

    def cause(self, state, rows):
        return None if self.causes is None else self.causes[rows]


def columns(members=MEMBERS, seed=3):
    """Leaves for every name: few distinct values, so that ties and zeros are common."""
    draws = np.random.default_rng(seed)
    numbers = {name: draws.choice([-2.0, -1, -0.5, 0, 0.3, 1, 2], members) for name in NUMBERS}
    numbers["none"][::2] = np.nan
    truths = {name: draws.random(members) < 0.5 for name in TRUTHS}
    wholes = {name: draws.normal(size=(members, 11)) for name in WHOLE}
    found = {name: Column(values) for name, values in (numbers | truths | wholes).items()}
    for at, column in enumerate(found.values()):
        if at % 4 != 3:
            ids = np.arange(members, dtype=np.int32) + 1_000 * at
            column.causes = np.where(draws.random(members) < 0.8, ids, np.int32(-1))
    return found


def lookup(leaves, member):
    """Return what a name stands for in one member."""
    return lambda name: leaves[name].values[member].tolist()


def divide(x, y):
    """Divide as floating-point numbers do."""
    if y:
        return x / y
    return math.nan if not x or math.isnan(x) else math.copysign(math.inf, x) * math.copysign(1, y)


def elementary(function, *numbers):
    """Apply a NumPy function to single numbers: Python's raises where there is no result."""
    with np.errstate(all="ignore"):
        return function(*(np.array([number]) for number in numbers)).item()


def extreme(numbers, choose):
    """Smallest or largest; not-a-number where any is."""
    return math.nan if any(map(math.isnan, numbers)) else choose(numbers)


def call(function, x):
    """Apply a function of the language to a list of numbers."""
    match function:
        case "abs":
            return abs(x[0])
        case "min" | "max":
            return extreme(x, min if function == "min" else max)
        case "clip":
            return extreme([extreme([x[0], x[1]], max), x[2]], min)
        case "sum" | "mean":
            total = elementary(lambda *parts: np.sum(parts, axis=0), *x) if len(x) > 3 else sum(x)
            return total / (len(x) if function == "mean" else 1)
    return elementary(getattr(np, function), x[0])


def holds(operator, x, y):
    """Compare two numbers; false where either is not-a-number."""
    if math.isnan(x) or math.isnan(y):
        return False
    return {
        "<": x < y,
        "<=": x <= y,
        ">": x > y,
        ">=": x >= y,
        "==": x == y,
        "!=": x != y,
    }[operator]


def binary(operator, x, y):
    """Apply an arithmetic operator."""
    if operator == "**":
        return x * x if y == 2 else divide(1.0, x) if y == -1 else elementary(np.power, x, y)
    return divide(x, y) if operator == "/" else {"+": x + y, "-": x - y, "*": x * y}[operator]


def reference(expression, lookup):
    """Evaluate an expression for one member, the slow and plain way."""

    def of(node):
        match node:
            case Number() | Truth():
                return node.value
            case Name():
                return lookup(node.name)
            case Unary():
                return not of(node.operand) if node.operator == "not" else -of(node.operand)
            case Binary():
                return binary(node.operator, of(node.left), of(node.right))
            case Compare():
                values = [of(node.first), *(of(right) for _, right in node.rest)]
                signs = [operator for operator, _ in node.rest]
                return all(map(holds, signs, values, values[1:]))
            case Logic():
                return (all if node.operator == "and" else any)([of(o) for o in node.operands])
            case Choice():
                return of(node.yes) if of(node.test) else of(node.no)
            case Call():
                values = [of(argument) for argument in node.arguments]
                return call(node.function, values[0] if isinstance(values[0], list) else values)

    return of(expression.tree)


def behind(expression, lookup):
    """Return the names that stand behind the value of an expression in one member."""

    def of(node):
        below = set().union(*map(of, node.children)) if node.children else set()
        match node:
            case Name():
                return {node.name}
            case Logic():
                result = reference_of(node)
                return set().union(*(of(o) for o in node.operands if reference_of(o) == result))
            case Choice():
                return of(node.test) | of(node.yes if reference_of(node.test) else node.no)
        return below

    def reference_of(node):
        found = Expression.__new__(Expression)
        object.__setattr__(found, "tree", node)
        return reference(found, lookup)

    return of(expression.tree)


SIMPLE = {
    "number": [*NUMBERS, "0", "1", "2", "-1"]
    + [f"{function}({name})" for function in ("sum", "mean", "min", "max") for name in WHOLE],
    "truth": [*TRUTHS, "true", "false"],
}
PATTERNS = {
    "number": [*(f"(N {sign} N)" for sign in ("+", "-", "*", "/", "**"))]
    + [*(f"(N ** {power})" for power in ("0", "1", "2", "-1")), "-abs(N)", "-(N - N)"]
    + [*(f"{function}(N)" for function in ("abs", "exp", "log", "sqrt", "max", "mean"))]
    + ["min(N, N)", "max(N, N, N)", "sum(N, N)", "mean(N, N, N)", "clip(N, N, N)"]
    + ["(N if T else N)"] * 4,
    "truth": [*(f"(N {sign} N)" for sign in ("<", "<=", ">", ">=", "==", "!=")), "(N < N <= N)"]
    + ["(T and T)", "(T or T)", "(not T)", "(T and T and T)", "(T or T or T)"] * 2
    + ["(T if T else T)"] * 2,
}
"""How to make an expression from smaller ones: N stands for a number, T for a truth."""


@st.composite
def texts(draw, kind, depth):
    """Draw the text of an expression."""
    if depth == 0:
        return draw(st.sampled_from(SIMPLE[kind]))
    pattern = draw(st.sampled_from(PATTERNS[kind]))
    kinds = {"N": "number", "T": "truth"}
    parts = (
        draw(texts(kinds[part], draw(st.integers(0, depth - 1)))) if part in kinds else part
        for part in pattern
    )
    return "".join(parts)


EXPRESSIONS = (
    st.tuples(st.sampled_from(["number", "truth"]), st.integers(0, 4))
    .flatmap(lambda drawn: texts(*drawn))
    .filter(lambda text: len(text) < 1_000)
    .map(Expression)
)
LEAVES = columns()


@given(st.lists(EXPRESSIONS, min_size=1, max_size=4))
def test_agrees_with_the_reference(expressions):
    results = Program(expressions, LEAVES.__getitem__).evaluate(Here())
    for expression, values in zip(expressions, results, strict=True):
        assert values.shape == (MEMBERS,)
        expected = [reference(expression, lookup(LEAVES, member)) for member in range(MEMBERS)]
        assert values.dtype == np.asarray(expected).dtype
        np.testing.assert_allclose(values, expected, rtol=1e-12)


@given(EXPRESSIONS)
def test_causes_agree_with_the_reference(expression):
    program = Program([Expression("a"), expression], LEAVES.__getitem__)
    found = program.causes(1, Here())
    traced = [n for n in expression.names() if LEAVES[n].causes is not None]
    assert len(found) == len(traced)
    assert all(ids.shape == (MEMBERS,) and ids.dtype == np.int32 for ids in found)
    for member in range(MEMBERS):
        counted = behind(expression, lookup(LEAVES, member))
        expected = {int(LEAVES[n].causes[member]) for n in traced if n in counted}
        assert {int(ids[member]) for ids in found} - {-1} == expected - {-1}


def test_a_member_has_the_same_bits_alone_as_in_a_block():
    members = 101
    leaves = columns(members)
    wide = np.asfortranarray(leaves["fighting"].values)
    leaves["fighting"].values = wide
    leaves["a"].values = np.random.default_rng(1).normal(size=(members, 3))[:, 1]
    texts = ["exp(a) + log(abs(a))", "abs(a) ** sqrt(abs(a))", "sum(fighting)", "mean(fighting)"]
    expressions = [Expression(text) for text in texts]
    together = Program(expressions, leaves.__getitem__).evaluate(Here(members))
    for member in range(members):
        alone = {n: Column(leaf.values[member : member + 1]) for n, leaf in leaves.items()}
        for block, one in zip(
            together, Program(expressions, alone.__getitem__).evaluate(Here(1)), strict=True
        ):
            assert block[member] == one[0]


def program_of(*texts, **leaves):
    found = {name.replace("_", "."): leaf for name, leaf in leaves.items()}
    return Program([Expression(text) for text in texts], found.__getitem__)


def test_equal_parts_are_worked_out_once():
    x = Column(np.ones(4))
    program = program_of("exp(x) + 1 > 2", "exp( x ) + 1", "not (exp(x) + 1 > 2)", x=x)
    assert program.size == 4
    program.evaluate(Here(4))
    assert x.asked == 1
    assert len(program) == 3


def test_constants_are_folded_and_broadcast():
    program = program_of("true", "1 + 1", "2 if false else 0 - 1", "x", x=Column(np.zeros(5)))
    assert program.size == 0
    truth, two, minus, _ = program.evaluate(Here(5))
    np.testing.assert_array_equal(truth, [True] * 5)
    np.testing.assert_array_equal(two, [2.0] * 5)
    np.testing.assert_array_equal(minus, [-1.0] * 5)
    assert (truth.dtype, two.dtype) == (np.bool_, np.float64)


def test_without_names_the_state_says_how_many_members_there_are():
    assert program_of("true").evaluate(Here(2))[0].shape == (2,)


def test_results_are_never_part_of_the_state():
    values, truths = np.arange(3.0), np.array([True, False, True])
    program = program_of("x", "t", x=Column(values), t=Column(truths))
    assert not any(
        np.shares_memory(r, s) for r in program.evaluate(Here(3)) for s in (values, truths)
    )


def test_whole_numbers_are_taken_as_floats():
    program = program_of("x ** -1", "x / 2", x=Column(np.array([2, 4], np.int32)))
    found = program.evaluate(Here(2))
    np.testing.assert_array_equal(found, [[0.5, 0.25], [1.0, 2.0]])


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "==", "!="])
def test_comparing_with_what_has_no_value_is_false(sign):
    x = Column(np.array([-1.0, 0.0]))
    assert not program_of(f"log(x) / log(x) {sign} x", x=x).evaluate(Here(2))[0].any()


def test_whole_variable_without_labels():
    texts = [f"{function}(x)" for function in ("sum", "mean", "min", "max")]
    total, *rest = program_of(*texts, x=Column(np.empty((3, 0)))).evaluate(Here(3))
    np.testing.assert_array_equal(total, np.zeros(3))
    assert np.isnan(rest).all()


def test_functions_of_several_values():
    leaves = dict(
        zip("xyz", (Column(np.array([value])) for value in (3.0, -1.0, 7.0)), strict=True)
    )
    texts = ["min(x, y, z)", "max(x, y, z)", "sum(x, y, z)", "mean(x, y, z)", "clip(z, y, x)"]
    found = program_of(*texts, **leaves).evaluate(Here(1))
    np.testing.assert_array_equal(np.concatenate(found), [-1, 7, 9, 3, 3])


def test_single_value_where_a_whole_variable_may_stand():
    x = Column(np.array([1.0, 2.0]))
    for function in ("sum", "mean", "min", "max"):
        np.testing.assert_array_equal(
            program_of(f"{function}(x)", x=x).evaluate(Here(2))[0], [1, 2]
        )


def test_whole_variable_where_one_value_is_needed():
    with pytest.raises(ValueError, match=r"`x` has shape \(3, 3\): one value for each member"):
        program_of("x + 1", x=Column(np.ones((3, 3)))).evaluate(Here(3))


def test_causes_name_what_made_the_condition_true():
    yes, no = np.array([True, True, False]), np.array([True, False, False])
    first, second = np.array([1, 2, 3], np.int32), np.array([11, 12, 13], np.int32)
    program = program_of(
        "a or b",
        "a and b",
        "not (a or b)",
        "1 if a else x",
        "b or x > 0",
        "true",
        a=Column(yes, first),
        b=Column(no, second),
        x=Column(np.ones(3)),
    )
    causes = [np.array(program.causes(index, Here(3))).tolist() for index in range(6)]
    assert causes[0] == [[1, 2, 3], [11, -1, 13]]
    assert causes[1] == [[1, -1, 3], [11, 12, 13]]
    assert causes[2] == causes[0]
    assert causes[3] == [[1, 2, 3]]
    assert causes[4] == [[11, -1, -1]]
    assert causes[5] == []


def test_causes_of_some_members():
    a, b = Column(np.array([True, False, True])), Column(np.array([True, True, False]))
    a.causes, b.causes = np.array([1, 2, 3], np.int32), np.array([11, 12, 13], np.int32)
    rows = np.array([2, 1])
    for text in ("a or b", "(a or b) == a"):
        program = program_of("true", text, a=a, b=b)
        every = program.causes(1, Here(3))
        some = program.causes(1, Here(3), rows)
        assert [ids.tolist() for ids in some] == [ids[rows].tolist() for ids in every]


def test_what_decided_it():
    x, y = Column(np.array([1, 2, 3])), Column(np.ones((3, 3)))
    program = program_of("x > 0", "sum(y) > x", x=x, y=y)
    for index in range(2):
        found = program.decided_by(index, Here(3), np.array([2, 0]))
        assert {name: values.tolist() for name, values in found.items()} == {"x": [3.0, 1.0]}


def test_threads_share_a_program():
    class Single(Here):
        def __init__(self, values):
            super().__init__(len(values))
            self.values = values

    class FromState:
        source = None
        truth = False

        def value(self, state):
            return state.values

        def cause(self, state, rows):
            return None

    texts = ["exp(x) * x + x ** 2 - abs(x)", "sqrt(abs(x)) > exp(x)", "max(x, exp(x), 1)"]
    program = Program([Expression(text) for text in texts], lambda _: FromState())
    states = [Single(np.random.default_rng(seed).normal(size=2_000)) for seed in range(40)]
    expected = [program.evaluate(state) for state in states]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(program.evaluate, states))
    for one, other in zip(expected, found, strict=True):
        np.testing.assert_array_equal(one, other)


def test_nothing_is_asked_that_no_result_needs():
    program = program_of("x ** 0", x=Column(np.zeros(2)))
    np.testing.assert_array_equal(program.evaluate(Here(2))[0], [1.0, 1.0])
