"""Blocks run in other processes: the same bits, and one sentence when they are lost."""

import os
import pickle
import signal
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from inspect import Parameter, signature
from multiprocessing import get_context

import numpy as np
import pytest

import offramp
from offramp.api.asking import untraced
from offramp.engine.layout import Names
from offramp.ensemble.executors import (
    LostWorkersError,
    going_on,
    opened,
    processes_here,
    width,
)
from offramp.ensemble.matters.design import Designed, nested
from offramp.ensemble.plan import Plan
from offramp.ensemble.task import Task, packed, versions_here
from offramp.ensemble.workers import Workers
from offramp.results.errors import RunError
from offramp.results.run import Run
from tests.ensemble.double import Double, run_double


@pytest.fixture(scope="module")
def pool():
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield pool


def parts(run):
    return [path.read_bytes() for path in run.parts()]


@pytest.mark.parametrize("block", [64, 100, None])
def test_other_processes_change_no_bit(whole, tmp_path, pool, block):
    run = run_double(tmp_path / "run", executor=pool, block=block)
    assert run.manifest.digests == whole.manifest.digests
    assert parts(run) == parts(whole)
    assert run.summary == whole.summary


def test_threads_of_somebody_else_change_no_bit(whole, tmp_path):
    with ThreadPoolExecutor(3) as threads:
        run = run_double(tmp_path / "run", executor=threads, block=50)
        assert threads.submit(int, "1").result() == 1  # it was left open
    assert run.manifest.digests == whole.manifest.digests


def test_the_real_engine_gives_the_same_bits_elsewhere(tmp_path, pool):
    scenario = offramp.load("ardenia", without=["strain"])
    here, there = (
        offramp.run(scenario, 12, days=12, out=tmp_path / name, executor=executor, block=6)
        for name, executor in (("here", None), ("there", pool))
    )
    assert here.manifest.digests == there.manifest.digests
    assert parts(here) == parts(there)


def test_questions_are_answered_elsewhere_too(pool, tmp_path):
    scenario = offramp.load("ardenia")
    calm = {"calm": offramp.load("ardenia", without=["strain"])}
    here, there = (
        (
            offramp.compare(scenario, calm, 20, days=30, executor=executor, block=10, out=out),
            offramp.sweep(scenario, "meeting_rate", [1, 2], members=20, executor=executor),
            offramp.matters(scenario, members=40, executor=executor, block=10),
            offramp.replay("ardenia", members=20, executor=executor, block=10),
        )
        for executor, out in ((None, tmp_path / "here"), (pool, tmp_path / "there"))
    )
    assert [one.to_dict() for one in here] == [one.to_dict() for one in there]
    for kept in ("as-it-is", "calm"):
        runs = [Run.open(tmp_path / where / kept) for where in ("here", "there")]
        assert runs[0].manifest.digests == runs[1].manifest.digests


def test_an_engine_comes_out_of_its_pickle_with_all_its_options():
    engine = offramp.Engine(offramp.load("ardenia"), traced=False)
    remade, (kind, _, processes, options) = engine.__reduce__()
    assert kind is offramp.Engine
    given = signature(offramp.Engine).parameters.values()
    assert set(options) == {one.name for one in given if one.kind == Parameter.KEYWORD_ONLY}
    again = remade(*engine.__reduce__()[1])
    assert processes == again._available
    assert [again.__reduce__()[1][3], again.scenario.id] == [options, "ardenia"]


def test_a_table_of_words_can_be_sent():
    names = Names()
    codes = [names.code(word) for word in ("war", "peace")]
    again = pickle.loads(pickle.dumps(names))
    assert [again.code(word) for word in ("war", "peace", "truce")] == [*codes, 3]


def first(block, _layout):
    return int(block.members[0])


class Deadly(Double):
    """Kills the process that runs it once it comes to a member."""

    def run(self, members, seed, days=None):
        if members[0] >= 256:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().run(members, seed, days)


def test_a_process_that_is_killed_is_a_sentence():
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        plan = Plan(stop=512, block=64, executor=pool)
        with (
            pytest.raises(LostWorkersError, match="a process that ran futures was killed"),
            Workers(Deadly(), plan, first) as workers,
        ):
            list(workers.results())


def test_few_blocks_are_under_way_in_a_pool(pool):
    plan = Plan(stop=60, block=4, executor=pool)
    with Workers(Double(), plan, first) as workers:
        for _ in workers.results():
            assert len(workers._under_way) <= 2 + 1
    assert width(pool) == plan.workers() == 2


class Counted(Double):
    made = 0

    def __setstate__(self, state):
        Counted.made += 1
        self.__dict__.update(state)


def test_an_engine_is_made_once_in_a_process():
    engine = packed(Counted())
    for _ in range(3):
        Task(engine, first, 1, None, versions_here())(0, 2)
    assert Counted.made == 1


def test_other_versions_are_refused():
    theirs = tuple((name, "0.0" if name == "numba" else own) for name, own in versions_here())
    with pytest.raises(RunError, match=r"has numba \d.* instead of 0.0, so its futures might"):
        Task(packed(Double()), first, 1, None, theirs)(0, 2)


def test_processes_of_this_machine_are_let_go():
    with processes_here(None) as none:
        assert none is None
    with processes_here(1) as pool:
        assert pool is not None
        assert pool.submit(signal.getsignal, signal.SIGINT).result() is signal.SIG_IGN
        os.kill(pool.submit(os.getpid).result(), signal.SIGINT)
        assert pool.submit(int, "1").result() == 1


def test_two_places_are_refused(pool):
    with pytest.raises(RunError, match="blocks run in one place"), opened(pool, "tcp://h:1"):
        pass


def test_members_of_shards_that_are_done_are_left_out():
    members = [m for a, b in Plan(100, 1300, block=300, done=frozenset([0, 2])).blocks()
               for m in range(a, b)]  # fmt: skip
    wanted = [m for m in range(100, 1300) if m // 256 not in {0, 2}]
    assert np.array_equal(members, wanted)
    assert not list(Plan(stop=256, done=frozenset([0])).blocks())


def test_designs_of_a_scenario_share_an_engine_elsewhere():
    engine = untraced(offramp.load("ardenia"))
    designs = [nested(engine.layout, seed, 4, 2) for seed in (1, 2)]
    one, other = (pickle.loads(pickle.dumps(Designed(engine, design))) for design in designs)
    assert one._engine is other._engine is not engine
    assert [one._design.digest(), other._design.digest()] == [each.digest() for each in designs]


@pytest.mark.parametrize(
    ("out", "said"),
    [(None, "nothing is kept; with --out"), ("kept", "the same command goes on in")],
)
def test_a_question_that_lost_its_workers_says_how_to_go_on(out, said):
    gone = LostWorkersError("gone")
    with pytest.raises(LostWorkersError, match=f"^gone; .*{said}"), going_on(out):
        raise gone
