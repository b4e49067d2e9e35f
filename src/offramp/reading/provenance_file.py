"""The file beside a resolved scenario that says where each value stood before."""

import json
from collections.abc import Mapping as Texts
from hashlib import sha256
from typing import Any

from offramp.model.problems import Location, Problem
from offramp.reading.home import Home, Reading
from offramp.reading.layout import PROVENANCE
from offramp.reading.nodes import Mapping, places, relocate

LARGEST = 50 * 2**20
"""Bytes in one such file."""


def provenance_json(root: Mapping, texts: Texts[str, str]) -> str:
    """Return the text of `provenance.json` for a resolved scenario.

    Args:
        root: The scenario.
        texts: The files it was written to, by their name in the folder. Their digests tell,
            when the folder is read, whether somebody has edited them since.
    """
    digests = {file: _digest(text) for file, text in texts.items()}
    stood = {path: str(where) for path, where, _ in places(root)}
    return json.dumps({"files": digests, "places": stood}, indent=0) + "\n"


def restore(root: Mapping, home: Home, reading: Reading) -> Mapping:
    """Return a scenario whose values stand where `provenance.json` says they did.

    If a file of the folder was edited since, its values stand where they are now.

    Args:
        root: The scenario as its folder gives it.
        home: The folder.
        reading: Gathers texts and problems.
    """
    file = home.name(PROVENANCE)
    text = reading.texts.load(home.path / PROVENANCE, file, LARGEST, reading.problems)
    if text is None:
        return root
    try:
        digests, known = _parse(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        message, hint = "is not as Offramp writes it", "delete it; only old places are lost"
        problem = Problem("bad-provenance", message, hint, Location(file, 1, 1))
        reading.problems.append(problem)
        return root
    for name, digest in digests.items():
        if _digest(reading.texts.get(home.name(name), "")) != digest:
            return root
    found = relocate(root, known)
    return found if isinstance(found, Mapping) else root


def _parse(data: Any) -> tuple[dict[str, str], dict[str, Location]]:
    """Return the digests and the places of a parsed `provenance.json`."""
    known = {}
    for path, place in data["places"].items():
        file, line, column = place.rsplit(":", 2)
        known[path] = Location(file, int(line), int(column))
    return dict(data["files"].items()), known


def _digest(text: str) -> str:
    """Return the SHA-256 digest of a text."""
    return sha256(text.encode()).hexdigest()
