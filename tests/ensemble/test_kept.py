"""What is kept of variants: there whole, or taken for missing."""

from os import getpid
from pathlib import Path
from threading import get_ident

import numpy as np

from offramp.ensemble.answers import Answers
from offramp.ensemble.kept import Kept


def answers():
    random = np.random.default_rng(1)
    return Answers(
        np.arange(50),
        {"pain": random.normal(size=50)},
        {"end": random.integers(0, 3, 50).astype(np.int8)},
    )


def test_what_is_kept_is_found_and_nothing_else_is_left(tmp_path):
    kept = Kept(tmp_path)
    assert kept.find("key") is None
    kept.keep("key", answers())
    found = kept.find("key")
    assert found is not None
    assert np.array_equal(found.numbers["pain"], answers().numbers["pain"])
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["key.npz"]


def test_each_process_writes_a_file_of_its_own(tmp_path, monkeypatch):
    written = []
    save = np.savez_compressed

    def seen(file, **given):
        written.append(Path(file.name).name)
        save(file, **given)

    monkeypatch.setattr(np, "savez_compressed", seen)
    Kept(tmp_path).keep("key", answers())
    assert written == [f"key.{getpid()}-{get_ident()}.part"]


def test_a_damaged_file_is_taken_for_missing(tmp_path):
    kept = Kept(tmp_path)
    kept.keep("key", answers())
    (path,) = tmp_path.rglob("*.npz")
    whole = path.read_bytes()
    for at in range(0, len(whole), 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        found = kept.find("key")
        if found is not None and "pain" in found.numbers:
            assert np.array_equal(found.numbers["pain"], answers().numbers["pain"])
    for size in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert kept.find("key") is None
