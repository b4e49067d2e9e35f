import pytest

from offramp.results.errors import RunError, writing, writing_file
from offramp.results.folder import Folder, default_path, write_whole


def test_a_text_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "run.json"
    write_whole(path, "old")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("offramp.results.folder.os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["run.json"]


def test_default_paths_do_not_meet(tmp_path):
    first = default_path("ardenia", tmp_path)
    first.mkdir()
    assert default_path("ardenia", tmp_path) != first


def test_a_file_where_the_folder_should_be_is_refused(tmp_path):
    path = tmp_path / "run"
    path.write_text("dear")
    with pytest.raises(RunError, match="is a file: give a folder for the run"):
        Folder(path).make()
    assert path.read_text() == "dear"


def test_a_file_that_does_not_fit_stops_no_run(tmp_path):
    says = "is full, so the file was not written: free some space, or give a path on another disk"
    with pytest.raises(RunError, match=says), writing_file(tmp_path / "a.nc"):
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (28, "is full, so the run was stopped"),
        (30, "may not be written: give a folder of your own"),
        (5, r"cannot be written \(Input/output error\): give another folder"),
    ],
)
def test_what_a_disk_refuses_is_a_sentence(tmp_path, number, says):
    import os

    with pytest.raises(RunError, match=says), writing(tmp_path):
        raise OSError(number, os.strerror(number))
