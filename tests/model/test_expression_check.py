"""Checks of names, types and units in expressions."""

import pytest

from offramp.model.expression import Expression
from offramp.model.expression_check import Finding, Symbol, check

SYMBOLS = {
    "stock": Symbol("number", "person"),
    "limit": Symbol("number", "person"),
    "inflow": Symbol("number", "person/day"),
    "weekly": Symbol("number", "person/week"),
    "delay": Symbol("number", "day"),
    "weeks": Symbol("number", "week"),
    "share": Symbol("number", "1"),
    "part": Symbol("number", "percent"),
    "odd": Symbol("number", "no unit at all"),
    "strain": Symbol("number", "1", size=3),
    "hosted": Symbol("number", "person", size=3),
    "came": Symbol("truth", size=3),
    "ever.x": Symbol("truth"),
    "ever.y": Symbol("truth"),
}


def found(text, expect="number", unit=None):
    return check(Expression(text), SYMBOLS.get, expect, unit, lambda name: f"not {name}")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("stock + limit", "person"),
        ("stock - 1", "person"),
        ("2 * stock", "person"),
        ("stock / limit", "1"),
        ("stock / inflow", "day"),
        ("inflow * delay", "person"),
        ("1 / delay", "1/day"),
        ("inflow ** 2 / inflow", "person/day"),
        ("delay ** -1", "1/day"),
        ("delay ** 0", "1"),
        ("share ** share", "1"),
        ("2 ** share", "1"),
        ("sqrt(stock ** 2)", "person"),
        ("abs(-stock)", "person"),
        ("exp(-delay / delay) + 1", "1"),
        ("log(stock / limit)", "1"),
        ("exp(1)", "1"),
        ("clip(stock, 0, limit)", "person"),
        ("max(stock, 0, limit)", "person"),
        ("sum(hosted) + max(hosted) + min(hosted)", "person"),
        ("mean(strain)", "1"),
        ("sum(stock)", "person"),
        ("stock if ever.x else 0", "person"),
        ("1 if ever.x else 0", "person"),
        ("1 if ever.x else 0", "1/day"),
        ("stock * (1 if ever.x else 0)", "person"),
        ("2 - 1", "day"),
        ("odd + stock", "person"),
        ("odd * stock", "km"),
    ],
)
def test_values_that_fit(text, unit):
    assert found(text, "number", unit) == []
    assert found(text, "number") == []


@pytest.mark.parametrize(
    "text",
    [
        "true",
        "ever.x",
        "not ever.x and (ever.y or stock > limit)",
        "0 < stock <= limit",
        "stock > 0",
        "ever.x == ever.y",
        "ever.x if stock > limit else true",
        "delay >= 2 and share != 0",
        "odd > stock",
    ],
)
def test_conditions_that_fit(text):
    assert found(text, "truth") == []


@pytest.mark.parametrize(
    ("text", "expect", "unit", "code", "at", "said", "hinted"),
    [
        ("stok > 0", "truth", None, "unknown-name", "stok", "there is no `stok`", "not stok"),
        ("stock", "truth", None, "type-error", "stock", "is a number", "`stock > 0`"),
        ("ever.x", "number", None, "type-error", "ever.x", "true or false", "1 if ever.x else 0"),
        ("ever.x + 1", "number", None, "type-error", "ever.x", "`+` needs", "1 if ever.x else 0"),
        ("-ever.x", "number", None, "type-error", "ever.x", "`-` needs", "1 if ever.x else 0"),
        ("abs(ever.x)", "number", None, "type-error", "ever.x", "abs() takes", "1 if ever.x"),
        ("not stock", "truth", None, "type-error", "stock", "`not` needs", "stock > 0"),
        ("ever.x and stock", "truth", None, "type-error", "stock", "`and` joins", "stock > 0"),
        ("1 or ever.x", "truth", None, "type-error", "1", "`or` joins", "1 > 0"),
        ("ever.x > 0", "truth", None, "type-error", "ever.x", "`>` compares", "1 if ever.x"),
        ("ever.x < share", "truth", None, "type-error", "ever.x", "`<` compares", "1 if"),
        ("1 if stock else 0", "number", None, "type-error", "stock", "`if` needs", "stock > 0"),
        (
            "1 if ever.x else ever.y",
            "number",
            None,
            "type-error",
            "1 if ever.x else ever.y",
            "one value",
            "both",
        ),
        ("strain > 0", "truth", None, "type-error", "strain", "3 labels", "sum(strain)"),
        ("max(strain, 0)", "number", None, "type-error", "strain", "3 labels", "sum(strain)"),
        ("abs(strain)", "number", None, "type-error", "strain", "3 labels", "strain.LABEL"),
        ("sum(came)", "number", None, "type-error", "came", "sum() takes", "1 if"),
        ("stock + inflow", "number", None, "unit-mismatch", "inflow", "is in person/day", "same"),
        ("stock > delay", "truth", None, "unit-mismatch", "delay", "is in day", "same unit"),
        ("delay + weeks", "number", None, "unit-mismatch", "weeks", "is in week", "converts"),
        ("inflow > weekly", "truth", None, "unit-mismatch", "weekly", "person/week", "converts"),
        ("share > part", "truth", None, "unit-mismatch", "part", "percent", "converts"),
        ("clip(stock, 0, delay)", "number", None, "unit-mismatch", "delay", "day", "same unit"),
        ("stock if ever.x else delay", "number", None, "unit-mismatch", "delay", "day", "same"),
        ("exp(delay)", "number", None, "unit-mismatch", "delay", "exp() needs", "divide"),
        ("exp(part)", "number", None, "unit-mismatch", "part", "exp() needs", "divide"),
        ("log(stock)", "number", None, "unit-mismatch", "stock", "log() needs", "divide"),
        ("stock ** share", "number", None, "unit-mismatch", "stock ** share", "a power", "divide"),
        ("share ** delay", "number", None, "unit-mismatch", "delay", "an exponent", "divide"),
        ("inflow", "number", "person", "unit-mismatch", "inflow", "person is needed", "multiply"),
        ("weeks", "number", "day", "unit-mismatch", "weeks", "day is needed", "converts"),
    ],
)
def test_what_does_not_fit(text, expect, unit, code, at, said, hinted):
    (finding,) = found(text, expect, unit)
    assert finding.code == code
    assert text[finding.column : finding.column + finding.length] == at
    assert said in finding.message
    assert hinted in finding.hint


def test_several_findings_at_once_in_the_order_of_the_text():
    findings = found("stok > 0 and stock > delay and ever.x + 1 > 0 and inflow", "truth")
    assert [finding.code for finding in findings] == [
        "unknown-name",
        "unit-mismatch",
        "type-error",
        "type-error",
    ]


def test_one_finding_for_each_unknown_name_and_none_that_follows_from_it():
    (finding,) = found("stok + stok * delay > limit and exp(stok) > stok", "truth")
    assert finding == Finding("there is no `stok`", 0, 4, "not stok", "unknown-name")


def test_suggestions_are_optional():
    (finding,) = check(Expression("stok"), SYMBOLS.get, "truth")
    assert finding.hint == ""


def test_long_parts_are_shortened():
    text = " + ".join(["stock"] * 20)
    (finding,) = found(text, "truth")
    assert len(finding.message) < 100
