"""`arrays.json`: says that the arrays which go across futures are made, and what their files are.

Once it is there the series of the shards are of no more use: what was worked out of them is kept.
"""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from offramp.results.folder import Folder, write_whole
from offramp.results.shard_file import fingerprint


@dataclass(frozen=True)
class ArraysFile:
    """Arrays that are whole."""

    present: list[list[int]]
    """Ranges of the members that they are of."""
    files: dict[str, list[int]]
    """Bytes and CRC-32 of each file, by path inside the folder."""

    def write(self, folder: Folder) -> None:
        """Write it, whole or not at all."""
        write_whole(folder.arrays, json.dumps(asdict(self), indent=1) + "\n")


def arrays_file(folder: Folder, present: list[list[int]]) -> ArraysFile:
    """Describe the arrays that are in a folder."""
    return ArraysFile(present, {name: fingerprint(folder.path / name) for name in _names(folder)})


def arrays_made(folder: Folder) -> list[list[int]] | None:
    """Return of which members arrays are there, as they were written; None where they are not."""
    try:
        given = json.loads(folder.arrays.read_text(encoding="utf-8"))
        made = ArraysFile(**{field.name: given[field.name] for field in fields(ArraysFile)})
        whole = all(fingerprint(folder.path / name) == it for name, it in made.files.items())
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return made.present if whole else None


def check_files(store: Path) -> None:
    """Raise an error unless all files of a store of arrays are there, as long as they were written.

    A chunk that is missing would be read as one of which nothing was written. What lies in a file
    is not looked at: each carries a checksum. Of a store of which nothing is written down, as
    before a run is finished, nothing is asked.

    Args:
        store: folder of the store, in that of its run.

    Raises:
        OSError, ValueError, TypeError, KeyError: if one is missing or has another length.
    """
    try:
        given = json.loads(Folder(store.parent).arrays.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    for name, (size, _) in given["files"].items():
        if name.startswith(f"{store.name}/") and (store.parent / name).stat().st_size != size:
            raise ValueError(name)


def _names(folder: Folder) -> list[str]:
    """Return the paths of all files of the arrays inside the folder, in order."""
    found = []
    for store in (folder.series, folder.quantiles, folder.hosts):
        inside = [Path(at, name) for at, _, names in os.walk(store) for name in names]
        found += [path.relative_to(folder.path).as_posix() for path in sorted(inside)]
    return found
