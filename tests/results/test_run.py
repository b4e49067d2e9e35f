import json

import numpy as np
import pytest
import xarray

from offramp.results.errors import RunError
from offramp.results.events_store import SCHEMA
from offramp.results.plain_arrays import PlainArrays
from offramp.results.run import Run
from tests.ensemble.double import DAYS, run_double


@pytest.fixture
def small(tmp_path):
    return run_double(tmp_path / "run", members=(0, 3))


def test_what_was_written_is_opened(whole):
    run = Run.open(whole.path)
    assert run.summary == whole.summary
    assert (run.members, run.complete, run.path) == (300, True, whole.path)
    assert Run.open(whole.path / "run.json").members == 300


def test_it_prints_itself(whole):
    assert "Run of A made-up crisis" in repr(whole)
    assert "300 futures of 40 days from 1 March 2030, as of 10 March 2030, seed 1" in repr(whole)
    assert "<strong>Run of A made-up crisis</strong>" in whole._repr_html_()


def test_series_have_named_axes_and_dates(whole):
    arrivals = whole.series["arrivals"]
    assert arrivals.dims == ("member", "day", "hosts")
    assert arrivals.shape == (300, DAYS, 2)
    assert arrivals.dtype == np.int32
    assert str(arrivals["date"].values[9])[:10] == "2030-03-10"
    assert arrivals.attrs["units"] == "person/day"
    one = arrivals.sel(member=7, hosts="AAA")
    assert one.shape == (DAYS,)
    assert whole.series["strain"].dtype == np.float32
    assert whole.parameters["load"].to_numpy().shape == (300,)


def test_others_can_open_the_series_by_themselves(whole):
    data = xarray.open_zarr(whole.folder.series, chunks=None)
    assert set(whole.series.data_vars) == set(data.data_vars)
    assert data["arrivals"].equals(whole.series["arrivals"])


def test_events_are_a_table_with_words_dates_and_places_of_rules(whole):
    assert whole.events.schema.equals(SCHEMA)
    first = whole.events.slice(0, 3).to_pylist()
    assert [row["kind"] for row in first] == ["observed", "finding", "in_force"]
    assert str(first[2]["date"]) == "2030-03-02"
    assert first[2]["causes"] == [0, 1]
    assert first[2]["where"] == "events.yaml:11"
    votes = [row for row in whole.events.to_pylist() if row["rule"] == "procedures.all"]
    assert [given["name"] for given in votes[0]["inputs"]] == ["AAA", "BBB"]


def test_the_manifest_says_what_the_run_is(whole):
    found = json.loads((whole.path / "run.json").read_text())
    assert found["schema_version"] == 3
    assert found["seed"] == found["summary"]["seed"] == 1
    assert found["versions"].keys() >= {"python", "offramp", "numpy", "zarr", "pyarrow"}
    assert found["digests"]["series"]["shards"].keys() == {"0", "1"}
    assert found["scenario"]["hash"] == "0" * 64
    assert "/" not in json.dumps({k: v for k, v in found.items() if k != "summary"})


def rewrite(run, **changes):
    path = run.path / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_another_schema_version_is_a_sentence(small):
    rewrite(small, schema_version=2)
    with pytest.raises(RunError, match="was written with schema version 2, and this offramp reads"):
        Run.open(small.path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"schema_version": 1, ', r"cannot be read \(line 1: .*\), so it is damaged"),
        ("", "cannot be read"),
        ("[]", "is no manifest of a run"),
        ('{"schema_version": 3}', "lacks `as_of`, so it is damaged"),
        (b"\xff\xfe\x00", "is not text"),
    ],
)
def test_a_damaged_manifest_is_a_sentence(small, text, says):
    path = small.path / "run.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RunError, match=says):
        Run.open(small.path)


@pytest.mark.parametrize(
    "changes", [{"days": "x"}, {"present": [[0]]}, {"member_range": None}, {"members": 2}]
)
def test_a_manifest_with_the_wrong_kind_of_value_is_a_sentence(small, changes):
    rewrite(small, **changes)
    with pytest.raises(RunError, match=f"has an unreadable `{next(iter(changes))}`"):
        Run.open(small.path)


