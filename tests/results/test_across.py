from itertools import pairwise

import numpy as np
import pytest

from offramp.results import across
from offramp.results.across import QUANTILES, sample, slabs, spread
from offramp.results.errors import RunError
from offramp.results.working import ShardColumns, write_columns
from tests.ensemble.double import run_double

EDGES = (5, 20, 90, 133)


@pytest.fixture
def arrays():
    random = np.random.default_rng(1)
    gaps = random.random((128, 30, 4)).astype(np.float32)
    gaps[gaps < 0.3] = np.nan
    gaps[:, 3, 2] = np.nan
    return {"people": random.integers(0, 50, (128, 30, 7)).astype(np.int32), "gaps": gaps}


@pytest.fixture
def shards(arrays, tmp_path):
    found = []
    for at, (a, b) in enumerate(pairwise(EDGES)):
        own = {name: values[a - EDGES[0] : b - EDGES[0]] for name, values in arrays.items()}
        path = tmp_path / "run" / "working" / f"part-{at}.columns"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_columns(path, own)
        found.append(ShardColumns(path, (a, b)))
    return found


def test_arrays_come_back_as_they_were_written(arrays, shards):
    for name, values in arrays.items():
        back = np.concatenate([shard.array(name) for shard in shards])
        np.testing.assert_array_equal(back, values)
        assert back.dtype == values.dtype


@pytest.mark.parametrize("slab", [1, 1 << 24])
def test_quantiles_and_means_are_those_of_numpy_over_all_members(arrays, shards, monkeypatch, slab):
    monkeypatch.setattr("offramp.results.across.SLAB", slab)
    for name, values in arrays.items():
        flat = values.reshape(128, -1).astype(np.float64)
        quantiles, means = np.full((len(QUANTILES), flat.shape[1]), -1.0), np.empty(flat.shape[1])
        for which, columns in slabs(shards, name):
            quantiles[:, which], means[which] = spread(columns)
        empty = np.isnan(flat).all(axis=0)
        assert np.isnan(quantiles[:, empty]).all()
        expected = np.nanquantile(flat[:, ~empty], QUANTILES, axis=0)
        np.testing.assert_array_equal(quantiles[:, ~empty], expected)
        np.testing.assert_allclose(means[~empty], np.nanmean(flat[:, ~empty], axis=0), rtol=1e-12)


def test_a_sample_is_even_and_holds_what_is_asked_for():
    members = np.arange(100, 1100)
    found = sample(members, 200, [107])
    assert len(found) == 201
    assert 107 in found
    assert set(found) - {107} == set(range(100, 1100, 5))
    np.testing.assert_array_equal(sample(members[:7], 200), members[:7])


@pytest.mark.parametrize("where", [10, -3])
def test_a_damaged_file_is_a_sentence_that_says_which_futures_to_make_again(shards, where):
    path = shards[1].path
    whole = bytearray(path.read_bytes())
    whole[where] ^= 0xFF
    path.write_bytes(whole)
    with pytest.raises(RunError, match=r"--resume .*run` makes again futures 20 to 89"):
        ShardColumns(path, (20, 90)).array("people")


def test_what_is_kept_of_a_run_is_exact_and_keeps_its_numbers(whole, tmp_path):
    run = run_double(tmp_path / "run", threads=1)
    kept = run.series["member"].values
    assert 200 <= len(kept) < 300
    chains = [chain for kind in run.summary["chains"].values() for chain in kind]
    assert {chain["example"]["member"] for chain in chains} <= set(kept.tolist())
    assert run.manifest.digests == whole.manifest.digests
    assert run.summary == whole.summary
    for name, every in whole.series.items():
        np.testing.assert_array_equal(run.series[name].values, every.sel(member=kept).values)
        values = every.values.astype(np.float64)
        if not values.size:
            continue
        alone = np.isnan(values).all(axis=0)
        expected = np.nanquantile(np.where(alone, 0, values), QUANTILES, axis=0)
        found = run.quantiles[name].values
        np.testing.assert_array_equal(found, np.where(alone, np.nan, expected))
    hosted = whole.series["hosted"].values
    np.testing.assert_array_equal(run.hosts["hosted"].values, hosted)
    everywhere = np.quantile(hosted.sum(axis=2), 0.95, axis=0)
    found = run.quantiles["hosted_everywhere"].sel(quantile=0.95).values
    np.testing.assert_array_equal(found, everywhere)
    assert not (run.path / "working").exists()


def test_columns_are_put_in_order_some_at_a_time(monkeypatch):
    columns = np.random.default_rng(1).normal(size=(50, 30)).astype(np.float32)
    columns[columns > 1] = np.nan
    whole = across.spread(columns.copy())
    monkeypatch.setattr(across, "_AT_ONCE", 7 * 30 * 4)
    for one, other in zip(whole, across.spread(columns.copy()), strict=True):
        assert one.tobytes() == other.tobytes()
