import json
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from offramp.model.history import Stock, StockSeries
from offramp.results.summary.forecast import one_day_ahead
from offramp.results.summary.measures import measures
from offramp.results.summary.outcomes import range_of_chance
from offramp.results.summary.people import arrivals, hosted
from offramp.results.summary.scores import arrival_scores, crps
from tests.ensemble.double import AS_OF, START, made_up_scenario


@pytest.fixture(scope="module")
def rows(whole):
    return whole.events.to_pylist()


def futures(rows, **wanted):
    """Count futures with an event that has these values, the slow and plain way."""
    return len({row["member"] for row in rows if all(row[k] == v for k, v in wanted.items())})


def other(data, **changes):
    return replace(data, **changes)


def test_keys_are_those_promised(whole):
    assert set(whole.summary) == {
        "scenario", "outcomes", "indicators", "arrivals", "hosted", "strain", "trapped",
        "measures", "contact", "events", "chains", "scores", "judgement",
        "limits", "seed", "members",
    }  # fmt: skip
    assert set(whole.summary["scenario"]) == {"id", "title", "hash", "start", "as_of", "days"}
    assert json.loads(json.dumps(whole.summary, allow_nan=False)) == whole.summary


def test_outcomes_seen_before_are_counted_and_others_given_as_a_range(whole, rows):
    war, clash, quiet = whole.summary["outcomes"]["end"]["cases"]
    assert clash["count"] == futures(rows, kind="outcome", target="clash")
    assert quiet["in_100"] == round(100 * quiet["count"] / 300, 1)
    assert set(war) == {"id", "label", "assumption", "low", "high", "validated"}
    chances = 1 - np.exp(-whole.futures["hazard.AAA_CCC.war"].to_numpy())
    assert war["low"] == pytest.approx(np.quantile(chances, 0.05), rel=1e-3)
    assert war["high"] == pytest.approx(np.quantile(chances, 0.95), rel=1e-3)


def test_a_chance_that_few_futures_have_is_not_hidden():
    chances = np.zeros(1000)
    chances[:20] = 0.5
    low, high = range_of_chance(chances)
    assert low == 0
    assert 0.01 < high < 0.02
    assert range_of_chance(np.ones(3)) == (1, 1)


def test_nothing_unseen_is_counted_anywhere(whole):
    assert set(whole.summary["events"]["rung_up"]["war"]) == {"note"}
    for chain in [*whole.summary["chains"]["hypothesised"], *whole.summary["chains"]["observed"]]:
        if any("war" in (step["item"], step["target"]) for step in chain["steps"]):
            assert "futures" not in chain


def test_arrivals_stand_beside_the_observed(whole):
    day = whole.summary["arrivals"]["AAA"]["2030-03-05"]
    values = whole.series["arrivals_total"].sel(hosts="AAA", day=4).values
    assert day["q50"] == round(np.median(values))
    assert day["observed"] == 5000
    assert day["new"]["observed"] == 1000
    assert whole.summary["arrivals"]["AAA"]["2030-04-09"]["observed"] is None


def test_rows_before_the_start_are_no_arrivals_of_the_run(whole):
    scenario = made_up_scenario(start=START + timedelta(days=2))
    found = arrivals(other(whole.data, scenario=scenario))
    assert found["AAA"]["2030-03-05"]["observed"] == 3000


def test_counts_of_several_series_stand_side_by_side(whole):
    def series(*counts):
        rows = tuple(
            Stock(date=START + timedelta(days=day), place=place, persons=people, known_at=START)
            for place, day, people in counts
        )
        return StockSeries(gives="stocks", file="series/stocks.csv", source="x", rows=rows)

    given = {"one": series(("AAA", 0, 100), ("AAA", 2, 300)), "other": series(("", 0, 999))}
    found = hosted(other(whole.data, scenario=made_up_scenario(series=given)))["AAA"]
    counted = [found[str(START + timedelta(days=day))]["counted"] for day in range(4)]
    assert counted == [100, 200, 300, None]


