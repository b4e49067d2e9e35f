"""`shards/NNNNNN.json`: says that a shard is whole, and what its files and its futures are.

It is written after all other files of the shard, so that a shard without it is not there. When a
run goes on, the files are compared with what it says of them.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from offramp.results.errors import RunError
from offramp.results.folder import Folder, write_whole

_PIECE = 1 << 24
"""Bytes that are read at a time."""


@dataclass(frozen=True)
class ShardFile:
    """What is known of a shard that is whole."""

    members: list[int]
    """Its first member, and the one after the last."""
    digests: dict[str, str]
    """SHA-256 of its members' `events`, `series` and `members`."""
    files: dict[str, list[int]]
    """Bytes and CRC-32 of each of its files, by path inside the folder."""

    def write(self, folder: Folder, number: int) -> None:
        """Write it, whole or not at all."""
        write_whole(folder.shard(number), json.dumps(asdict(self), indent=1) + "\n")

    def broken(self, folder: Folder) -> Path | None:
        """Return the first of its files that is not as it was written, or None."""
        for name, expected in self.files.items():
            if not _is_as_written(folder.path / name, expected):
                return folder.path / name
        return None


def shard_file(
    folder: Folder, members: tuple[int, int], digests: dict[str, str], paths: Sequence[Path]
) -> ShardFile:
    """Describe a shard whose files are written."""
    files = {str(path.relative_to(folder.path)): fingerprint(path) for path in paths}
    return ShardFile(list(members), digests, files)


def read_shard_file(folder: Folder, number: int) -> ShardFile:
    """Read what is known of a shard.

    Raises:
        RunError: if it is not there or damaged.
    """
    path = folder.shard(number)
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        return ShardFile(**{field.name: given[field.name] for field in fields(ShardFile)})
    except (OSError, ValueError, TypeError, KeyError) as error:
        msg = f"{path} is missing or damaged: {folder.mend()}"
        raise RunError(msg) from error


def check_part(path: Path) -> None:
    """Raise an error unless a file of a shard holds the bytes that were written.

    For readers that would take other bytes for numbers: of a Parquet file DuckDB looks at no
    checksum. It takes about a second for a gigabyte.

    Args:
        path: of the file, `KIND/part-NNNNNN.parquet` in the folder of a run.

    Raises:
        RunError: if it is missing or damaged, or nothing is known of its shard.
    """
    folder = Folder(path.parent.parent)
    shard = read_shard_file(folder, int(path.stem.rpartition("-")[2]))
    if not _is_as_written(path, shard.files.get(f"{path.parent.name}/{path.name}")):
        msg = f"{path} is missing or damaged: {folder.mend()}"
        raise RunError(msg)


def whole_shards(folder: Folder, *, without_series: bool = False) -> dict[int, ShardFile]:
    """Return the shards that are there and as they were written, by number.

    Args:
        folder: of the run.
        without_series: whether their series may be missing, since nothing is to be made of them.
    """
    found = {}
    for path in sorted(folder.shards.glob("*.json")):
        try:
            shard = read_shard_file(folder, int(path.stem))
        except (RunError, ValueError):
            continue
        broken = shard.broken(folder)
        if broken is None or (without_series and broken == folder.working_part(int(path.stem))):
            found[int(path.stem)] = shard
    return found


def _is_as_written(path: Path, expected: list[int] | None) -> bool:
    """Return whether a file has the fingerprint that was written down; False where none was."""
    try:
        whole = expected is not None and path.stat().st_size == expected[0]
        return whole and fingerprint(path) == expected
    except OSError:
        return False


def fingerprint(path: Path) -> list[int]:
    """Return the number of bytes of a file, and their CRC-32."""
    size = code = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            size, code = size + len(piece), zlib.crc32(piece, code)
    return [size, code]
