"""The files of arrays in Zarr, version 3: what its specification says, as far as a run needs it.

The library `zarr` reads them, and so does every other. It is not asked to write or read them here,
since each of some hundred arrays goes by way of a thread of its own: of `offramp run ardenia` with
20 futures it takes 0.5 to 1 second beside 2.4 (of 1,000 futures of `ukraine-2022` nothing that can
be told from noise).

See https://zarr-specs.readthedocs.io/en/latest/v3/core/v3.0.html.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOSC = {"cname": "zstd", "clevel": 1, "shuffle": "shuffle", "blocksize": 0}
_ZSTD = {"name": "zstd", "configuration": {"level": 0, "checksum": False}}


def numbers_head(
    shape: Sequence[int],
    chunk: int,
    dtype: np.dtype[Any],
    fill: float,
    axes: Sequence[str],
    about: Mapping[str, str],
) -> dict[str, Any]:
    """Return the metadata of an array of numbers, every chunk of which carries a checksum.

    Args:
        shape: of the array.
        chunk: how much of its first axis lies in one chunk; of the others all does.
        dtype: of its numbers.
        fill: stands where nothing was written.
        axes: names of its axes.
        about: its attributes.
    """
    blosc = {"typesize": dtype.itemsize, **_BLOSC}
    codecs = [_little_endian(), {"name": "blosc", "configuration": blosc}, {"name": "crc32c"}]
    chunks = [max(size, 1) for size in (chunk, *shape[1:])]
    stands = "NaN" if np.isnan(fill) else fill
    return _head(shape, chunks, dtype.name, stands, codecs, axes, about)


def coordinate_head(values: NDArray[Any], axis: str, about: Mapping[str, str]) -> dict[str, Any]:
    """Return the metadata of numbers along an axis."""
    zero = values.dtype.type(0).item()
    chunks, name = [max(len(values), 1)], values.dtype.name
    return _head(values.shape, chunks, name, zero, [_little_endian(), _ZSTD], [axis], about)


def words_head(words: Sequence[str], axis: str) -> dict[str, Any]:
    """Return the metadata of words along an axis."""
    codecs = [{"name": "vlen-utf8", "configuration": {}}, _ZSTD]
    return _head([len(words)], [max(len(words), 1)], "string", "", codecs, [axis], {})


def group_head(members: Mapping[str, Any], about: Mapping[str, str]) -> dict[str, Any]:
    """Return the metadata of a group with those of all that is in it."""
    inside = {"kind": "inline", "must_understand": False, "metadata": dict(sorted(members.items()))}
    return {
        "attributes": dict(about),
        "zarr_format": 3,
        "consolidated_metadata": inside,
        "node_type": "group",
    }


def write_head(folder: Path, head: Mapping[str, Any]) -> None:
    """Write the metadata of a node into its folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "zarr.json").write_text(json.dumps(head, indent=2), encoding="utf-8")


def write_chunk(folder: Path, number: int, head: Mapping[str, Any], values: NDArray[Any]) -> None:
    """Write one chunk of an array; one that holds nothing but the fill value is left out.

    Args:
        folder: of the array.
        number: of the chunk along the first axis.
        head: metadata of the array.
        values: of the chunk; fewer than its shape has along the first axis only in the last.
    """
    fill, shape = head["fill_value"], head["chunk_grid"]["configuration"]["chunk_shape"]
    if not values.size:
        return
    if head["data_type"] == "string":
        empty = not any(values)
    else:
        same = np.isnan(values) if fill == "NaN" else values == fill
        empty = bool(same.all())
    if empty:
        return
    if len(values) < shape[0]:
        whole = np.full(shape, np.nan if fill == "NaN" else fill, values.dtype)
        whole[: len(values)] = values
        values = whole
    path = folder.joinpath("c", str(number), *("0" for _ in shape[1:]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_encoded(values, head))


def read_array(folder: Path, rows: slice = slice(None)) -> NDArray[Any]:
    """Read rows of an array of numbers that was written so.

    Raises:
        OSError, ValueError, KeyError, TypeError, RuntimeError: if it is missing or damaged.
    """
    head = json.loads((folder / "zarr.json").read_text(encoding="utf-8"))
    shape, chunk = head["shape"], head["chunk_grid"]["configuration"]["chunk_shape"]
    fill = np.nan if head["fill_value"] == "NaN" else head["fill_value"]
    first, stop, _ = rows.indices(shape[0])
    out = np.full((max(stop - first, 0), *shape[1:]), fill, head["data_type"])
    if not out.size:
        return out
    for number in range(first // chunk[0], -(-stop // chunk[0])):
        path = folder.joinpath("c", str(number), *("0" for _ in shape[1:]))
        if path.exists():
            a, b = number * chunk[0], min((number + 1) * chunk[0], stop)
            values = _decoded(path.read_bytes(), head).reshape(chunk)
            out[max(a, first) - first : b - first] = values[max(first - a, 0) : b - a]
    return out


def shape_of(folder: Path) -> tuple[int, ...]:
    """Return the shape of an array.

    Raises:
        OSError, ValueError, KeyError: if it is missing or damaged.
    """
    return tuple(json.loads((folder / "zarr.json").read_text(encoding="utf-8"))["shape"])


def _encoded(values: NDArray[Any], head: Mapping[str, Any]) -> bytes:
    from numcodecs import blosc
    from numcodecs.checksum32 import CRC32C
    from numcodecs.vlen import VLenUTF8
    from numcodecs.zstd import Zstd

    if head["data_type"] == "string":
        return bytes(Zstd(0).encode(VLenUTF8().encode(values)))
    plain = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    if _codecs(head) == ZSTD:
        return bytes(Zstd(0).encode(plain))
    blosc.use_threads = False  # they write blocks in the order in which they end
    codec = blosc.Blosc(_BLOSC["cname"], _BLOSC["clevel"], blosc.SHUFFLE, 0)
    return bytes(CRC32C().encode(codec.encode(plain)))


def _decoded(packed: bytes, head: Mapping[str, Any]) -> NDArray[Any]:
    from numcodecs.blosc import Blosc
    from numcodecs.checksum32 import CRC32C
    from numcodecs.zstd import Zstd

    kind = np.dtype(head["data_type"]).newbyteorder("<")
    if _codecs(head) == ZSTD:
        return np.frombuffer(Zstd().decode(packed), kind)
    if _codecs(head) != BLOSC:
        msg = f"packed in another way: {_codecs(head)}"
        raise ValueError(msg)
    return np.frombuffer(Blosc().decode(CRC32C().decode(packed)), kind)


def _codecs(head: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(codec["name"] for codec in head["codecs"])


ZSTD = ("bytes", "zstd")
"""How numbers along an axis are packed."""
BLOSC = ("bytes", "blosc", "crc32c")
"""How arrays of numbers are packed."""


def _little_endian() -> dict[str, Any]:
    return {"name": "bytes", "configuration": {"endian": "little"}}


def _head(
    shape: Sequence[int],
    chunks: Sequence[int],
    kind: str,
    fill: float | str,
    codecs: list[dict[str, Any]],
    axes: Sequence[str],
    about: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "shape": list(shape),
        "data_type": kind,
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": list(chunks)}},
        "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
        "fill_value": fill,
        "codecs": codecs,
        "attributes": dict(about),
        "dimension_names": list(axes),
        "zarr_format": 3,
        "node_type": "array",
        "storage_transformers": [],
    }
