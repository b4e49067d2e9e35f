"""The tables derived from history agree with themselves, and with the ladder that cites them."""

import csv
import math
from importlib.resources import files

import pytest
from ruamel.yaml import YAML
from validation.history.bounds import jeffreys, log_width

LIBRARY = files("offramp") / "library"
HISTORY = LIBRARY / "history"
MADE = YAML(typ="safe", pure=True).load(HISTORY.joinpath("tables.yaml").read_text(encoding="utf-8"))


def rows(name):
    with HISTORY.joinpath(f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_table_says_how_it_was_made_and_from_which_files():
    assert {f"{name}.csv" for name in MADE} == {
        file.name for file in HISTORY.iterdir() if file.name.endswith(".csv")
    }
    for made in MADE.values():
        assert made["rule"]
        assert made["cite"]
        assert all(len(digest) == 64 for digest in made["from"].values())


@pytest.mark.parametrize("name", sorted(MADE))
def test_shares_and_intervals_follow_from_the_counts(name):
    for row in rows(name):
        if "count" in row:
            count, n = int(row["count"]), int(row["n"])
            assert float(row["share"]) == round(count / n, 4)
            assert [float(row["low"]), float(row["high"])] == [
                round(end, 4) for end in jeffreys(count, n)
            ]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("icb_replies", ("actors", "trigger")),
        ("icb_violence", ()),
        ("mid_levels", ("from", "to")),
        ("mid_reciprocated", ("reciprocated",)),
        ("mid_transitions", ("from",)),
        ("mid_other_side", ("from",)),
        ("mid_after_force", ("after",)),
        ("blocs", ()),
    ],
)
def test_the_counts_of_a_group_add_up(name, group):
    totals: dict[tuple[str, ...], int] = {}
    for row in rows(name):
        key = (*(row[column] for column in group), row["n"])
        totals[key] = totals.get(key, 0) + int(row["count"])
    assert all(total == int(key[-1]) for key, total in totals.items())


def test_what_follows_force_is_made_of_its_parts():
    for row in rows("mid_after_force"):
        parts = [int(part.rpartition(" ")[2]) for part in row["made_of"].split("; ")]
        assert sum(parts) == int(row["count"])
        assert float(row["log_width"]) == round(log_width(int(row["count"])), 3)


def test_the_hazard_of_an_answer_gives_its_share():
    for row in rows("mid_answers"):
        share = 1 - math.exp(-float(row["per_day"]) * int(row["within_days"]))
        assert share == pytest.approx(float(row["share"]), abs=5e-4)


def test_more_are_answered_the_longer_one_waits():
    for kind in {row["answer"] for row in rows("mid_answers")}:
        counts = [int(r["count"]) for r in rows("mid_answers") if r["answer"] == kind]
        assert counts == sorted(counts)


def read(name):
    return YAML(typ="safe", pure=True).load((LIBRARY / name).read_text(encoding="utf-8"))


def test_the_ladder_of_blocs_says_what_the_tables_say():
    blocs = read("ladders/blocs.yaml")
    deadly = {r["step"]: r for r in rows("mid_after_force") if r["after"] == "force with deaths"}
    for step, weight in blocs["ladder"]["reply"].items():
        median, spread = weight["lognormal"]
        assert median == float(deadly[step]["share"])
        assert spread == pytest.approx(math.exp(float(deadly[step]["log_width"])), abs=0.01)
    (gap,) = rows("mid_gaps")
    assert blocs["ladder"]["quiet"]["lognormal"][0] == float(gap["q75"])
    (answered,) = [
        row
        for row in rows("mid_answers")
        if row["answer"].endswith("deaths") and row["within_days"] == "14"
    ]
    rate = blocs["quantities"]["retaliation_rate"]["lognormal"][0]
    assert rate == pytest.approx(float(answered["per_day"]), abs=5e-5)
    (response,) = [row for row in rows("icb_lengths") if row["of"] == "response of an actor"]
    assert blocs["quantities"]["retaliation_window"]["value"] == float(response["q75"])


def test_levels_named_beside_the_ladder_are_those_of_its_rungs():
    for name in ("ladders/blocs.yaml", "ladders/nuclear.yaml"):
        part = read(name)
        rungs = part["ladder"]["rungs"]
        for key, quantity in part["quantities"].items():
            if key.startswith("level_"):
                short = key.removeprefix("level_")
                (level,) = [r["level"] for rung, r in rungs.items() if rung.startswith(short)]
                assert quantity["value"] == level


def test_quantiles_rise():
    for name in ("icb_lengths", "mid_gaps"):
        for row in rows(name):
            quantiles = [float(row[column]) for column in row if column.startswith("q")]
            assert quantiles == sorted(quantiles)
