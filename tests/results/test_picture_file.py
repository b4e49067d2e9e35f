"""A picture is of a known kind, the same bytes each time, and whole or not there."""

import pytest
from matplotlib.figure import Figure

from offramp.results.errors import WrongQuestionError
from offramp.results.picture_file import draw_into


def _figure():
    figure = Figure(figsize=(1, 1))
    figure.subplots().plot([1, 3, 2])
    return figure


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "PNG"])
def test_a_picture_has_the_same_bytes_each_time(tmp_path, ending):
    first, second = (draw_into(tmp_path / f"{at}.{ending}", _figure) for at in (1, 2))
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_bytes()) > 500


@pytest.mark.parametrize("name", ["a.jpg", "a", ".svg"])
def test_another_kind_is_refused_before_anything_is_drawn(tmp_path, name):
    with pytest.raises(WrongQuestionError, match=r"let its name end in .svg, .png or .pdf"):
        draw_into(tmp_path / name, pytest.fail)


def test_what_cannot_be_drawn_leaves_no_half_of_a_file(tmp_path):
    figure = _figure()
    figure.suptitle("$no$ $end{$")
    with pytest.raises(ValueError, match="end"):
        draw_into(tmp_path / "a.svg", lambda: figure)
    assert list(tmp_path.iterdir()) == []
