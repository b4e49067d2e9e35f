import pytest

from offramp.model.problems import Location, Problem, ScenarioError, did_you_mean


def test_a_place_reads_as_file_line_column():
    assert str(Location("actors.yaml", 3, 7)) == "actors.yaml:3:7"


def test_an_error_says_everything_at_once():
    error = ScenarioError(
        [Problem("bad-unit", "no unit", "write km", Location("a", 1, 2)), Problem("bad-value", "x")]
    )
    assert str(error) == "bad-unit a:1:2 no unit (write km)\nbad-value x"
    assert len(error.problems) == 2
    assert not error.texts


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("lable", 'did you mean "label"?'),
        ("LABEL", 'did you mean "label"?'),
        ("aaa", 'did you mean "AAA"?'),
        ("zebra", ""),
        ("", ""),
        ("l" * 10_000, ""),
    ],
)
def test_did_you_mean(word, hint):
    assert did_you_mean(word, ["label", "value", "AAA"]) == hint
