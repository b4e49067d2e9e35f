"""A folder to write scenarios in, and what is wrong with them in short."""

from pathlib import Path

import pytest

from offramp.model.problems import ScenarioError
from offramp.reading.load import read_tree
from offramp.reading.nodes import plain


class Desk:
    """Writes files of scenarios and reads them."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.library = folder / "library"
        (self.library / "scenarios").mkdir(parents=True)

    def write(self, files, under="."):
        for name, text in files.items():
            path = self.folder / under / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(text, bytes):
                path.write_bytes(text)
            else:
                path.write_text(text, encoding="utf-8", newline="")

    def shelve(self, name, files):
        self.write(files, f"library/scenarios/{name}")

    def read(self, name="s", *overlays):
        return read_tree(name, overlays, library=self.library)

    def data(self, name="s", *overlays):
        return plain(self.read(name, *overlays).root)

    def problems(self, name="s", *overlays):
        with pytest.raises(ScenarioError) as caught:
            self.read(name, *overlays)
        return list(caught.value.problems)

    def wrong(self, name="s", *overlays):
        """Return code and place of each problem."""
        return [f"{p.code} {p.where or '-'}" for p in self.problems(name, *overlays)]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)
