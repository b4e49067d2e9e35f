"""Errors of small models brought back to the files."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError

from offramp.model.problems import Location, Problem, ScenarioError
from offramp.reading.build import build
from offramp.reading.nodes import Mapping as Tree
from offramp.reading.provenance import Provenance
from offramp.reading.tables import parse_items
from tests.reading.trees import tree


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Amount(Closed):
    value: float | None = None
    normal: tuple[float, Annotated[float, Field(gt=0)]] | None = None
    unit: str
    """Unit, as `km`."""

    @model_validator(mode="after")
    def _given(self):
        if self.value is None and self.normal is None:
            msg = "has no number"
            raise ValueError(msg)
        return self


class Add(Closed):
    add: str
    by: float


class Times(Closed):
    times: str
    by: Amount | float


class Walk(Closed):
    kind: Literal["walk"]
    km: float


class Ride(Closed):
    kind: Literal["ride"]
    seats: int


class Colour(Enum):
    amber = "amber"
    teal = "teal"


def condition(text: str) -> str:
    at = text.find("&&")
    if at >= 0:
        kind, words = "expression", "write `and`"
        raise PydanticCustomError(kind, words, {"column": at, "length": 2, "hint": "one word"})
    return text


class Labels(RootModel[dict[str, int]]):
    pass


class Item(Closed):
    lead: Amount | str = "x"
    effects: tuple[Add | Times, ...] = ()
    way: Annotated[Walk | Ride, Field(discriminator="kind")] | None = None
    mode: Literal["road", "rail"] = "road"
    colour: Colour = Colour.teal
    level: Literal[1, 2] = 1
    when: date | None = None
    at: datetime | None = None
    count: Annotated[int, Field(ge=0, lt=100)] = 0
    share: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1
    over: tuple[str, ...] | Literal["all"] = "all"
    ties: tuple[str, ...] = ()
    open: bool = True
    code: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] = "AAA"
    name: Annotated[str, Field(min_length=1, max_length=5)] = "n"
    pair: Annotated[list[int], Field(min_length=2, max_length=3)] = [1, 2]
    rule: Annotated[str, AfterValidator(condition)] = ""
    labels: Labels = Labels({})
    start: Annotated[int, Field(alias="from")] = 0
    anything: Any = None
    table: Mapping[str, list[int]] = {}
    even: Annotated[int, Field(multiple_of=2)] = 0


class Root(Closed):
    title: str = ""
    items: dict[Annotated[str, StringConstraints(pattern="^[a-z_]+$")], Item] = {}
    events: dict[str, Item] = {}


def wrong(text, model=Root):
    with pytest.raises(ScenarioError) as caught:
        build(tree(text), model, {"f": text})
    assert caught.value.texts == {"f": text}
    return caught.value.problems


ONE = "items:\n  one:\n    "


@pytest.mark.parametrize(
    ("line", "code", "column", "length", "message", "hint"),
    [
        ("cuont: 1", "unknown-key", 5, 5, 'unknown key "cuont"', 'did you mean "count"?'),
        ("form: 1", "unknown-key", 5, 4, 'unknown key "form"', 'did you mean "from"?'),
        ("start: 1", "unknown-key", 5, 5, 'unknown key "start"', "did you mean"),
        (
            "count: x",
            "bad-value",
            12,
            1,
            'count must be a whole number, not "x"',
            "write digits alone",
        ),
        (
            "count: 1.5",
            "bad-value",
            12,
            3,
            "count must be a whole number, not 1.5",
            "write digits alone",
        ),
        ("count:", "bad-value", 11, 1, "count is empty; it must be a whole number", ""),
        ("count: -1", "out-of-range", 12, 2, "count must be at least 0, not -1", ""),
        ("count: 100", "out-of-range", 12, 3, "count must be less than 100, not 100", ""),
        ("share: 0", "out-of-range", 12, 1, "share must be greater than 0, not 0", ""),
        ("share: 1.5", "out-of-range", 12, 3, "share must be at most 1, not 1.5", ""),
        ("share: .nan", "out-of-range", 12, 4, "share must be a finite number, not NaN", ""),
        ("even: 3", "out-of-range", 11, 1, "even must be a multiple of 2, not 3", ""),
        (
            "share: [1]",
            "bad-value",
            5,
            5,
            "share must be a number, not a list",
            "write digits alone",
        ),
        (
            "from: x",
            "bad-value",
            11,
            1,
            'from must be a whole number, not "x"',
            "write digits alone",
        ),
        ("open: [1]", "bad-value", 5, 4, "open must be true or false, not a list", ""),
        ("open: maybe", "bad-value", 11, 5, 'open must be true or false, not "maybe"', ""),
        (
            "mode: raod",
            "bad-value",
            11,
            4,
            'mode must be one of "road", "rail", not "raod"',
            'did you mean "road"?',
        ),
        (
            "colour: ambre",
            "bad-value",
            13,
            5,
            'colour must be one of "amber", "teal", not "ambre"',
            'did you mean "amber"?',
        ),
        ("level: 3", "bad-value", 12, 1, "level must be one of 1, 2, not 3", ""),
        (
            "when: 2030-02-31",
            "bad-date",
            11,
            10,
            'when must be a date such as 2030-01-31, not "2030-02-31"',
            "",
        ),
        (
            "when: 20300131",
            "bad-date",
            11,
            8,
            "when must be a date such as 2030-01-31, not 20300131",
            "",
        ),
        (
            "at: noon",
            "bad-date",
            9,
            4,
            'at must be a date and time such as 2030-01-31T12:00, not "noon"',
            "",
        ),
        ("code: NOPE", "bad-value", 11, 4, 'code cannot be "NOPE"', "its form is ^[A-Z]{3}$"),
        (
            "code: 12",
            "bad-value",
            11,
            2,
            "code must be a text, not 12",
            "put it in quotes if it is a text",
        ),
        ("name: ''", "out-of-range", 11, 2, "name is empty", "give it a value, or leave it out"),
        ("name: abcdef", "out-of-range", 11, 6, "name must have at most 5 characters", ""),
        ("pair: [1]", "out-of-range", 5, 4, "pair must have at least 2 values", ""),
        ("pair: [1, 2, 3, 4]", "out-of-range", 5, 4, "pair must have at most 3 values", ""),
        (
            "pair: [1, x]",
            "bad-value",
            15,
            1,
            'pair[2] must be a whole number, not "x"',
            "write digits alone",
        ),
        ("ties: AAA", "bad-value", 11, 3, 'ties must be a list, not "AAA"', "write [A, B]"),
        (
            "over: al",
            "bad-value",
            11,
            2,
            'over must be a list or "all", not "al"',
            'did you mean "all"?',
        ),
        ("over: [a, [b]]", "bad-value", 15, 1, "over[2] must be a text, not a list", ""),
        (
            "lead: {valu: 3, unit: d}",
            "unknown-key",
            12,
            4,
            'unknown key "valu"',
            'did you mean "value"?',
        ),
        ("lead: {unit: day}", "bad-value", 5, 4, "lead has no number", ""),
        (
            "lead: {value: 3}",
            "missing-key",
            5,
            4,
            'lead has no "unit"',
            "add `unit:` (Unit, as `km`)",
        ),
        (
            "lead: {normal: [1, 0], unit: d}",
            "out-of-range",
            24,
            1,
            "normal[2] must be greater than 0, not 0",
            "",
        ),
        (
            "lead: 3",
            "bad-value",
            11,
            1,
            "lead must be a mapping (`key: value` lines) or a text, not 3",
            "put it in quotes if it is a text",
        ),
        (
            "effects: [{ad: x, by: 1}]",
            "unknown-key",
            16,
            2,
            'unknown key "ad"',
            'did you mean "add"?',
        ),
        (
            "effects: [{add: x, by: q}]",
            "bad-value",
            28,
            1,
            'by must be a number, not "q"',
            "write digits alone",
        ),
        (
            "effects: [{times: x, by: [q]}]",
            "bad-value",
            26,
            2,
            "by must be a mapping (`key: value` lines) or a number, not a list",
            "",
        ),
        (
            "effects: [{times: x, by: {value: 1}}]",
            "missing-key",
            26,
            2,
            'by has no "unit"',
            "add `unit:` (U",
        ),
        (
            "way: {kind: run}",
            "bad-value",
            5,
            3,
            'kind must be one of "walk", "ride", not "run"',
            "",
        ),
        (
            "way: {km: 1}",
            "missing-key",
            5,
            3,
            'way has no "kind"',
            'add `kind:`, one of "walk", "ride"',
        ),
        (
            "way: {kind: ride, seat: 1}",
            "unknown-key",
            23,
            4,
            'unknown key "seat"',
            'did you mean "seats"?',
        ),
        ("rule: pain && fear", "expression", 16, 2, "rule: write `and`", "one word"),
        ("rule: 'pain && fear'", "expression", 17, 2, "rule: write `and`", "one word"),
        ("rule: 'it''s && x'", "expression", 11, 12, "rule: write `and`", "one word"),
        (
            "labels: {a: b}",
            "bad-value",
            17,
            1,
            'a must be a whole number, not "b"',
            "write digits alone",
        ),
        (
            "table: {a: [1, b]}",
            "bad-value",
            20,
            1,
            'a[2] must be a whole number, not "b"',
            "write digits alone",
        ),
        (
            "way: {kind: walk, km: 1, or so}",
            "unknown-key",
            30,
            5,
            'unknown key "or so"',
            "put quotes around a text that holds a comma",
        ),
        (
            f"mode: {'x' * 99}",
            "bad-value",
            11,
            99,
            f'mode must be one of "road", "rail", not "{"x" * 38}…',
            "",
        ),
    ],
)
def test_each_kind_of_slip_is_one_problem_in_our_words(line, code, column, length, message, hint):
    (problem,) = wrong(ONE + line)
    assert (problem.code, problem.message) == (code, message)
    assert (problem.where, problem.length) == (Location("f", 3, column), length)
    assert problem.hint.startswith(hint)
    assert bool(problem.hint) == bool(hint)


def test_all_problems_come_at_once_in_their_places():
    text = "titel: x\nitems:\n  one: {count: x}\n  Two: {}\n  three: 3\n  four: {cuont: 1}\n"
    assert sorted(f"{p.where} {p.message}" for p in wrong(text)) == [
        'f:1:1 unknown key "titel"',
        'f:3:16 count must be a whole number, not "x"',
        'f:4:3 a key cannot be "Two"',
        "f:5:10 three must be a mapping (`key: value` lines), not 3",
        'f:6:10 unknown key "cuont"',
    ]


def test_what_is_wrong_with_the_whole_has_a_place():
    class Whole(Closed):
        first: int
        second: int = 0

        @model_validator(mode="after")
        def _order(self):
            if self.first > self.second:
                msg = "first lies after second"
                raise ValueError(msg)
            return self

    (problem,) = wrong("second: 1", Whole)
    assert (problem.message, str(problem.where)) == ('there is no "first"', "f:1:1")
    (problem,) = wrong("first: 1", Whole)
    assert (problem.message, str(problem.where)) == ("first lies after second", "f:1:1")


def test_a_program_may_name_its_own_problem():
    def refuse(value):
        kind, words = "bad-unit", "is no unit"
        raise PydanticCustomError(kind, words)

    class Whole(Closed):
        unit: Annotated[str, AfterValidator(refuse)]

    (problem,) = wrong("unit: x", Whole)
    assert (problem.code, problem.message) == ("bad-unit", "unit: is no unit")


def test_a_sound_tree_becomes_the_model_with_its_places():
    root, provenance = build(tree(ONE + "lead: {value: 3, unit: NO}\n    ties: [NO, yes]"), Root)
    assert root.items["one"].lead == Amount(value=3, unit="NO")
    assert root.items["one"].ties == ("NO", "yes")
    assert str(provenance.at("items.one")) == "f:2:3"
    assert str(provenance.at("items.one.lead")) == "f:3:5"
    assert str(provenance.at("items.one.lead.unit")) == "f:3:28"
    assert str(provenance.at("items.one.lead.source")) == "f:3:5"
    assert str(provenance.at("items.one.ties.1")) == "f:4:16"
    assert str(provenance.at("items.one.ties.7.x")) == "f:4:5"
    assert provenance.at("nothing") is None


def test_cells_are_split_only_where_a_list_is_wanted():
    problems: list[Problem] = []
    table = parse_items(
        "id,ties,name,count,over\nA,AAA; BBB ;,a;b,7,all\nB,AAA,,,\n", "t", problems
    )
    root, _ = build(tree("title: x").put("events", tree("a: {b: c}").entries["a"].put(table)), Root)
    assert root.events["A"].ties == ("AAA", "BBB")
    assert (root.events["A"].name, root.events["A"].count) == ("a;b", 7)
    assert root.events["B"].ties == ("AAA",)


def test_a_bad_cell_is_shown():
    problems: list[Problem] = []
    table = parse_items("id,ties,count\nA,AAA;BBB,x\n", "t", problems)
    root = tree("title: x").put("events", tree("a: {b: c}").entries["a"].put(table))
    with pytest.raises(ScenarioError) as caught:
        build(root, Root)
    assert [str(p.where) for p in caught.value.problems] == ["t:2:11"]


def test_checks_make_problems_with_places():
    text = "items:\n  one:\n    rule: pain > fear\n    code: 'AAA'\n    name: >-\n      two\n"
    provenance = Provenance.of(tree(text))
    problem = provenance.problem("undefined-name", "items.one.rule", "no fear", column=7, length=4)
    assert (str(problem.where), problem.length) == ("f:3:18", 4)
    problem = provenance.problem("x", "items.one.code", "m", "h", column=1)
    assert (str(problem.where), problem.length, problem.hint) == ("f:4:13", 1, "h")
    problem = provenance.problem("x", "items.one.name", "m", column=1)
    assert str(problem.where) == "f:5:11"
    problem = provenance.problem("x", "items.one", "m")
    assert (str(problem.where), problem.length) == ("f:2:3", 3)
    problem = provenance.problem("x", "items.one.nothing", "m", column=3)
    assert str(problem.where) == "f:2:3"
    assert provenance.problem("x", "nothing", "m").where is None
    assert Provenance.of(Tree()).at("a.b") is None
