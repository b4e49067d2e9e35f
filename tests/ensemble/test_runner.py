import errno
import threading

import numpy as np
import pytest

from offramp.ensemble.plan import Plan
from offramp.ensemble.workers import Workers
from offramp.results.errors import RunError, StoppedError
from offramp.results.folder import write_whole
from offramp.results.run import Run
from offramp.results.same_bits import digest
from offramp.results.summary import assemble
from tests.ensemble.double import DAYS, Double, made_up_scenario, run_double


def parts(run):
    return [path.read_bytes() for path in run.parts()]


@pytest.mark.parametrize(
    "how",
    [
        {"threads": 2},
        {"threads": 2, "block": 64},
        {"threads": 1, "block": 1000},
        {"threads": 2, "block": 100},
    ],
)
def test_threads_and_blocks_change_no_bit(whole, tmp_path, how):
    other = run_double(tmp_path / "run", **how)
    assert other.manifest.digests == whole.manifest.digests
    assert parts(other) == parts(whole)
    assert other.summary == whole.summary


@pytest.mark.parametrize(("first", "stop"), [(7, 8), (200, 290), (256, 300)])
def test_a_range_of_members_is_the_same_as_in_the_whole(whole, tmp_path, first, stop):
    some = run_double(tmp_path / "run", members=(first, stop), block=64)
    assert digest(some) == digest(whole, first, stop)
    assert digest(some)["series"] == some.manifest.digests["series"]["overall"]
    assert digest(some)["events"] == some.manifest.digests["events"]["overall"]
    assert some.members == stop - first
    assert list(some.series["member"].values) == list(range(first, stop))


def test_another_seed_gives_other_bits(whole, tmp_path):
    other = run_double(tmp_path / "run", seed=2)
    for what in ("events", "series"):
        ours, theirs = (run.manifest.digests[what]["overall"] for run in (whole, other))
        assert ours != theirs


def test_digest_of_members_that_are_not_there_is_refused(whole):
    with pytest.raises(RunError, match="does not hold all members of 299:301: it holds 0:300"):
        digest(whole, 299, 301)


def test_a_shorter_run_is_recorded_as_one(tmp_path):
    run = run_double(tmp_path / "run", members=(0, 5), days=20)
    assert run.manifest.days == 20
    assert run.series.sizes["day"] == 20
    assert max(run.events["day"].to_pylist()) < 20 < DAYS


def test_progress_rises_from_nothing_to_all(tmp_path):
    told = []
    run_double(tmp_path / "run", block=64, threads=2, progress=lambda *at: told.append(at))
    assert told[0] == (0, 300)
    assert told[-1] == (300, 300)
    assert told == sorted(told)


def interrupt_at(count, times=1):
    """Return a progress callback that raises as Ctrl-C does, once `count` members are done."""
    left = [times]

    def progress(done, _total):
        if done >= count and left[0]:
            left[0] -= 1
            raise KeyboardInterrupt

    return progress


@pytest.mark.parametrize("times", [1, 2])
def test_an_interrupt_leaves_a_usable_part(tmp_path, times):
    whole = run_double(tmp_path / "whole", members=(0, 1100), block=64)
    path = tmp_path / "part"
    progress = interrupt_at(320, times)
    run = run_double(path, members=(0, 1100), block=64, threads=2, progress=progress)
    assert not run.complete
    assert run.manifest.member_range == [0, 1100]
    assert 256 <= run.members < 1100
    assert run.summary["members"] == run.members
    opened = Run.open(path)
    (first, stop), *_ = opened.manifest.present
    assert digest(opened, first, stop) == digest(whole, first, stop)
    members = [m for a, b in opened.manifest.present for m in range(a, b)]
    assert opened.futures["member"].to_pylist() == members
    assert list(opened.hosts["member"].values) == members
    assert set(opened.series["member"].values) < set(members)
    assert np.isfinite(opened.series["fighting"].values).all()
    assert sorted(set(opened.events["member"].to_pylist())) == members
    assert "of 1,100 futures" in repr(opened)


def test_an_interrupt_before_a_shard_is_whole_leaves_nothing(tmp_path):
    path = tmp_path / "run"
    with pytest.raises(StoppedError, match="stopped before any of the 600 futures was whole"):
        run_double(
            path, members=(0, 600), block=64, threads=1, progress=interrupt_at(64), engine=Double()
        )
    assert not path.exists()


def test_an_interrupt_while_the_engine_is_made_leaves_nothing(tmp_path):
    path = tmp_path / "run"
    with pytest.raises(KeyboardInterrupt):
        run_double(path, progress=interrupt_at(0))
    assert not path.exists()


