import math
import time

import pytest

from offramp.model.problems import Location, Problem
from offramp.reading import yaml_text
from offramp.reading.nodes import places, plain
from offramp.reading.source_text import decode
from offramp.reading.yaml_text import parse_yaml


@pytest.fixture(params=["c", "python"])
def _parser(request, monkeypatch):
    if request.param == "c" and not yaml_text.HAS_C_PARSER:
        pytest.skip("no C parser here")
    monkeypatch.setattr(yaml_text, "HAS_C_PARSER", request.param == "c")


both_parsers = pytest.mark.usefixtures("_parser")


def read(text):
    problems: list[Problem] = []
    node = parse_yaml(text, "f", problems)
    return node, problems


def wrong(text):
    return [f"{p.code} {str(p.where)[2:]}+{p.length}" for p in read(text)[1]]


@both_parsers
def test_words_stand_for_what_yaml_1_2_says():
    text = (
        "a: [NO, no, yes, on, off, y, Yes]\nb: [~, null, , true, FALSE]\n"
        "c: [1, -2, +3, 007, 0x1F, 0o17, 1_000]\n"
        "d: [1.5, .5, 5., -1e3, 1e-05, .inf, -.INF]\n"
        "e: [2030-01-31, 1.2.3, +, '-', '1', \"true\", 1e]\n"
    ).replace(", ,", ", '',")
    node, problems = read(text)
    assert not problems
    assert plain(node) == {
        "a": ["NO", "no", "yes", "on", "off", "y", "Yes"],
        "b": [None, None, "", True, False],
        "c": [1, -2, 3, 7, 31, 15, "1_000"],
        "d": [1.5, 0.5, 5.0, -1000.0, 1e-05, math.inf, -math.inf],
        "e": ["2030-01-31", "1.2.3", "+", "-", "1", "true", "1e"],
    }


@both_parsers
def test_keys_are_always_text():
    assert plain(read("NO: 1\n12: 2\ntrue: 3\n~: 4\n'': 5\n")[0]) == {
        "NO": 1,
        "12": 2,
        "true": 3,
        "~": 4,
    }


@both_parsers
def test_every_value_knows_its_place():
    text = "AAA:\n  label: Ardenia\n  \"ties\" : [x, 'é: y']\n\ntext: >-\n  two\n  lines\n"
    node, problems = read(text)
    assert not problems
    found = {path: (str(where), s and (s.length, s.inset)) for path, where, s in places(node)}
    assert found == {
        "AAA": ("f:1:1", None),
        "AAA.label": ("f:2:10", (7, 0)),
        "AAA.ties": ("f:3:3", None),
        "AAA.ties.0": ("f:3:13", (1, 0)),
        "AAA.ties.1": ("f:3:16", (6, 1)),
        "text": ("f:5:7", (1, None)),
    }
    assert node.entries["AAA"].node.entries["ties"].key_length == 6


@both_parsers
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_places_hold_with_any_line_ends(ends):
    node, _ = read(f"a: 1{ends}# é{ends}b:{ends}  c: 2{ends}")
    assert [str(where) for _, where, _ in places(node)] == ["f:1:4", "f:3:1", "f:4:6"]


@both_parsers
@pytest.mark.parametrize(
    ("text", "expected", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key 3:1+1", "first given on line 1"),
        ("a: !!python/object:os.system x\n", "refused-yaml 1:4+1", "!!python/object:os.system"),
        ("a: !own 1\n", "refused-yaml 1:4+1", "!own"),
        ("a: &x 1\n", "refused-yaml 1:4+2", 'anchor "&x"'),
        ("<<: {a: 1}\n", "refused-yaml 1:1+2", "merge key"),
        ("a: 1\n---\nb: 2\n", "refused-yaml 2:1+1", "more than one document"),
        ("? [a, b]\n: 1\n", "refused-yaml 1:3+1", "cannot be a key"),
        ("a:\n\tb: 1\n", "bad-yaml 2:1+1", "tab"),
        ("a: 1\n  b: 2\n", "bad-yaml 2:4+1", 'unexpected ":"'),
        ("label: one: two\n", "bad-yaml 1:11+1", 'unexpected ":"'),
        ("a: [1, 2\nb: 3\n", "bad-yaml 1:4+1", "never closed"),
        ("a: {b: 2\nc: 3\n", "bad-yaml 1:4+1", "never closed"),
        ('a: "x\nb: 3\n', "bad-yaml 1:4+1", "never closed"),
        ("a: @x\n", "bad-yaml 1:4+1", 'start with "@"'),
        ("a: *\n", "bad-yaml 1:4+1", "cannot start"),
        ("a: 1\n- b\n", "bad-yaml 2:1+1", "does not fit"),
        ("a: 1\nfoo\nb: 2\n", "bad-yaml 2:1+1", "neither a key"),
        ("a: [\n", "bad-yaml 2:1+1", "missing here"),
        ("%YAML 1.2\n%YAML 1.2\n---\na: 1\n", "bad-yaml 2:1+1", "twice"),
        ("'': 1\n", "refused-yaml 1:1+1", "nothing stands"),
        (f"{'k' * 201}: 1\n", "refused-yaml 1:1+1", "longer than 200"),
        ("a: | x\n", "bad-yaml 1:6+1", "next line"),
        ('"x" y\n', "bad-yaml 1:5+1", "does not belong"),
        ("a: 1e999\n", "bad-value 1:4+5", "too large a number"),
        (f"a: {'9' * 5000}\n", "bad-value 1:4+5000", "too long"),
    ],
)
def test_what_is_no_scenario_is_shown_with_its_place(text, expected, message):
    assert wrong(text) == [expected]
    assert message in read(text)[1][0].message