def test_strain(whole):
    found = whole.summary["strain"]
    values = whole.series["strain"].sel(hosts="AAA").values
    assert found["BBB"]["peak"] == "not assessed"
    assert not found["BBB"]["assessed"]
    assert found["AAA"]["peak"]["q95"] == pytest.approx(np.quantile(values.max(1), 0.95), rel=1e-2)
    first = int(np.flatnonzero(np.median(values, axis=0) > 1)[0])
    assert found["AAA"]["median_passes_1"] == str(START + timedelta(days=first))
    assert found["AAA"]["alarms"]["strained"]["futures"] == futures(
        whole.events.to_pylist(), kind="threshold", item="strained"
    )


def test_trapped(whole):
    everywhere = whole.series["trapped"].values.sum(axis=2)
    found = whole.summary["trapped"]
    assert found["peak"]["q50"] == round(np.median(everywhere.max(axis=1)))
    assert found["person_days"]["q05"] == round(np.quantile(everywhere.sum(axis=1), 0.05))
    assert found["by_date"]["2030-03-01"]["q50"] == round(np.median(everywhere[:, 0]))


def test_measures_count_futures_by_stage(whole, rows):
    zone = whole.summary["measures"]["zone"]
    for stage in ("proposed", "adopted", "rejected", "in_force"):
        assert zone[stage] == zone["after_as_of"][stage] == futures(rows, kind=stage, item="zone")
    consult = whole.summary["measures"]["consult"]
    assert consult["in_force"] == 300
    assert consult["after_as_of"]["in_force"] == 0
    assert consult["observed"] == {"in_force": "2030-03-02"}


def test_measures_switched_off_are_left_out(whole):
    given = whole.scenario.measures
    off = given | {"zone": given["zone"].model_copy(update={"disabled": True})}
    assert "zone" not in measures(
        other(whole.data, scenario=whole.scenario.model_copy(update={"measures": off}))
    )


def test_happenings_count_events_and_futures(whole, rows):
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        counts[row["kind"], row["item"]] += 1
    for kind, items in whole.summary["events"].items():
        for item, found in items.items():
            if "note" not in found:
                assert found["events"] == counts[kind, item]
                assert found["futures"] == futures(rows, kind=kind, item=item)


def test_contact_is_a_range_by_pathway(whole, rows):
    found = whole.summary["contact"]["AAA_CCC"]
    count = futures(rows, kind="lethal", item="patrols")
    assert found["futures"] == found["pathways"]["patrols"]["futures"] == count
    assert 0 < found["low"] < count / 300 < found["high"]
    assert "chance alone" in found["range"]
    intents = [given["name"] for row in rows if row["kind"] == "lethal" for given in row["inputs"]]
    assert found["pathways"]["patrols"]["by_intent"]["deliberate"] == intents.count("deliberate")
    assert found["first_date"]["q05"] <= found["first_date"]["q50"] <= found["first_date"]["q95"]


def test_contact_with_a_recorded_hazard_is_a_range_over_what_is_not_known(whole):
    from offramp.results.summary.contact import contact

    ends = {**whole.data.ends, "hazard.AAA_CCC.clash": np.linspace(0, 1, 300)}
    found = contact(other(whole.data, ends=ends))["AAA_CCC"]
    assert found["range"] == "5 to 95 % over what is not known"
    assert found["low"] == pytest.approx(1 - np.exp(-0.05), rel=1e-2)
    assert found["high"] == pytest.approx(1 - np.exp(-0.95), rel=1e-2)


def test_judgement_and_limits(whole):
    assert whole.summary["judgement"] == {"judged": 16, "total": 16}
    assert whole.summary["limits"] == "All of it is made up."


