"""`offramp report`, and the page that ends a run."""

import json
import re
from shutil import copytree

import pytest

from offramp.results.run import Run

SMALL = ("--members", "6", "--days", "15", "--block", "4", "-q")


def held(path):
    html = path.read_text(encoding="utf-8")
    return json.loads(re.search(r'id="picture">(.*?)</script>', html, re.S)[1])


def test_a_run_ends_with_its_page(call, tmp_path):
    done = call("run", "ardenia", *SMALL[:-1], "--out", "here")
    assert done.exit_code == 0, done.stderr
    page = tmp_path / "here" / "report.html"
    assert done.stdout.splitlines()[-1] == "Look at it in a browser: here/report.html"
    assert held(page)["head"]["members"] == 6
    assert Run.open(tmp_path / "here").complete


def test_a_run_without_its_page(call, tmp_path):
    done = call("run", "ardenia", *SMALL, "--out", "here", "--no-report")
    assert done.exit_code == 0, done.stderr
    assert not (tmp_path / "here" / "report.html").exists()


def test_a_page_that_cannot_be_written_loses_no_run(call, tmp_path, monkeypatch):
    from offramp.results.errors import RunError

    def refuse(*_):
        msg = "the disk is full"
        raise RunError(msg)

    monkeypatch.setattr("offramp.report.page.write_page", refuse)
    done = call("run", "ardenia", *SMALL, "--out", "here")
    assert done.exit_code == 0
    assert "the run is kept, and has no page: the disk is full." in done.stderr
    assert Run.open(tmp_path / "here").complete


def test_a_page_data_and_a_brief(run, call, tmp_path):
    done = call("report", run.path, "-o", "page.html")
    assert done.exit_code == 0, done.stderr
    assert re.match(r"Wrote page.html \(\d+ kB\)", done.stdout)
    told = json.loads(call("report", run.path, "--json").stdout)
    assert told == held(tmp_path / "page.html")
    brief = call("report", run.path, "--brief").stdout
    assert brief.startswith(run.manifest.scenario["title"])
    assert told["brief"]["bottom_line"] in brief
    assert "Confidence: " in brief
    assert "Words of probability" in brief


def test_what_is_missing_is_said_beside_the_page(run, call, tmp_path):
    damaged = tmp_path / "damaged"
    copytree(run.path, damaged)
    chunks = (damaged / "quantiles.zarr" / "trapped" / "c").rglob("0")
    next(path for path in chunks if path.is_file()).unlink()
    done = call("report", damaged, "-o", "page.html")
    assert done.exit_code == 1
    assert done.stdout.startswith("Wrote page.html")
    assert "Not shown: " in done.stderr
    assert f"`offramp run --resume {damaged}` makes what is missing" in done.stderr


def test_a_comparison_stands_for_its_runs(call, tmp_path):
    asked = ("--forbid", "truce_mediation", "--members", "4", "--out", "both")
    assert call("compare", "ardenia", *asked).exit_code == 0
    done = call("report", "both", "-o", "both.html")
    assert done.exit_code == 0, done.stderr
    assert held(tmp_path / "both.html")["provenance"]["run"] == "as-it-is"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("-o", "page.txt"), "end it in .html"),
        (("-o", "there.html"), "there.html is there already"),
        (("--brief", "--json"), "give one of them"),
        (("--brief", "-o", "page.html"), "write no page"),
        (("--with", "there.html"), "there.html holds no JSON"),
        (("--with", "nothing.json"), "nothing.json cannot be read"),
        (("--with", "list.json"), "list.json holds no result"),
    ],
)
def test_what_is_wrong_is_bad_input(run, call, tmp_path, options, says):
    (tmp_path / "there.html").write_text("dear", encoding="utf-8")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    done = call("report", run.path, *options)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert (tmp_path / "there.html").read_text(encoding="utf-8") == "dear"


def test_no_run_and_no_folder(run, call, tmp_path):
    assert call("report", tmp_path / "nothing").exit_code == 1
    done = call("report", run.path, "-o", tmp_path / "no" / "page.html")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