def test_an_impatient_interrupt_does_not_lose_a_whole_run(tmp_path, monkeypatch):
    calls = []

    def summarise(data, chains):
        calls.append(data)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return assemble.summarise(data, chains)

    monkeypatch.setattr("offramp.results.writer.summarise", summarise)
    assert run_double(tmp_path / "run", members=(0, 5)).complete


def test_an_error_in_a_block_leaves_nothing(tmp_path):
    class Broken(Double):
        def run(self, members, seed, days=None):
            if members[0] >= 128:
                raise ZeroDivisionError
            return super().run(members, seed, days)

    with pytest.raises(ZeroDivisionError):
        run_double(tmp_path / "run", block=64, engine=Broken())
    assert not (tmp_path / "run").exists()


def full(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "where",
    [
        "offramp.results.working.whole_file",
        "offramp.results.events_store.pq.write_table",
        "offramp.results.shard_file.write_whole",
    ],
)
def test_a_full_disk_is_a_sentence_and_leaves_nothing_of_no_shard(tmp_path, monkeypatch, where):
    monkeypatch.setattr(where, full)
    path = tmp_path / "run"
    with pytest.raises(RunError, match=r"the disk that holds .*run is full, so the run was stop"):
        run_double(path, members=(0, 5))
    assert not path.exists()


@pytest.mark.parametrize(
    "where",
    [
        "offramp.results.array_store.ArrayStore.array",
        "offramp.results.arrays_file.write_whole",
        "offramp.results.manifest.write_whole",
    ],
)
def test_a_full_disk_in_the_end_loses_no_future(whole, tmp_path, monkeypatch, where):
    path = tmp_path / "run"
    with monkeypatch.context() as patch:
        patch.setattr(where, full)
        with pytest.raises(RunError, match=r"is full.*; 300 of 300 futures are finished and kept"):
            run_double(path)
    assert not (path / "run.json").exists()
    again = run_double(path, resume=True, engine=Idle())
    assert again.manifest.digests == whole.manifest.digests


class Idle(Double):
    """Has nothing left to run."""

    def run(self, members, seed, days=None):
        raise AssertionError(members)


def test_a_full_disk_at_the_manifest_leaves_no_half_of_it(tmp_path, monkeypatch):
    seen = []

    def spy(path, text):
        monkeypatch.setattr("offramp.results.folder.os.fsync", full)
        try:
            write_whole(path, text)
        finally:
            seen.append({p.name for p in path.parent.iterdir()})

    monkeypatch.setattr("offramp.results.manifest.write_whole", spy)
    with pytest.raises(RunError, match="is full"):
        run_double(tmp_path / "run", members=(0, 5))
    assert seen[0] >= {"request.json", "shards", "events", "members"}
    assert not {name for name in seen[0] if "run.json" in name}


def test_a_folder_that_is_not_empty_is_refused(tmp_path):
    path = tmp_path / "run"
    path.mkdir()
    (path / "letter.txt").write_text("dear")
    with pytest.raises(RunError, match=r"run is not empty: give another folder"):
        run_double(path, members=(0, 5))
    assert (path / "letter.txt").read_text() == "dear"


def test_a_run_is_replaced_only_if_asked_and_nothing_else_is(tmp_path):
    from offramp.ensemble.runner import run_ensemble
    from tests.ensemble.double import premise

    path = tmp_path / "run"
    run_double(path, members=(0, 5))
    with pytest.raises(RunError, match="already holds a run: give another folder"):
        run_double(path, members=(0, 6))
    again = run_ensemble(Double, premise(), Plan(stop=6), out=path, overwrite=True)
    assert Run.open(path).members == again.members == 6
    (path / "letter.txt").write_text("dear")
    with pytest.raises(RunError, match=r"holds 'letter.txt', which is no part of a run"):
        run_ensemble(Double, premise(), Plan(stop=6), out=path, overwrite=True)
    assert Run.open(path).members == 6


def test_a_run_goes_to_a_folder_of_its_own_by_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    runs = [run_double(None, members=(0, 2)) for _ in range(2)]
    assert runs[0].path != runs[1].path
    assert all(run.path.parent.name == "runs" for run in runs)
    assert all(run.path.name.startswith("ardenia-") for run in runs)


def test_few_blocks_are_under_way_at_a_time():
    lock, alive, most = threading.Lock(), [0], [0]

    class Counting(Double):
        def run(self, members, seed, days=None):
            with lock:
                alive[0] += 1
                most[0] = max(most[0], alive[0])
            return super().run(members, seed, days)

    engine = Counting(made_up_scenario())
    plan = Plan(stop=60, block=4, threads=2)
    with Workers(engine, plan, lambda block, _: block) as workers:
        for _ in workers.results():
            with lock:
                alive[0] -= 1
    assert most[0] <= 2 + 1 + 1  # under way, waiting, and the one just taken
    assert len(engine.blocks) == 15
