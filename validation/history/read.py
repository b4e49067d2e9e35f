"""The raw files, read as rows of text."""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Row = Mapping[str, str]

FILES = {
    "crises": ("icb1v14.csv", "yrtrig"),
    "actors": ("icb2v14.csv", "crisno"),
    "disputes": ("MIDA_5.0.csv", "dispnum"),
    "participants": ("MIDB_5.0.csv", "dispnum"),
    "incidents": ("MIDI_5.0.csv", "dispnum"),
    "parts": ("MIDIP_5.0.csv", "dispnum"),
}
"""Each table: its file, and the column that every row of it fills."""


@dataclass(frozen=True)
class Raw:
    """The raw tables, and what tells their files from others."""

    crises: list[Row]
    actors: list[Row]
    disputes: list[Row]
    participants: list[Row]
    incidents: list[Row]
    parts: list[Row]
    digests: dict[str, str]
    """SHA-256 of each file, by its name."""


def read(folder: Path) -> Raw:
    """Read the raw tables from the folder `history` of the data, or from the folder itself."""
    home = folder / "history" if (folder / "history").is_dir() else folder
    tables: dict[str, list[Row]] = {}
    digests = {}
    for name, (file, key) in FILES.items():
        path = home / file
        if not path.is_file():
            msg = f"there is no {file} in {home}: give the folder that has it as --data"
            raise SystemExit(msg)
        digests[file] = hashlib.sha256(path.read_bytes()).hexdigest()
        with path.open(encoding="utf-8-sig", newline="") as lines:
            tables[name] = [row for row in csv.DictReader(lines) if row[key].strip()]
    return Raw(**tables, digests=digests)
