"""The law of hosts, laid over an imported instance, splits the totals of its counts."""

from pathlib import Path

import numpy as np
import pytest

import offramp
from offramp.calibration.observed import observed_stocks
from offramp.engine.engine import Engine
from offramp.importing.flee import import_flee
from offramp.processes import PROCESSES
from offramp.testing import check_process
from tests.importing.flee.instance import write_instance

SHORT = "quantities:\n  hosts_seen_until: {value: 3}\n"


@pytest.fixture
def scenario(tmp_path: Path):
    import_flee(write_instance(tmp_path / "instance"), tmp_path / "made")
    (tmp_path / "short.yaml").write_text(SHORT, encoding="utf-8")
    return offramp.load(tmp_path / "made", overlays=["laws/hosts", tmp_path / "short.yaml"])


def test_totals_are_those_counted_and_shares_are_the_law_s(scenario):
    engine = Engine(scenario, PROCESSES)
    hosted = engine.run(np.arange(20), 1).series["hosted"]
    counted = observed_stocks(scenario).people(scenario.days)
    known = slice(4, 7)  # later counts of one host are from after the as-of date
    wanted = np.tile(counted[known].sum(axis=1), (20, 1))
    assert hosted[:, known].sum(axis=2) == pytest.approx(wanted, abs=10)
    hillside = hosted[:, :, scenario.labels("hosts").index("Hillside")]
    assert (np.diff(hillside[:, 3:6]) <= 0).all()
    assert np.ptp(hillside[:, -1]) > 0


def test_it_keeps_the_contract_of_a_process(scenario):
    check_process("hosts", scenario, members=3, days=8)


def test_members_take_rows_of_the_fit(scenario):
    rows = scenario.series["hosts_fit"].rows
    engine = Engine(scenario, PROCESSES)
    state = engine.begin(np.arange(300), 1)
    columns = [engine.layout.columns[name].start for name in rows[0]]
    drawn = {tuple(row) for row in state["base"][:, columns]}
    assert drawn <= {tuple(row.values()) for row in rows}
    assert len(drawn) > 100


def test_a_run_is_read_back_with_its_fit(scenario, tmp_path):
    run = offramp.run(scenario, members=4, out=tmp_path / "run")
    assert offramp.Run.open(run.path).scenario.series["hosts_fit"].rows == (
        scenario.series["hosts_fit"].rows
    )
