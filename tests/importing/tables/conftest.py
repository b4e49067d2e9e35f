"""Small files, and a way to ask what is understood of them."""

import pytest

from offramp.importing.tables.setting import read_setting
from offramp.importing.tables.understand import understand
from offramp.importing.tables.wishes import Wishes

SCENARIO = """\
id: {name}
title: A copy of a fictional crisis
extends: ardenia
"""


@pytest.fixture
def look(tmp_path, monkeypatch):
    """Return what is understood of a text, in a file of that name."""
    monkeypatch.chdir(tmp_path)

    def look(text, setting=None, name="counts.csv", **wishes):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return understand(path.relative_to(tmp_path), Wishes(**wishes), setting, "import_counts")

    return look


@pytest.fixture
def folder(tmp_path):
    """A scenario folder of one's own, with nothing in it but what it extends."""
    path = tmp_path / "mine"
    path.mkdir()
    path.joinpath("scenario.yaml").write_text(SCENARIO.format(name="mine"), encoding="utf-8")
    return path


@pytest.fixture
def setting(folder):
    """What an import knows of that scenario: hosts CCC and DDD, origins west, south, ..."""
    return read_setting(str(folder))


def codes(understood):
    """Return the code and the line of each problem."""
    return [(p.code, p.where.line if p.where else None) for p in understood.problems]
