"""One small run of the fictional scenario, and ways to make others of it without running them."""

import shutil
from dataclasses import replace

import pytest

import offramp
from offramp.results.run import Run

DAYS = 45


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """A run of 30 futures that goes a month beyond the as-of date."""
    folder = tmp_path_factory.mktemp("runs") / "small"
    return offramp.run("ardenia", members=30, days=DAYS, out=folder)


@pytest.fixture(scope="session")
def single(tmp_path_factory):
    """A run of one future."""
    return offramp.run("ardenia", members=1, out=tmp_path_factory.mktemp("runs") / "single")


@pytest.fixture
def without(run, tmp_path):
    """Copy the run without one of its pieces."""

    def made(piece: str) -> Run:
        folder = tmp_path / "copy"
        shutil.copytree(run.path, folder)
        gone = folder / piece
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
        return Run.open(folder)

    return made


@pytest.fixture
def changed(run):
    """Return the run as if its scenario and its summary had been others."""

    def made(scenario=None, **summary) -> Run:
        told = replace(run.manifest, summary={**run.summary, **summary})
        return Run(run.folder, told, scenario or run.scenario)

    return made
