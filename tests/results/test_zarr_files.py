"""The files of arrays: any library that reads Zarr finds in them what was written."""

from datetime import date
from typing import Any

import numpy as np
import pytest
import zarr

from offramp.results.array_store import ArrayStore
from offramp.results.arrays import ArrayInfo
from offramp.results.errors import RunError
from offramp.results.plain_arrays import PlainArrays

MEMBERS = np.arange(5, 15)
DAYS = np.arange(3, dtype=np.int32)


def info(kind):
    return ArrayInfo(("day", "hosts"), np.dtype(kind), "person", "People")


@pytest.fixture
def store(tmp_path):
    """Ten members in chunks of four, given in pieces of other sizes; one array of nothing."""
    made = ArrayStore(
        tmp_path / "a", {"member": MEMBERS, "day": DAYS, "hosts": ["AAA", "é"]}, date(2030, 3, 1)
    )
    values = np.random.default_rng(1).integers(-1, 9, (10, 3, 2)).astype(np.int32)
    rows = made.array("people", ("member", "day", "hosts"), info(np.int32), 4)
    for piece in np.split(values, [3, 4, 9]):
        rows.add(piece)
    made.array("share", ("member", "day", "hosts"), info(np.float32), 4).add(
        np.full((10, 3, 2), np.nan, np.float32)
    )
    made.close()
    return tmp_path / "a", values


def test_the_library_reads_them(store):
    path, values = store
    group: Any = zarr.open_group(path, mode="r")
    assert dict(group.attrs) == {"coordinates": "date"}
    assert set(group.array_keys()) == {"date", "day", "hosts", "member", "people", "share"}
    people = group["people"]
    assert (people.chunks, people.attrs["units"]) == ((4, 3, 2), "person")
    assert np.array_equal(people[:], values)
    assert np.isnan(group["share"][:]).all()
    assert list(group["hosts"][:]) == ["AAA", "é"]
    assert np.array_equal(group["member"][:], MEMBERS)


@pytest.mark.parametrize("rows", [slice(None), slice(0, 4), slice(3, 9), slice(8, 99), slice(4, 4)])
def test_rows_are_read_without_it(store, rows):
    path, values = store
    arrays = PlainArrays(path, "run it again")
    assert arrays.shape("people") == values.shape
    assert np.array_equal(arrays.read("people", rows, slice(1, 3)), values[rows, 1:3])
    assert np.isnan(arrays.read("share", rows)).all()
    assert np.array_equal(arrays.read("member", rows), MEMBERS[rows])


def test_a_damaged_chunk_is_a_sentence(store):
    path, _ = store
    chunk = path / "people" / "c" / "1" / "0" / "0"
    chunk.write_bytes(chunk.read_bytes()[:-1] + b"?")
    arrays = PlainArrays(path, "run it again")
    assert arrays.read("people", slice(0, 4)).shape == (4, 3, 2)
    with pytest.raises(RunError, match="missing or damaged: run it again"):
        arrays.read("people", slice(4, 5))
