from dataclasses import replace

import numpy as np
import pytest

from offramp.results.arrays import axis_labels, block_arrays
from offramp.results.digest import _plain, event_digests, member_digests, series_digests
from tests.ensemble.double import Double

MEMBERS = np.arange(5)


@pytest.fixture
def parts():
    double = Double()
    block = double.run(MEMBERS, 1)
    labels = axis_labels(double.layout)
    return block_arrays(block, labels["questions"]), labels, block.events, double.layout.names.words


def test_how_numbers_are_kept_does_not_matter(parts):
    arrays, labels, _, _ = parts
    wide = arrays | {"arrivals": arrays["arrivals"].astype(np.int64)}
    assert series_digests(wide, labels) == series_digests(arrays, labels)
    strange = arrays["strain"].copy()
    strange[np.isnan(strange)] = -np.float32(np.nan)
    assert series_digests(arrays | {"strain": strange}, labels) == series_digests(arrays, labels)


@pytest.mark.parametrize("name", ["arrivals", "strain", "outcome", "hazard", "quantity"])
def test_one_other_number_changes_its_member_only(parts, name):
    arrays, labels, _, _ = parts
    other = arrays[name].copy()
    other.reshape(5, -1)[3, 0] += 1
    digests = series_digests if name in {"arrivals", "strain"} else member_digests
    before, after = digests(arrays, labels), digests(arrays | {name: other}, labels)
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, True, False, True]


def test_another_label_changes_all(parts):
    arrays, labels, _, _ = parts
    other = labels | {"hosts": ("AAA", "CCC")}
    pairs = zip(series_digests(arrays, labels), series_digests(arrays, other), strict=True)
    assert all(a != b for a, b in pairs)


@pytest.mark.parametrize(
    "name", ["day", "kind", "item", "actor", "rule", "magnitude", "causes", "inputs", "input_names"]
)
def test_one_other_event_changes_its_member_only(parts, name):
    _, _, events, words = parts
    values = getattr(events, name).copy()
    starts = {"causes": events.causes_start, "inputs": events.inputs_start}
    starts["input_names"] = starts["inputs"]
    row = int(np.flatnonzero(np.diff(starts[name]))[-1]) if name in starts else len(events) - 1
    at = starts[name][row] if name in starts else row
    values[at] = 2 if values.dtype.kind == "i" else 77.0
    before = event_digests(events, words, MEMBERS)
    after = event_digests(replace(events, **{name: values}), words, MEMBERS)
    changed = int(events.member[row])
    assert [a != b for a, b in zip(before, after, strict=True)] == [m == changed for m in MEMBERS]


def test_codes_do_not_matter(parts):
    _, _, events, words = parts
    shift = {"kind", "item", "actor", "target", "place", "rule", "input_names"}
    other = replace(events, **{name: getattr(events, name) + 1 for name in shift})
    assert event_digests(other, ["unused", *words], MEMBERS) == event_digests(
        events, words, MEMBERS
    )


def test_only_numbers_are_digested():
    with pytest.raises(TypeError):
        _plain(np.array(["a"]))
