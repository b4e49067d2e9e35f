"""Scores of people counted in hosts, on the fictional scenario with counts laid over it."""

from datetime import date

import numpy as np
import pytest

import offramp
from offramp.calibration.errors import ard, ard_rescaled, mase_ratio
from offramp.calibration.flow_scores import NothingToScoreError
from offramp.calibration.observed import Stocks, holds_stocks, observed_stocks
from offramp.calibration.score import observed, score_arrays, variable
from offramp.calibration.stock_scores import StockScore, score_stocks
from offramp.model.history import Stock, StockSeries

COUNTS = {"CCC": {0: 100, 10: 1100, 20: 2100}, "DDD": {0: 100, 20: 1100}}


def day(number):
    return date.fromordinal(date(2030, 3, 1).toordinal() + number)


@pytest.fixture(scope="module")
def scenario():
    rows = [
        Stock(date=day(at), place=place, persons=people, known_at=day(at))
        for place, counts in COUNTS.items()
        for at, people in counts.items()
    ]
    rows.append(Stock(date=day(0), place="", persons=999, known_at=day(0)))
    series = StockSeries(gives="stocks", file="series/stocks.csv", source="x", rows=tuple(rows))
    return offramp.load("ardenia").model_copy(update={"series": {"counted": series}})


def test_what_is_scored(scenario):
    assert holds_stocks(scenario)
    assert variable(scenario) == "hosted"
    assert variable(offramp.load("ardenia")) == "arrivals"
    stocks = observed(scenario)
    assert stocks == observed_stocks(scenario)
    people = observed_stocks(scenario).people(21)
    assert people[[0, 5, 10, 20]].tolist() == [[100, 100], [600, 350], [1100, 600], [2100, 1100]]


def test_errors_are_those_of_flee(scenario):
    stocks = observed_stocks(scenario)
    data = stocks.people(21)
    hosted = np.stack([0.5 * data, 0.7 * data[:, ::-1]])
    score = score_arrays(scenario, hosted, stocks)
    assert isinstance(score, StockScore)
    whole, later = score.all_hosts()
    assert (whole.first, whole.days, later.first, later.days) == (0, 21, 8, 13)
    mean = hosted.mean(axis=0)
    assert whole.ard is not None
    assert whole.ard["run"] == pytest.approx(float(ard(mean, data)))
    assert whole.ard["run rescaled"] == pytest.approx(float(ard_rescaled(mean, data)))
    assert whole.mase is not None
    assert whole.mase["ratio"] == pytest.approx(float(mase_ratio(mean, data)))
    assert later.crps["held"] == pytest.approx(np.abs(data[8:] - data[7]).sum(axis=1).mean())
    assert any("Driven by the data" in note for note in score.notes)
    assert [row["what"] for row in score.table()] == ["hosts", "host", "host"] * 2


def test_a_total_that_is_not_told_is_said_to_be_a_forecast(scenario):
    whole = scenario.model_copy(update={"as_of": day(20)})
    stocks = observed_stocks(scenario)
    [note, *_] = score_stocks(scenario, stocks.people(21)[None], stocks).notes
    assert "until 11 March 2030 only the split is a forecast, later the total as well" in note
    [note, *_] = score_stocks(whole, stocks.people(21)[None], stocks).notes
    assert "later the total" not in note


def test_from_a_day(scenario):
    stocks = observed_stocks(scenario)
    score = score_stocks(scenario, stocks.people(21)[None], stocks, first=3)
    assert [row.first for row in score.rows] == [3, 3, 3]
    assert score.rows[0].crps == {"run": 0.0}
    with pytest.raises(NothingToScoreError, match="its days are 0 to 20"):
        score_stocks(scenario, stocks.people(21)[None], stocks, first=21)


def test_later_counts_from_a_file(scenario, tmp_path):
    path = tmp_path / "later.csv"
    path.write_text("date,place,persons\n2030-03-21,CCC,5100\n", encoding="utf-8")
    seen = observed(scenario, path)
    assert isinstance(seen, Stocks)
    assert seen.people(21)[20].tolist() == [5100, 1100]
    path.write_text("date,place,cumulative\n2030-03-21,CCC,5100\n", encoding="utf-8")
    with pytest.raises(offramp.ScenarioError, match="a sum is no such count"):
        observed(scenario, path)


def test_no_counts(scenario):
    empty = scenario.model_copy(update={"series": {}})
    with pytest.raises(NothingToScoreError, match="holds no count"):
        score_stocks(empty, np.zeros((1, 5, 2)), observed_stocks(empty))
