"""`offramp query` and `offramp export`: what a run answers, how it is written, what is refused."""

import csv
import io
import json
import subprocess
import sys
from shutil import copytree

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
import xarray

from offramp.results.errors import RunError
from offramp.results.query.ask import ask
from offramp.results.query.of_run import tables_of


def test_counts_are_those_of_the_events(run):
    found = run.query("SELECT kind, count(*) AS n FROM events GROUP BY kind ORDER BY kind")
    counted = {
        row["values"]: row["counts"] for row in pc.value_counts(run.events["kind"]).to_pylist()
    }
    assert {row["kind"]: row["n"] for row in found.to_pylist()} == counted


def test_answers_of_members_are_those_of_the_summary(run):
    sql = 'SELECT "outcome.reception" AS answer, count(*) AS n FROM members GROUP BY ALL'
    cases = run.summary["outcomes"]["reception"]["cases"]
    told = {case["id"]: case["count"] for case in cases if case["count"]}
    assert {row["answer"]: row["n"] for row in run.query(sql).to_pylist()} == told


def test_arrays_and_draws_are_tables(run):
    total = run.query("SELECT sum(value)::DOUBLE AS n FROM arrivals").to_pylist()[0]["n"]
    assert total == run.series["arrivals"].values.sum()
    rows = run.query(
        "SELECT member, value FROM drawn WHERE quantity = 'meeting_rate' ORDER BY member"
    )
    assert rows["value"].to_pylist() == run.parameters["meeting_rate"].to_pylist()


def test_quantiles_are_exact(run):
    rows = run.query(
        "SELECT value FROM quantiles WHERE variable = 'arrivals' AND label = 'CCC' AND day = 20 "
        "AND quantile = 0.5"
    )
    of_day = run.series["arrivals"].sel(hosts="CCC", day=20)
    assert rows["value"].to_pylist() == [pytest.approx(float(np.median(of_day)))]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DROP TABLE events", "DROP is no question"),
        ("COPY (SELECT 1) TO 'stolen.csv'", "COPY is no question"),
        ("SELECT 1; SELECT 2", "2 statements"),
        ("", "0 statements"),
        ("SELECT * FROM read_text('/etc/hostname')", "and no file"),
        ("SELECT * FROM glob('/*')", "and no file"),
        ("SELECT * FROM evnts", "the tables of a run are events, members"),
        ("SELEC 1", "syntax error"),
        ("SELECT nothing FROM events", "describe NAME"),
        ("SELECT '" + "x" * 20_000 + "'", "20,000 are the most"),
        ("SELECT count(*) FROM range(10000000000) t(x) WHERE sin(x) > 2", "took too long"),
    ],
)
def test_a_question_that_does_more_than_ask_is_refused(run, sql, said):
    from offramp.results.query.of_run import tables_of

    with pytest.raises(RunError, match=said):
        ask(run.path, tables_of(run), sql, seconds=0.5)


def test_making_the_tables_counts(run, monkeypatch):
    from offramp.results.query import ask
    from offramp.results.query.of_run import tables_of

    clock = iter(range(0, 1000, 40))
    monkeypatch.setattr(ask, "monotonic", lambda: next(clock))
    with pytest.raises(RunError, match="took too long and was given up"):
        ask.ask(run.path, tables_of(run), "SELECT count(*) FROM events", seconds=30)


def test_settings_cannot_be_opened_again(run):
    for sql in ("SET enable_external_access=true", "ATTACH 'x.db'", "INSTALL httpfs"):
        with pytest.raises(RunError, match="is no question"):
            run.query(sql)


def test_rows_are_printed_for_people_and_for_programs(call, run):
    sql = "SELECT kind, day, date FROM events ORDER BY member, event LIMIT 3"
    shown = call("query", run.path, sql)
    assert shown.exit_code == 0
    assert "observed" in shown.output
    assert "2030-03-01" in shown.output
    assert json.loads(call("query", run.path, sql, "--json").stdout)[0] == {
        "kind": "observed",
        "day": 0,
        "date": "2030-03-01",
    }
    rows = list(csv.reader(io.StringIO(call("query", run.path, sql, "--csv").stdout)))
    assert rows[:2] == [["kind", "day", "date"], ["observed", "0", "2030-03-01"]]


def test_without_a_question_the_tables_are_listed(call, run):
    shown = call("query", run.path)
    assert shown.exit_code == 0
    assert "member, day, date, label, value" in " ".join(shown.output.split())
    assert "drawn member, quantity, value" in " ".join(shown.output.split())
    names = {row["name"] for row in run.query("SHOW TABLES").to_pylist()}
    assert {"drawn", "arrivals"} < names
    assert not [name for name in names if " " in name]


def test_a_wrong_question_ends_with_words(call, run):
    shown = call("query", run.path, "SELECT * FROM nowhere")
    assert shown.exit_code == 2
    assert "the tables of a run are" in shown.output
    assert "Traceback" not in shown.output


