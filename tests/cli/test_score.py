import json

import pytest

LATER = "date,place,persons\n" + "".join(
    f"2030-04-{day:02},{place},{people}\n"
    for day in range(1, 11)
    for place, people in (("CCC", 9000), ("DDD", 2500))
)


def test_one_screen(call, run):
    done = call("score", run.path)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Ardenia, a war that never was: new arrivals after 11 March 2030")
    assert "All hosts together: " in done.stdout
    assert "7 days ahead, to 18 March 2030" in done.stdout
    assert "14 days ahead, to 25 March 2030" in done.stdout
    assert "30 days ahead" not in done.stdout  # observations end on 25 March
    assert "Split given the total: ARD" in done.stdout
    assert "Fiction for teaching and tests" in done.stdout


def test_a_narrow_window(call, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    done = call("score", run.path)
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_json(call, run):
    done = call("score", run.path, "--json", "--horizons", "14")
    found = json.loads(done.stdout)
    assert done.stderr == ""
    assert {row["horizon"] for row in found["rows"]} == {14}
    assert {"run", "persistence", "decay"} <= found["rows"][0]["crps"].keys()
    assert found["from"] == "2030-03-12"
    assert found["sentence"].startswith("All hosts together:")


def test_from_a_date_and_a_number(call, run):
    by_date, by_day = (
        call("score", run.path, "--json", "--horizons", "7", "--from", day)
        for day in ("2030-03-15", "14")
    )
    assert json.loads(by_date.stdout)["from"] == "2030-03-15"
    assert by_date.stdout == by_day.stdout


def test_a_picture(call, run, tmp_path):
    for name in ("fan.svg", "fan.png"):
        done = call("score", run.path, "--picture", tmp_path / name)
        assert done.exit_code == 0, done.stderr
        assert (tmp_path / name).stat().st_size > 5000
    text = (tmp_path / "fan.svg").read_text(encoding="utf-8")
    assert "Corland" in text
    assert "90 % of futures" in text
    again = tmp_path / "again.svg"
    call("score", run.path, "--picture", again)
    assert again.read_text(encoding="utf-8") == text


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_loses_the_picture_and_not_the_scores(call, run, tmp_path):
    for json_too in ((), ("--json",)):
        done = call("score", run.path, "--picture", "fan.svg", *json_too)
        assert done.exit_code == 1
        assert "the disk is full" in done.stderr
        assert done.stdout == call("score", run.path, *json_too).stdout
    assert not list(tmp_path.iterdir())


def test_what_was_observed_later(call, run, tmp_path):
    tmp_path.joinpath("later.csv").write_text(LATER, encoding="utf-8")
    done = call("score", run.path, "--observed", "later.csv", "--from", "2030-04-01", "--json")
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert [row["observed"] for row in found["rows"] if row["what"] == "total"] == [80_500]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--horizons", "30"), "nothing to score: what was observed ends on 25 March 2030"),
        (("--from", "2030-03-05"), "until 11 March 2030 the run was told"),
        (("--horizons", "7,soon"), "write whole numbers with commas"),
        (("--from", "soon"), "is no day"),
        (("--picture", "fan.gif"), "let its name end in .svg, .png or .pdf"),
        (("--picture", "nowhere/fan.svg"), "there is no folder nowhere"),
        (("--observed", "none.csv"), 'there is no file "none.csv"'),
    ],
)
def test_what_cannot_be_scored(call, run, options, says):
    done = call("score", run.path, *options)
    assert done.exit_code == 2, done.output
    assert says in " ".join(done.stderr.replace("│", " ").split())


def test_no_run(call):
    done = call("score", "nowhere")
    assert done.exit_code == 1
    assert "there is no run at nowhere" in done.stderr


def test_validate_as_of_two_dates(call, tmp_path):
    options = ("--as-of", "2030-03-11", "--as-of", "2030-03-08", "--members", "20")
    done = call("validate", "ardenia", *options, "--horizons", "7", "--picture", "fan.svg")
    assert done.exit_code == 0, done.stderr
    assert "forecast as of 2 dates (8 Mar, 11 Mar), 20 futures each" in done.stdout
    assert "All hosts together, on average: " in done.stdout
    assert "As of 8 Mar" in done.stdout
    assert "40 of 40 futures" in done.stderr
    assert "As of 8 Mar 2030" in (tmp_path / "fan.svg").read_text(encoding="utf-8")


def test_validate_its_own_date_is_the_score_of_a_run(call, run):
    options = ("--members", "30", "--horizons", "7,14", "--json")
    validated = json.loads(call("validate", "ardenia", *options).stdout)
    scored = json.loads(call("score", run.path, "--json", "--horizons", "7,14").stdout)
    assert validated["dates"]["2030-03-11"] == scored


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--as-of", "soon"), "is no date"),
        (("--as-of", "2030-03-25"), "nothing was observed after 25 March 2030"),
        (("--as-of", "2029-01-01"), "as_of 2029-01-01 lies before"),
    ],
)
def test_validate_as_of_no_useful_date(call, options, says):
    done = call("validate", "ardenia", *options, "--members", "2")
    assert done.exit_code == 2, done.output
    assert says in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.parametrize("verb", ["score", "validate"])
def test_help_ends_with_an_example(call, verb):
    done = call(verb, "--help")
    assert done.exit_code == 0
    assert "Example:" in done.stdout
    assert f"offramp {verb}" in done.stdout
