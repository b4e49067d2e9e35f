"""Same bits: SHA-256 of what each member is, whatever the files, blocks and threads.

The digest of a member is taken over decoded values in a fixed order: arrays by name with the
labels of their axes, in the types in which they are kept; events with their words, not with codes.
Series are the arrays that follow the days; what is known of a member in the end has a digest of
its own. `where` is left out, since it says where a rule stands and not what happened. A range of
members is the SHA-256 of its members' digests, one after the other.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import EventTable
from offramp.results.arrays import Arrays, array_infos, by_day
from offramp.results.events_store import WORDS


def series_digests(arrays: Arrays, labels: dict[str, tuple[str, ...]]) -> list[bytes]:
    """Return the digest of each member's series.

    Args:
        arrays: by name, each of shape (member, ...); those that do not follow the days are left
            out.
        labels: along each axis but `member` and `day`.
    """
    infos = array_infos()
    return _digests({k: v for k, v in arrays.items() if by_day(infos[k])}, labels)


def member_digests(arrays: Arrays, labels: dict[str, tuple[str, ...]]) -> list[bytes]:
    """Return the digest of what is known of each member in the end; see `series_digests`."""
    infos = array_infos()
    return _digests({k: v for k, v in arrays.items() if not by_day(infos[k])}, labels)


def _digests(arrays: Arrays, labels: dict[str, tuple[str, ...]]) -> list[bytes]:
    infos = array_infos()
    names = sorted(arrays)
    what = [[name, *([axis, *labels.get(axis, ())] for axis in infos[name].axes)] for name in names]
    head = hashlib.sha256(json.dumps(what).encode()).digest()
    size = len(arrays[names[0]])
    found = [hashlib.sha256(head) for _ in range(size)]
    for name in names:
        values = _plain(arrays[name].astype(infos[name].dtype, copy=False))
        for digest, own in zip(found, values, strict=True):
            digest.update(own.data)
    return [digest.digest() for digest in found]


def _plain(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """Return values in the one form that is digested: floats with one not-a-number."""
    if values.dtype.kind in "iu":
        return np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    if values.dtype.kind != "f":
        msg = f"no form for {values.dtype}"
        raise TypeError(msg)
    plain = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    lost = np.isnan(plain)
    return np.where(lost, plain.dtype.type(np.nan), plain) if lost.any() else plain


def event_digests(events: EventTable, words: Sequence[str], members: Iterable[int]) -> list[bytes]:
    """Return the digest of each member's events.

    Args:
        events: of these members, in order.
        words: that the codes stand for.
        members: their numbers, in order.
    """
    table = np.frombuffer(
        b"".join(hashlib.sha256(word.encode()).digest()[:16] for word in words), "<u8"
    ).reshape(-1, 2)
    columns: list[NDArray[np.generic]] = [
        np.ascontiguousarray(events.event, "<i8"),
        np.ascontiguousarray(events.day, "<i8"),
        _plain(events.magnitude),
        *(table[getattr(events, name)] for name in WORDS),
        np.diff(events.causes_start),
        np.diff(events.inputs_start),
    ]
    causes, inputs = np.ascontiguousarray(events.causes, "<i8"), _plain(events.inputs)
    names = table[events.input_names]
    found = []
    for member in members:
        a, b = np.searchsorted(events.member, [member, member + 1])
        from_cause, to_cause = events.causes_start[a], events.causes_start[b]
        from_input, to_input = events.inputs_start[a], events.inputs_start[b]
        digest = hashlib.sha256(int(b - a).to_bytes(8, "little"))
        for column in columns:
            digest.update(column[a:b].tobytes())
        digest.update(causes[from_cause:to_cause].tobytes())
        digest.update(names[from_input:to_input].tobytes())
        digest.update(inputs[from_input:to_input].tobytes())
        found.append(digest.digest())
    return found


def combine(digests: Iterable[bytes]) -> str:
    """Return the digest of members that follow one another, in hexadecimal."""
    return hashlib.sha256(b"".join(digests)).hexdigest()
