"""The expression language: what it reads, what it refuses, and where it points."""

import copy
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from offramp.model.expression import Expression, ExpressionError
from offramp.model.expression_language import DEEPEST, FUNCTIONS, LONGEST_TEXT, MOST_NODES
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


class Rule(BaseModel):
    when: Expression


def test_reads_every_form():
    tree = Expression("-pain.AAA ** 2 + 1 if not ever.x and a <= b < -1 else max(a, 0)").tree
    a, b = Name("a"), Name("b")
    assert tree == Choice(
        Logic(
            "and",
            (Unary("not", Name("ever.x")), Compare(a, (("<=", b), ("<", Number(-1.0))))),
        ),
        Binary("+", Unary("-", Binary("**", Name("pain.AAA"), Number(2.0))), Number(1.0)),
        Call("max", (a, Number(0.0))),
    )


def test_truths_are_written_either_way():
    assert Expression("true").tree == Expression("True").tree == Truth(True)
    assert Expression("false").tree == Expression("False").tree == Truth(False)


def test_nodes_know_their_place_whatever_stands_before():
    text = "  strain.AAA >\n   limit"
    tree = Expression(text).tree
    limit = tree.children[1]
    assert text[limit.column : limit.column + limit.length] == "limit"
    assert tree.column == 2


def test_names():
    expression = Expression("sum(fighting) > limit and (ever.x or strain.AAA > limit)")
    assert expression.names() == {"fighting", "limit", "ever.x", "strain.AAA"}
    assert Expression("1").names() == frozenset()


def test_equal_and_hashable_by_text():
    assert Expression("a > b") == Expression("a > b")
    assert Expression("a > b") != Expression("a>b")
    assert Expression("a > b").tree == Expression("a>b").tree
    assert len({Expression("a"), Expression("a")}) == 1


def test_frozen_and_travels():
    expression = Expression("a > b")
    with pytest.raises(AttributeError):
        expression.text = "b"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(expression)) == expression
    assert copy.deepcopy(expression).tree == expression.tree


@pytest.mark.parametrize(
    ("text", "column", "length", "said", "hinted"),
    [
        ("", 0, 1, "empty", "true"),
        (" \n ", 0, 1, "empty", "true"),
        ("import os", 0, 6, "cannot import", "names of the scenario"),
        ("__import__('os')", 0, 10, "cannot import", "names of the scenario"),
        ("a > 3", 4, 1, "`3` has no unit and no source", "quantities"),
        ("a > 0.8", 4, 3, "`0.8` has no unit", "quantities"),
        ("-2 * a", 0, 2, "`-2` has no unit", "quantities"),
        ("a > 1e5", 4, 3, "`1e5`", "quantities"),
        ("a > 5km", 4, 3, "neither a number nor a name", "letter"),
        ("0if a else 1", 0, 3, "neither", "spaces"),
        ("a > 1j", 4, 2, "neither", "letter"),
        ("lambda x: x", 0, 11, "`lambda`", "functions"),
        ("a + b[0]", 4, 4, "index in [ ]", "strain.AAA"),
        ("a == 'x'", 5, 1, "text in quotes", "functions"),
        ('a == f"{b}"', 6, 1, "text in quotes", "functions"),
        ("a # why", 2, 1, "a comment", "functions"),
        ("a \\ b", 2, 1, "character", "functions"),
        ("a ≤ b", 2, 1, "character '\\u2264'", "functions"),
        ("a\x00", 1, 1, "character", "functions"),
        ("[x for x in a]", 0, 14, "a comprehension", "functions"),
        ("sum(x for x in a)", 3, 14, "a comprehension", "functions"),
        ("(a := b)", 1, 6, "assignment", "functions"),
        ("(a, b)", 0, 6, "commas", "functions"),
        ("{a: b}", 0, 6, "a mapping", "functions"),
        ("max(*a)", 4, 2, "`*` before", "functions"),
        ("a % b", 0, 5, "`%` is not an operator", "functions"),
        ("a is b", 0, 6, "`is`", "write `==`"),
        ("a in b", 0, 6, "`in`", "functions"),
        ("a ^ b", 0, 5, "`^`", "`**`"),
        ("+a", 0, 2, "`+` before", "functions"),
        ("print(a)", 0, 5, "`print` is not a function", "the functions are abs"),
        ("mim(a, b)", 0, 3, "`mim` is not a function", "did you mean `min`?"),
        ("a.exp(b)", 0, 5, "`a.exp` is not a function", "the functions are"),
        ("f(a)(b)", 0, 4, "`f(a)` is not a function", "the functions are"),
        ("a.__class__", 0, 11, "inside the program", "functions"),
        ("__a", 0, 3, "inside the program", "functions"),
        ("(a + b).c", 1, 5, "only a name", "functions"),
        ("exp(x=a)", 6, 1, "by place", "exp("),
        ("clip(a, b)", 0, 10, "takes 3 arguments, not 2", "lowest"),
        ("abs()", 0, 5, "takes 1 argument, not 0", "abs("),
        ("min()", 0, 5, "at least 1 argument, not 0", "min("),
        ("min > a", 0, 3, "`min` is a function", "min("),
        ("None", 0, 4, "`None`", "functions"),
        ("a = b", 2, 1, "`=`", "write `==`"),
        ("a && b", 2, 2, "`&&`", "write `and`"),
        ("a || b", 2, 2, "`||`", "write `or`"),
        ("!a", 0, 1, "`!`", "write `not`"),
        ("a <> b", 2, 2, "`<>`", "write `!=`"),
        ("a => b", 2, 2, "`=>`", "`>=`"),
        ("a AND b", 2, 3, "`AND`", "small letters"),
        ("fighting.80 > a", 8, 3, "`.80`", "starts with a letter"),
        ("a.in > b", 1, 3, "`.in`", "label"),
        ("while true", 0, 5, "`while`", "functions"),
        ("yield a", 0, 5, "`yield`", "functions"),
        ("  (a + b", 2, 1, "never closed", "`)`"),
        ("a)", 1, 1, "unmatched", "`)`"),
        ("a if b", 0, 6, "`if` without `else`", "a if c else b"),
        (" a + ", 3, 1, "ends too early", "functions"),
        ("a b", 2, 1, "from here on", "functions"),
        ("a ? b", 2, 1, "`?`", "functions"),
    ],
)
def test_refuses_and_points(text, column, length, said, hinted):
    with pytest.raises(ExpressionError) as caught:
        Expression(text)
    error = caught.value
    assert (error.column, error.length) == (column, length)
    assert said in error.message
    assert hinted in error.hint
    assert str(error) == error.message
    assert str(pickle.loads(pickle.dumps(error))) == error.message