def test_a_table_is_written_as_csv_and_parquet(call, run, tmp_path):
    assert call("export", run.path, "events.csv", "--table", "events").exit_code == 0
    with (tmp_path / "events.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == run.events.num_rows
    assert [int(row["member"]) for row in rows] == run.events["member"].to_pylist()
    assert json.loads(rows[1]["causes"]) == run.events["causes"][1].as_py()
    assert call("export", run.path, "arrivals.parquet", "--table", "arrivals").exit_code == 0
    kept = pq.read_table(tmp_path / "arrivals.parquet")
    assert kept["value"].to_pylist() == run.series["arrivals"].values.ravel().tolist()


def test_every_table_is_written_whole(call, run, tmp_path):
    for name, table in tables_of(run).items():
        assert call("export", run.path, f"{name}.csv", "--table", name).exit_code == 0, name
        with (tmp_path / f"{name}.csv").open(encoding="utf-8") as file:
            rows = list(csv.reader(file))
        assert len(rows) - 1 == sum(piece.num_rows for piece in table.pieces()), name
        assert {len(row) for row in rows} == {len(rows[0])}, name


def test_digests_are_hexadecimal(call, run):
    found = run.query('SELECT "sha256.events" AS digest FROM members ORDER BY member LIMIT 1')
    wanted = found["digest"][0].as_py()
    sql = 'SELECT "sha256.events" AS digest FROM members ORDER BY member LIMIT 1'
    assert json.loads(call("query", run.path, sql, "--json").stdout) == [{"digest": wanted.hex()}]


def test_single_precision_shows_the_digits_that_it_has(run):
    sql = "SELECT value FROM quantiles WHERE variable = 'strain' AND value > 0"
    values = run.query(sql)["value"].to_pylist()
    assert values == [float(f"{value:.7g}") for value in values]


def test_arrays_are_written_as_netcdf(call, run, tmp_path):
    assert call("export", run.path, "run.nc").exit_code == 0
    with xarray.open_dataset(tmp_path / "run.nc", engine="h5netcdf") as found:
        assert found["hosts"].values.tolist() == ["CCC", "DDD"]
        np.testing.assert_array_equal(found["arrivals"], run.series["arrivals"])
        assert found.attrs["comment"] == run.summary["limits"]
    with xarray.open_dataset(tmp_path / "run.nc", engine="h5netcdf", group="quantiles") as found:
        np.testing.assert_array_equal(found["arrivals"], run.quantiles["arrivals"])
        assert found.attrs["comment"] == run.summary["limits"]


def test_places_are_written_as_geojson(call, run, tmp_path):
    assert call("export", run.path, "places.geojson").exit_code == 0
    found = json.loads((tmp_path / "places.geojson").read_text(encoding="utf-8"))
    by_id = {feature["id"]: feature for feature in found["features"]}
    corland = by_id["CCC"]
    place = run.scenario.places["CCC"]
    assert corland["geometry"]["coordinates"] == [place.lon, place.lat]
    total = run.series["arrivals_total"].sel(hosts="CCC").isel(day=-1)
    assert corland["properties"]["arrivals_total"]["q50"] == pytest.approx(
        float(np.median(total)), rel=0.05
    )
    assert corland["properties"].get("note", "") == place.note
    assert all(run.scenario.places[key].kind != "crossing" for key in by_id)


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (["run.xlsx"], "end it in one of .csv", 2),
        (["run.csv", "--table", "nowhere"], 'no table "nowhere"', 2),
        (["run.nc", "--table", "events"], "no single table", 2),
        (["no/such/folder/run.csv"], "there is no folder no/such/folder", 2),
    ],
)
def test_a_wrong_file_is_refused_in_words(call, run, words, said, status):
    shown = call("export", run.path, *words)
    assert shown.exit_code == status
    assert said in " ".join(shown.output.split())


def test_a_file_that_is_there_is_left_alone(call, run, tmp_path):
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    shown = call("export", run.path, "mine.csv", "--table", "places")
    assert shown.exit_code == 2
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"
    assert call("export", run.path, "mine.csv", "--table", "places", "--overwrite").exit_code == 0


SHORT = """
import resource, sys
from offramp.cli.main import app
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
app(sys.argv[1:], prog_name="offramp")
"""
"""Calls the command where no file may grow beyond 20 kB; called so that Python compiles no module
for the next start, which would be cut off too."""


@pytest.mark.parametrize("name", ["run.nc", "run.csv", "run.parquet"])
def test_a_file_that_does_not_fit_leaves_words_and_nothing_else(run, tmp_path, name):
    pytest.importorskip("resource")
    words = [sys.executable, "-B", "-c", SHORT, "export", run.path, tmp_path / name]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{name} cannot be written (" in done.stderr
    assert "File too large): give another path" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_columns_of_one_name_are_told_apart(call, run):
    sql = "SELECT e.member, m.member, e.kind FROM events e JOIN members m ON e.member = m.member"
    assert run.query(sql).column_names == ["member", "member_2", "kind"]
    assert call("query", run.path, sql).exit_code == 0
    head, first = list(csv.reader(io.StringIO(call("query", run.path, sql, "--csv").stdout)))[:2]
    assert (head, len(first)) == (["member", "member_2", "kind"], 3)


def test_an_answer_that_is_too_large_is_refused(run, monkeypatch):
    from offramp.results.query import ask as module

    monkeypatch.setattr(module, "BYTES", 10**6)
    with pytest.raises(RunError, match="needs more than 2GB of memory"):
        run.query("SELECT range AS a FROM range(1000000)")


@pytest.mark.parametrize(
    ("kind", "sql"),
    [
        ("events", "SELECT count(*) FROM events"),
        ("members", "SELECT count(*) FROM members"),
        ("parameters", "SELECT max(value) FROM drawn"),
    ],
)
def test_bytes_that_are_not_as_written_answer_nothing(call, run, tmp_path, kind, sql):
    copytree(run.path, tmp_path / "damaged")
    part = next((tmp_path / "damaged" / kind).iterdir())
    packed = bytearray(part.read_bytes())
    packed[len(packed) // 2] ^= 255
    part.write_bytes(packed)
    table = "drawn" if kind == "parameters" else kind
    for asked in (("query", "damaged", sql), ("export", "damaged", "rows.csv", "--table", table)):
        done = call(*asked)
        assert done.exit_code == 1
        assert f"{part.name} is missing or damaged: `offramp run --resume" in done.stderr
    assert not (tmp_path / "rows.csv").exists()
