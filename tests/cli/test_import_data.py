"""`offramp import data`: shown first, written only if you say so."""

import json

import pytest

COUNTS = "date,iso3,daily\n2030-03-01,CCC,5\n2030-03-01,DDD,7\n"
REAL = COUNTS.replace("CCC", "FRA").replace("DDD", "DEU")


@pytest.fixture
def mine(tmp_path):
    """A file of counts, and a scenario of one's own beside it."""
    tmp_path.joinpath("counts.csv").write_text(COUNTS, encoding="utf-8")
    folder = tmp_path / "mine"
    folder.mkdir()
    head = "id: mine\ntitle: Mine\nextends: ardenia\n"
    folder.joinpath("scenario.yaml").write_text(head, encoding="utf-8")
    return folder


def files(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


SOURCE = ("--source-title", "Clerks", "--source-grade", "B2")


def test_help_has_an_example(call):
    done = call("import", "data", "--help")
    assert done.exit_code == 0
    assert "offramp import data arrivals.csv" in done.stdout


def test_without_a_target_it_only_shows(call, mine):
    mine.parent.joinpath("counts.csv").write_text(
        COUNTS.replace("CCC", "FRA").replace("DDD", "DEU")
    )
    done = call("import", "data", "counts.csv")
    assert done.exit_code == 0, done.stderr
    assert "daily: new people on the day" in done.stdout
    assert "Nothing is written. Say --out FILE, or --into FOLDER" in done.stdout
    assert files(mine) == ["scenario.yaml"]


def test_into_with_nobody_to_ask_writes_nothing(call, mine):
    done = call("import", "data", "counts.csv", "--into", "mine", *SOURCE)
    assert done.exit_code == 2
    assert "Would write" in done.stdout
    assert "say --yes" in done.stderr
    assert files(mine) == ["scenario.yaml"]


def test_into_with_yes_writes_what_passes_the_check(call, mine):
    done = call("import", "data", "counts.csv", "--into", "mine", "--yes", *SOURCE)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.index("Would write") < done.stdout.index("Written: ")
    assert files(mine) == ["scenario.yaml", "series.yaml", "series/crossings.csv", "sources.yaml"]
    assert call("check", "mine").exit_code == 0


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False)])
def test_into_asks_at_a_terminal(call, mine, monkeypatch, answer, written):
    monkeypatch.setattr("offramp.cli.importing.data.can_ask", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda text: answer == "y")
    done = call("import", "data", "counts.csv", "--into", "mine", *SOURCE)
    assert done.exit_code == 0, done.stderr
    assert ("Written: " in done.stdout) is written
    assert ("Nothing is written." in done.stdout) is not written
    assert ("series.yaml" in files(mine)) is written


def test_a_source_not_said_is_asked_for_by_the_check(call, mine):
    done = call("import", "data", "counts.csv", "--into", "mine", "--yes")
    assert done.exit_code == 0
    assert "lacks its title or grade" in done.stdout
    check = call("check", "mine")
    assert check.exit_code == 2
    assert "sources.yaml" in check.stderr


def test_out_writes_a_table_and_overwrites_none(call, mine):
    mine.parent.joinpath("counts.csv").write_text(REAL)
    words = ("import", "data", "counts.csv", "--out")
    done = call(*words, "daily.csv")
    assert done.exit_code == 0, done.stderr
    text = mine.parent.joinpath("daily.csv").read_text()
    assert text.startswith("date,place,persons,known_at,method\n2030-03-01,FRA,5,")
    assert call(*words, "daily.csv").exit_code == 2
    assert call(*words, "daily.csv", "--yes").exit_code == 0
    assert call(*words, "counts.csv", "--yes").exit_code == 2
    assert call(*words, "nowhere/daily.csv").exit_code == 2
    assert mine.parent.joinpath("counts.csv").read_text() == REAL


def test_problems_come_after_the_preview_and_nothing_is_written(call, mine):
    mine.parent.joinpath("counts.csv").write_text(COUNTS + "2030-03-02,CCD,-5\n")
    done = call("import", "data", "counts.csv", "--into", "mine", "--yes", *SOURCE)
    assert done.exit_code == 2
    assert "kept" in done.stdout
    assert "error unknown-country counts.csv:4:12" in done.stderr
    assert "error negative-count counts.csv:4:16" in done.stderr
    assert 'did you mean "CCC"?' in done.stderr
    assert files(mine) == ["scenario.yaml"]


def test_json_says_it_all_and_nothing_else(call, mine):
    done = call("import", "data", "counts.csv", "--into", "mine", "--yes", "--json", *SOURCE)
    said = json.loads(done.stdout)
    assert done.exit_code == 0
    assert said["ok"]
    assert said["total"] == 12
    assert [column["role"] for column in said["columns"]] == ["date", "country_code", "daily"]
    assert len(said["written"]) == 3


def test_json_of_problems_ends_with_status_2(call, mine):
    done = call("import", "data", "counts.csv", "--json")
    said = json.loads(done.stdout)
    assert done.exit_code == 2
    assert {problem["line"] for problem in said["problems"]} == {2, 3}
    done = call("import", "data", "counts.csv", "--into", "mine", "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["written"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--as", "arivals"),
        ("--map", "date"),
        ("--map", "=date"),
        ("--place", "A", "--place", "B"),
        ("--place", "A=B", "--place", "A=C"),
        ("--country", "XX"),
        ("--kind", "moon"),
        ("--date-format", "mdy"),
        ("--thousands", "ab"),
        ("--since", "March"),
        ("--source", "two words"),
        ("--source-grade", "Z9"),
        ("--name", "../x"),
        ("--into", "mine", "--out", "x.csv"),
    ],
)
def test_options_are_checked(call, mine, words):
    done = call("import", "data", "counts.csv", *words)
    assert done.exit_code == 2
    assert words[0] in done.stderr or "--out" in done.stderr


def test_no_sign_of_a_table_commands_a_terminal(call, mine):
    text = "date,iso3,daily,note [bold]\n2030-03-01,FRA,5,\u202eabc [red]\n"
    mine.parent.joinpath("counts.csv").write_text(text, encoding="utf-8")
    done = call("import", "data", "counts.csv")
    assert "\u202e" not in done.stdout
    assert "[red]" in done.stdout
