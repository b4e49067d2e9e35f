"""Who compiles at a first start is decided and shared out; nothing is compiled here."""

import multiprocessing
import signal
import subprocess
import sys
from types import SimpleNamespace

import numba
import pytest

from offramp.engine.engine import Engine
from offramp.ensemble import compiler, compiling
from offramp.ensemble.executors import processors
from offramp.ensemble.notice import hearing


@pytest.fixture
def engine(monkeypatch):
    """An engine that would take no time to compile."""
    bare = object.__new__(Engine)
    bare.processes = tuple(SimpleNamespace(name=name) for name in ("a", "b", "c"))
    monkeypatch.setattr(compiling, "packed", lambda _: b"bare")
    return bare


@pytest.fixture
def mark(monkeypatch, tmp_path):
    """Several processes may compile, and where it is said that they did."""
    found = tmp_path / "key.compiled"
    monkeypatch.setenv(compiling.VARIABLE, "2")
    monkeypatch.setattr(compiling, "_mark", lambda: found)
    return found


def child(code):
    return subprocess.Popen([sys.executable, "-c", code])


def test_the_environment_says_how_many_compile(monkeypatch):
    monkeypatch.setenv(compiling.VARIABLE, "3")
    assert compiling.compilers() == 3
    monkeypatch.delenv(compiling.VARIABLE)
    assert compiling.compilers() == min(processors(), compiling.ENOUGH)


def test_nobody_compiles_beside_where_it_would_not_help(monkeypatch):
    monkeypatch.setenv(compiling.VARIABLE, "3")
    with monkeypatch.context() as patch:
        patch.setattr(numba.config, "DISABLE_JIT", 1, raising=False)
        assert compiling.compilers() == 0
    with monkeypatch.context() as patch:
        patch.setattr(multiprocessing, "parent_process", lambda: "another")
        assert compiling.compilers() == 0
    worker = SimpleNamespace(get_worker=lambda: "a worker")
    monkeypatch.setitem(sys.modules, "distributed.worker", worker)
    assert compiling.compilers() == 0


def test_it_is_done_once_and_told(monkeypatch, engine, mark):
    started: list[str] = []
    told: list[bool] = []

    def start(folder):
        started.append(folder)
        return child("")

    monkeypatch.setattr(compiling, "_start", start)
    with hearing(told.append):
        compiling.compile_first(engine)
        compiling.compile_first(engine)
    assert len(started) == 2
    assert told == [True, False]
    assert mark.exists()


def test_other_versions_have_another_mark(monkeypatch, tmp_path):
    monkeypatch.setattr(compiling, "FOLDER", tmp_path / "kernels")
    before = compiling._mark()
    assert before is not None
    assert before == compiling._mark()
    monkeypatch.setattr(compiling, "versions_here", lambda: {"numba": "another"})
    assert compiling._mark() not in (None, before)


def test_where_nothing_can_be_kept_there_is_no_mark(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(compiling, "FOLDER", tmp_path / "file" / "kernels")
    assert compiling._mark() is None


def test_what_is_started_ends_with_who_started_it(monkeypatch, engine, mark):
    children = []

    def start(_):
        children.append(child("import time; time.sleep(60)"))
        return children[-1]

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(compiling, "_start", start)
    monkeypatch.setattr(compiling, "monotonic", lambda: 0.0 if not children else interrupted())
    with pytest.raises(KeyboardInterrupt):
        compiling.compile_first(engine)
    assert [one.poll() is not None for one in children] == [True, True]
    assert not mark.exists()


def test_a_failed_start_costs_no_run(monkeypatch, engine, mark):
    def fail(_):
        raise OSError

    monkeypatch.setattr(compiling, "_start", fail)
    compiling.compile_first(engine)


def test_a_child_finds_the_modules_without_running_the_callers_script(tmp_path):
    (tmp_path / compiler.ENGINE).write_bytes(b"no engine")
    begun = compiling._start(str(tmp_path))
    assert begun.wait(60) == 1


def test_each_process_is_taken_once(engine, tmp_path):
    one = compiler.taken(engine.processes, tmp_path)
    other = compiler.taken(engine.processes, tmp_path)
    assert [next(one).name, next(other).name] == ["a", "b"]
    assert [process.name for process in one] == ["c"]
    assert not list(other)


def test_a_compiler_rehearses_what_it_takes(monkeypatch, engine, tmp_path):
    (tmp_path / compiler.ENGINE).write_bytes(b"")
    rehearsed: list[SimpleNamespace] = []
    engine.rehearse = rehearsed.extend
    monkeypatch.setattr(compiler, "made", lambda _: engine)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    compiler.main(tmp_path)
    assert [process.name for process in rehearsed] == ["a", "b", "c"]