@both_parsers
def test_a_time_of_day_is_text():
    assert plain(read("a: 12:30\n")[0]) == {"a": "12:30"}


def test_an_unquoted_address_in_a_flow_mapping_says_what_to_do():
    _, problems = read("a: {url: https://example.org}\n")
    assert not problems or "put quotes" in problems[0].hint


@both_parsers
def test_an_unknown_escape_is_named():
    assert "unknown escape" in read('a: "\\q"\n')[1][0].message


def test_of_a_key_given_twice_the_first_stands():
    assert plain(read("a: 1\na: 2\n")[0]) == {"a": 1}


def test_all_refusals_of_a_file_are_found_at_once():
    assert wrong("a: &x 1\nb: *x\nc: !t 2\nb: 3\n") == [
        "refused-yaml 1:4+2",
        "refused-yaml 2:4+2",
        "refused-yaml 3:4+1",
        "duplicate-key 4:1+1",
    ]


@both_parsers
def test_aliases_do_not_blow_up():
    lines = ["a0: &a0 [x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    node, problems = read("\n".join(lines))
    assert {problem.code for problem in problems} == {"refused-yaml"}
    assert sum(1 for _ in places(node)) < 1000


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_at_once(opening):
    start = time.perf_counter()
    assert [code.split()[0] for code in wrong(opening * 200_000)] == ["too-large"]
    assert time.perf_counter() - start < 5


def test_nesting_as_deep_as_allowed_is_read():
    deepest = "[" * yaml_text.DEEPEST + "]" * yaml_text.DEEPEST
    assert not wrong(f"a: {deepest}\n".replace("[[", "[", 1).replace("]]", "]", 1))


def test_more_values_than_allowed_are_refused(monkeypatch):
    monkeypatch.setattr(yaml_text, "MOST_NODES", 100)
    assert wrong("[" + "1, " * 200 + "]") == ["too-large 1:299+1"]


def test_a_long_scenario_is_read_quickly():
    item = "  label: Item {0}\n  value: {{normal: [{0}, 2]}}\n  when: pain > 1\n  over: [A, B]\n"
    text = "".join(f"item{n}:\n{item.format(n)}" for n in range(600))
    read("a: 1")
    start = time.perf_counter()
    assert not read(text)[1]
    assert time.perf_counter() - start < (1.0 if yaml_text.HAS_C_PARSER else 20)


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n", "---\n"])
def test_an_empty_file_is_no_error(text):
    node, problems = read(text)
    assert not problems
    assert node is None or node.value is None


@pytest.mark.parametrize(
    ("data", "where", "message"),
    [
        (b"a: 1\nb: \xe9\n", Location("f", 2, 4), "0xe9 is not UTF-8"),
        ("é: \x1b[31m".encode(), Location("f", 1, 4), "U+001B"),
        ("a: x\u2028y".encode(), Location("f", 1, 5), "U+2028"),
        ("a: 1".encode("utf-16"), Location("f", 1, 1), "UTF-16"),
    ],
)
def test_bytes_that_are_no_text_are_shown_with_their_place(data, where, message):
    problems: list[Problem] = []
    assert decode(data, "f", problems) is None
    assert [(p.code, p.where) for p in problems] == [("bad-text", where)]
    assert message in problems[0].message


def test_a_byte_order_mark_takes_up_no_column():
    text = decode("\ufeffa: 1".encode(), "f", [])
    assert [str(where) for _, where, _ in places(read(text)[0])] == ["f:1:4"]
