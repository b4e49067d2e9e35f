"""The picture of what matters says what it shows, and is the same file each time."""

import pytest

import offramp
from offramp.ensemble.matters.picture import finding, picture
from offramp.results.errors import RunError


@pytest.fixture(scope="module")
def found():
    return offramp.matters("ardenia", ["deaths", "trapped_days", "confrontation.war"], members=200)


def test_it_is_legible_honest_and_the_same_each_time(found, tmp_path):
    first, again = (picture(found, tmp_path / f"{name}.svg").read_text() for name in "ab")
    assert first == again
    assert finding(found).partition("”")[0] in first
    assert "% of its spread is chance" in finding(found)
    assert "not a" in first
    assert "departure share" in first
    assert "all futures" in first


def test_what_nothing_moves_is_said_and_not_left_out(found, tmp_path):
    text = picture(found, tmp_path / "it.svg").read_text()
    still = [one.read.label for one in found.results if not one.assumptions]
    assert still
    words = " ".join(part.partition("<")[0] for part in text.split(">"))
    assert "Moved by no assumption more than chance may" in " ".join(words.split())


def test_it_is_drawn_where_nothing_moves(tmp_path):
    found = offramp.matters("ardenia", ["deaths"], members=20)
    assert picture(found, tmp_path / "it.png").stat().st_size > 5000
    with pytest.raises(RunError, match=r"end in \.svg, \.png or \.pdf"):
        picture(found, tmp_path / "it.txt")