def test_what_is_no_run_is_a_sentence(small, tmp_path):
    with pytest.raises(RunError, match="there is no run at"):
        Run.open(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(RunError, match=r"has no run\.json, so it is no run"):
        Run.open(tmp_path / "empty")
    (tmp_path / "letter").write_text("dear")
    with pytest.raises(RunError, match="is a file: give the folder"):
        Run.open(tmp_path / "letter")
    (small.path / "run.json").unlink()
    with pytest.raises(RunError, match="holds a run that was not finished"):
        Run.open(small.path)


def test_a_summary_that_lacks_something_is_damaged(small):
    run = Run.open(small.path)
    given = json.loads(run.folder.manifest.read_text())
    del given["summary"]["chains"]["observed"]
    run.folder.manifest.write_text(json.dumps(given))
    damaged = Run.open(small.path)
    assert damaged.summary["chains"] == given["summary"]["chains"]
    with pytest.raises(
        RunError, match=r"run\.json lacks `observed`, so it is damaged: `offramp run --resume"
    ):
        damaged.summary["chains"]["observed"]


def test_missing_or_damaged_files_are_a_sentence(small):
    run = Run.open(small.path)
    run.folder.part(0).write_bytes(b"PAR1 not really")
    with pytest.raises(RunError, match=r"part-000000\.parquet is missing or damaged"):
        _ = run.events
    run.folder.part(0).unlink()
    with pytest.raises(RunError, match=r"part-000000\.parquet is missing or damaged"):
        _ = run.events
    run.folder.series.rename(run.path / "elsewhere")
    with pytest.raises(RunError, match=r"series\.zarr is missing or damaged"):
        _ = run.series
    with pytest.raises(RunError, match=r"the scenario in .* is missing or damaged"):
        _ = run.scenario


@pytest.mark.parametrize("store", ["series", "hosts"])
def test_a_damaged_piece_of_an_array_is_a_sentence_when_it_is_read(small, store):
    path = small.path / f"{store}.zarr"
    for chunk in (path / "arrivals" / "c").rglob("*"):
        if chunk.is_file():
            content = bytearray(chunk.read_bytes())
            content[len(content) // 2] ^= 1
            chunk.write_bytes(content)
    arrivals = getattr(Run.open(small.path), store)["arrivals"]
    assert arrivals.shape == (3, DAYS, 2)
    says = rf"{store}\.zarr is missing or damaged: `offramp run --resume .*` makes what is missing$"
    for read in (lambda: arrivals.values, lambda: arrivals.sel(member=1).sum(), arrivals.load):
        with pytest.raises(RunError, match=says):
            read()
    with pytest.raises(KeyError):
        arrivals.sel(member=99)


def test_pieces_of_an_array_are_read_in_any_way(whole):
    arrivals = whole.series["arrivals"]
    everything = arrivals.values
    assert (arrivals[7, :, 1].values == everything[7, :, 1]).all()
    assert (arrivals[[5, 2], 3:9, [1]].values == everything[[5, 2], 3:9][:, :, [1]]).all()
    assert (arrivals.sel(member=[4, 250]).isel(day=-1) == everything[[4, 250], -1]).all()
    assert whole.series.isel(member=0).load()["arrivals"].equals(arrivals[0])


def test_a_chunk_that_is_gone_is_not_read_as_one_never_written(small):
    run = Run.open(small.path)
    assert run.folder.arrays.exists()
    for store in (run.folder.series, run.folder.quantiles):
        chunk = next(path for path in sorted((store / "strain" / "c").rglob("0")) if path.is_file())
        packed = chunk.read_bytes()
        chunk.unlink()
        again = Run.open(small.path)
        with pytest.raises(RunError, match=f"{store.name} is missing or damaged: `offramp run --r"):
            _ = again.series["strain"].values + again.quantiles["strain"].values
        with pytest.raises(RunError, match=f"{store.name} is missing or damaged"):
            PlainArrays(store, run.folder.mend()).read("strain")
        chunk.write_bytes(packed)
    assert Run.open(small.path).series["strain"].shape == (3, DAYS, 2)


@pytest.mark.parametrize("at", [0.1, 0.3, 0.5, 0.7])
def test_bytes_that_are_not_as_written_are_no_events(small, at):
    path = Run.open(small.path).folder.part(0)
    packed = bytearray(path.read_bytes())
    first = int(at * len(packed))
    packed[first : first + 8] = bytes(255 - byte for byte in packed[first : first + 8])
    path.write_bytes(packed)
    with pytest.raises(RunError, match=r"part-000000\.parquet is missing or damaged"):
        _ = Run.open(small.path).events
