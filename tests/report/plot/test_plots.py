"""Figures in notebooks: each shows itself, and says what it cannot show."""

import pytest

import offramp
from offramp.results.errors import WrongQuestionError

PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plots") / "run"
    return offramp.run("ardenia", members=12, days=30, out=folder)


@pytest.mark.parametrize("name", ["arrivals", "hosted", "strain", "peak"])
def test_a_figure_of_a_host_says_its_finding_and_where_it_is(run, name):
    figure = getattr(run.plot, name)("CCC")
    assert "Corland" in figure.get_suptitle()
    assert "given these assumptions" in " ".join(figure.get_supxlabel().split())
    assert figure._repr_png_().startswith(PNG)


def test_the_fan_is_the_quantiles_of_the_run(run):
    import numpy as np

    (axes,) = run.plot.arrivals("CCC").axes
    median = run.quantiles["arrivals"].sel(quantile=0.5, hosts="CCC").to_numpy()
    drawn = [line.get_ydata() for line in axes.lines if len(line.get_ydata()) == median.size]
    assert any(np.allclose(line, median, rtol=5e-3, atol=1) for line in drawn)


def test_the_other_figures_show_themselves(run):
    for figure in (run.plot.trapped(), run.plot.when(), run.plot.ladder()):
        assert figure._repr_png_().startswith(PNG)


def test_100_dots_and_no_dot_for_what_nobody_has_seen(run):
    (axes,) = run.plot.likely("confrontation").axes
    dots = sum(len(one.get_offsets()) for one in axes.collections)
    seen = list(axes.texts)
    assert dots == 100 + len(seen)
    assert not any("are at war" in text.get_text() for text in seen)
    assert "unvalidated" in axes.figure.get_supxlabel()


def test_a_figure_can_be_kept(run, tmp_path):
    run.plot.arrivals("CCC").savefig(tmp_path / "arrivals.pdf")
    assert (tmp_path / "arrivals.pdf").stat().st_size > 1000


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda plot: plot.arrivals("CCX"), 'no host "CCX"'),
        (lambda plot: plot.likely("nothing"), 'no question "nothing"'),
        (lambda plot: plot.ladder("nobody"), 'no dyad "nobody"'),
    ],
)
def test_what_is_not_there_is_said(run, ask, words):
    with pytest.raises(WrongQuestionError, match=words):
        ask(run.plot)


def test_a_run_of_one_future_of_history_alone_is_drawn_or_said(tmp_path):
    run = offramp.run("ardenia", members=1, days=5, out=tmp_path / "one")
    assert run.plot.arrivals("CCC")._repr_png_().startswith(PNG)
    with pytest.raises(WrongQuestionError, match="no worst one ahead"):
        run.plot.peak("CCC")


def test_a_run_and_a_scenario_show_themselves_in_a_notebook(run):
    shown = run._repr_html_()
    assert "in 100" in shown
    assert "unvalidated" in shown
    scenario = offramp.load("ardenia")._repr_html_()
    assert "Ardenia, a war that never was" in scenario
    assert "are judgement" in scenario
