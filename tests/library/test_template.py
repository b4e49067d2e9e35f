"""What `offramp new` starts from passes the checks and runs."""

import shutil
from importlib.resources import as_file

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.processes import PROCESSES
from offramp.reading.home import library_folder
from offramp.reading.scenario import read_scenario


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with as_file(library_folder() / "templates" / "crisis") as template:
        shutil.copytree(template, tmp_path / "mine")
    head = tmp_path / "mine" / "scenario.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace("@ID@", "mine").replace("@TITLE@", "My crisis"), encoding="utf-8")
    return tmp_path / "mine"


def test_placeholders_stand_in_the_head_only(made):
    left = [path.name for path in made.rglob("*.*") if "@" in path.read_text(encoding="utf-8")]
    assert not left


def test_it_is_sound_and_runs(made):
    scenario = read_scenario("mine").scenario
    assert (scenario.id, scenario.title) == ("mine", "My crisis")
    block = Engine(scenario, PROCESSES).run(np.arange(20), seed=1)
    assert block.series["arrivals"].sum() > 0


def test_every_yaml_file_says_what_it_holds(made):
    files = sorted(made.glob("*.yaml"))
    assert len(files) > 5
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in files)
