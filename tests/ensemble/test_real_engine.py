"""The fictional scenario of the library, run by the engine itself."""

import pytest

import offramp
from offramp.results.run import Run
from offramp.results.same_bits import digest


def run(name, out, members=(0, 24), **how):
    return offramp.run(offramp.load(name), out=out, member_range=members, **how)


@pytest.fixture(scope="module")
def ardenia(tmp_path_factory):
    return run("ardenia", tmp_path_factory.mktemp("ardenia") / "run", threads=1)


def test_threads_and_blocks_change_no_bit(ardenia, tmp_path):
    other = run("ardenia", tmp_path / "run", threads=2, block=7)
    assert other.manifest.digests == ardenia.manifest.digests


def test_one_member_alone_is_the_same_as_among_others(ardenia, tmp_path):
    alone = run("ardenia", tmp_path / "run", members=(7, 8))
    assert digest(alone) == digest(ardenia, 7, 8)


def test_the_scenario_in_the_folder_runs_again_to_the_same_bits(ardenia, tmp_path):
    again = run(ardenia.folder.scenario, tmp_path / "run", threads=2)
    assert again.manifest.digests == ardenia.manifest.digests
    opened = Run.open(ardenia.path).scenario.model_dump()
    assert again.scenario.model_dump() == opened == ardenia.scenario.model_dump()
    assert again.events["where"].equals(ardenia.events["where"])


def test_it_explains_itself_with_file_and_line(ardenia):
    told = str(ardenia.explain())
    assert "The commonest observed chain (history, by" in told
    assert "rule: ardenia/events.csv:" in told
    assert "The commonest hypothesised chain (about" in told


def test_every_event_can_be_told(ardenia):
    for member in range(3):
        last = ardenia.events.filter(ardenia.events["member"].to_numpy() == member).num_rows - 1
        for event in range(0, last, 5):
            account = ardenia.explain(member=member, event=event).accounts[0]
            assert all(step.where for step in account.steps)
