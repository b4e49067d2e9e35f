from offramp.model.problems import Location, Problem
from offramp.reading.render import render

TEXTS = {"a.yaml": "one: 1\r\ntwo: x\r\n", "b.yaml": "\té\t日本: \x1b[31m x\n"}


def test_a_problem_shows_its_line_and_a_caret():
    shown = render(
        [
            Problem("bad-value", "no number", "write 2", Location("a.yaml", 2, 6), 1),
            Problem("unknown-key", 'unknown key "one"', "", Location("a.yaml", 1, 1), 3),
        ],
        TEXTS,
    )
    assert shown == (
        'error unknown-key a.yaml:1:1 unknown key "one"\n'
        "  |\n"
        "1 | one: 1\n"
        "  | ^^^\n"
        "\n"
        "error bad-value a.yaml:2:6 no number\n"
        "  |\n"
        "2 | two: x\n"
        "  |      ^\n"
        "  = help: write 2\n"
        "\n"
        "2 problems\n"
    )


def test_problems_come_by_file_and_line_with_those_of_no_file_first():
    found = [
        Problem("c", "m", where=Location("b.yaml", 1, 1)),
        Problem("b", "m", where=Location("a.yaml", 10, 1)),
        Problem("a", "m", where=Location("a.yaml", 9, 1)),
        Problem("n", "m"),
    ]
    heads = [line for line in render(found, {}).splitlines() if line.startswith("error")]
    assert heads == [
        "error n m",
        "error a a.yaml:9:1 m",
        "error b a.yaml:10:1 m",
        "error c b.yaml:1:1 m",
    ]


def test_nothing_in_a_line_commands_a_terminal_or_moves_the_caret():
    shown = render([Problem("c", "m\x1b[0m", where=Location("b.yaml", 1, 4), length=2)], TEXTS)
    assert "\x1b" not in shown
    line, caret = shown.splitlines()[2:4]
    assert line == "1 |  é 日本: \N{REPLACEMENT CHARACTER}[31m x"
    assert caret == "  |    ^^^^"


def test_a_wide_line_is_cut_around_the_caret():
    text = "".join(f"{n:04}" for n in range(1000))
    for column in (1, 401, 3999):
        shown = render([Problem("c", "m", where=Location("w", 1, column), length=2)], {"w": text})
        line, caret = shown.splitlines()[2:4]
        assert len(line) < 110
        at = caret.index("^")
        assert line[at : at + 2] == text[column - 1 : column + 1]


def test_places_that_are_not_there_do_no_harm():
    found = [Problem("c", "m", where=Location("a.yaml", n, 99), length=9) for n in (1, 77)]
    assert render(found, TEXTS).count("^") == 1


def test_many_problems_are_counted_but_not_all_shown():
    shown = render([Problem("c", "m", where=Location("x", n, 1)) for n in range(60)], {})
    assert shown.count("error") == 50
    assert shown.endswith("and 10 more\n\n60 problems\n")
    assert render([], {}) == "0 problems\n"
