"""One small run of the fictional scenario, and a way to call the command in this process."""

import errno
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from typer.testing import CliRunner

import offramp
from offramp.cli.main import app

DAYS = 45


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """A run of 30 futures that goes a month beyond the as-of date."""
    folder = tmp_path_factory.mktemp("runs") / "small"
    return offramp.run("ardenia", members=30, days=DAYS, out=folder)


@pytest.fixture
def call(monkeypatch, tmp_path):
    """Call the command in an empty folder, in a window of 100 columns without colours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")

    def call(*arguments: object):
        words = [str(argument) for argument in arguments]
        monkeypatch.setattr("sys.argv", ["offramp", *words])
        return CliRunner().invoke(app, words, prog_name="offramp")

    return call


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that is full when a picture is half drawn."""

    def half(_figure, path, **_):
        Path(path).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Figure, "savefig", half)


@pytest.fixture
def broken(tmp_path):
    """A folder with a scenario that has two mistakes."""
    folder = tmp_path / "broken"
    folder.mkdir()
    text = "extends: ardenia\ndays: many\nmesures: {}\n"
    folder.joinpath("scenario.yaml").write_text(text, encoding="utf-8")
    return folder