def test_bounds():
    name = "a" * LONGEST_TEXT
    assert Expression(name).names() == {name}
    with pytest.raises(ExpressionError, match="characters long"):
        Expression(name + "a")
    assert Expression("+".join("a" * DEEPEST))
    flat = f"sum({', '.join(['a'] * (MOST_NODES - 1))})"
    assert Expression(flat)
    with pytest.raises(ExpressionError, match="more than 500 parts"):
        Expression(f"{flat} + a")


@pytest.mark.parametrize(
    "text",
    ["+".join("a" * (DEEPEST + 1)), "(" * 300, "-" * 1990 + "a", "not " * 490 + "a", "a." * 990],
)
def test_deep_nesting_is_an_error_like_any_other(text):
    with pytest.raises(ExpressionError, match=r"nests more than|too early"):
        Expression(text)


@pytest.mark.parametrize("failure", [RecursionError, MemoryError, ValueError])
def test_a_parser_that_gives_up_is_an_error_like_any_other(monkeypatch, failure):
    def give_up(*_, **__):
        raise failure

    monkeypatch.setattr("ast.parse", give_up)
    with pytest.raises(ExpressionError, match="nests more than"):
        Expression("a")


def test_functions_are_the_documented_ones():
    assert set(FUNCTIONS) == {"min", "max", "abs", "exp", "log", "sqrt", "sum", "mean", "clip"}


@given(st.text(alphabet="ab01.()+-*/<>=!, \nifelsenotandor_[]{}:'#%\x00é", max_size=60))
def test_any_text_is_read_or_refused_with_a_place_in_it(text):
    caught = None
    try:
        expression = Expression(text)
    except ExpressionError as error:
        caught = error
    if caught:
        assert 0 <= caught.column <= len(text)
        assert caught.length >= 1
        assert caught.message
        return
    for node in [expression.tree, *expression.tree.children]:
        assert text[node.column : node.column + node.length].strip()


@pytest.mark.parametrize(
    ("given_value", "text"),
    [
        ("a > b", "a > b"),
        (0, "0"),
        (1, "1"),
        (-1, "-1"),
        (2.0, "2"),
        (True, "true"),
        (False, "false"),
        (Expression("a"), "a"),
    ],
)
def test_field_of_a_model(given_value, text):
    rule = Rule.model_validate({"when": given_value})
    assert rule.when == Expression(text)
    assert rule.model_dump() == {"when": text}
    assert Rule.model_validate_json(rule.model_dump_json()) == rule


def test_field_schema():
    assert Rule.model_json_schema()["properties"]["when"]["type"] == ["string", "number", "boolean"]


@pytest.mark.parametrize(
    ("given_value", "place"),
    [("a > 0.8", (4, 3)), (0.8, (0, 3)), (3, (0, 1)), ([], (0, 1)), (None, (0, 1))],
)
def test_field_error_carries_the_place(given_value, place):
    with pytest.raises(ValidationError) as caught:
        Rule.model_validate({"when": given_value})
    (found,) = caught.value.errors()
    assert found["type"] == "expression"
    assert (found["ctx"]["column"], found["ctx"]["length"]) == place
    assert found["ctx"]["hint"]
    assert found["msg"] == found["ctx"]["message"]


def test_braces_do_not_disturb_the_message():
    with pytest.raises(ValidationError, match="a mapping"):
        Rule.model_validate({"when": "{a: {message}}"})


def test_needs_no_heavy_import():
    code = (
        "import sys; import offramp.model.expression, offramp.model.expression_check;"
        "print({'numpy', 'pint'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