def test_the_rival_reads_no_count_that_became_known_later(whole):
    late = {
        name: series.model_copy(
            update={
                "rows": tuple(
                    row.model_copy(update={"known_at": AS_OF + timedelta(days=40)})
                    for row in series.rows
                )
            }
        )
        for name, series in whole.scenario.series.items()
    }
    scenario = whole.scenario.model_copy(update={"series": late})
    found = arrival_scores(other(whole.data, scenario=scenario))
    assert found is not None
    assert found["hosts"]["AAA"]["observed"] == 21_000
    assert found["hosts"]["AAA"]["baseline"] is None


def test_scores_of_new_arrivals(whole):
    found = whole.summary["scores"]["new_arrivals"]
    assert (found["from"], found["to"], found["days"]) == ("2030-03-11", "2030-03-31", 21)
    total = whole.series["arrivals"].sel(hosts="AAA", day=slice(10, 30)).sum("day").values
    host = found["hosts"]["AAA"]
    assert host["observed"] == host["baseline"] == 21_000
    assert host["q25"] == round(np.quantile(total, 0.25))
    assert host["crps"] == round(crps(total.astype(float), 21_000))
    assert not host["inside_90"]
    assert found["host_days"] == {"count": 42, "inside_50": 0, "inside_90": 0}


def test_intervals_that_hold_are_counted_so(whole):
    real = whole.series["arrivals"].values[0]  # the first future comes true
    rows = [
        {"date": START + timedelta(days=day), "place": host, "persons": int(real[day, at]),
         "known_at": START + timedelta(days=day), "method": "spread" if at else ""}
        for day in range(40)
        for at, host in enumerate(("AAA", "BBB"))
    ]  # fmt: skip
    series = {"counts": {"gives": "crossings", "file": "x.csv", "rows": rows}}
    found = arrival_scores(other(whole.data, scenario=made_up_scenario(series=series)))
    assert found is not None
    assert found["days"] == 30
    totals = whole.series["arrivals"].sel(day=slice(10, 39)).sum("day").values
    low, high = np.quantile(totals, [0.05, 0.95], axis=0).round()
    assert found["hosts_inside_90"] == int(np.sum((low <= totals[0]) & (totals[0] <= high)))
    assert found["host_days"]["count"] == 30  # a number spread over days is no count of a day
    assert 0.6 < found["host_days"]["inside_90"] <= 1


def test_no_score_without_observations(whole):
    bare = other(whole.data, scenario=made_up_scenario(series={}))
    assert arrival_scores(bare) is None
    assert one_day_ahead(bare) is None
    until_then = made_up_scenario(as_of=START + timedelta(days=30))
    assert arrival_scores(other(whole.data, scenario=until_then)) is None
    before = made_up_scenario(as_of=START - timedelta(days=1))
    assert one_day_ahead(other(whole.data, scenario=before)) is None


def test_one_day_ahead_is_scored_on_the_log(whole):
    found = whole.summary["scores"]["one_day_ahead"]
    days = (AS_OF - START).days  # the first day has no yesterday
    error = abs(np.log(1101 / 1001))
    assert found["hosts"]["AAA"]["days"] == days
    assert found["hosts"]["AAA"]["log_error"] == pytest.approx(error, rel=1e-3)
    assert found["hosts"]["AAA"]["log_error_same_as_yesterday"] == 0
    sd = whole.parameters["series.counts.error"].to_numpy()
    density = -0.5 * (error / sd) ** 2 - np.log(sd * np.sqrt(2 * np.pi))
    assert found["hosts"]["AAA"]["log_score"] == pytest.approx(density.mean(), rel=1e-3)
    assert found["overall"]["days"] == 2 * days


def test_crps_is_the_mean_over_pairs():
    random = np.random.default_rng(1)
    values = random.normal(size=50)
    pairs = np.abs(values[:, None] - values[None, :]).mean()
    assert crps(values, 0.3) == pytest.approx(np.abs(values - 0.3).mean() - pairs / 2)
