"""Where each value of a run's scenario stood in its files, without reading the scenario again."""

import json
from collections.abc import Callable
from pathlib import Path

from offramp.reading.layout import PROVENANCE


def stood(folder: Path) -> Callable[[str], str]:
    """Return what gives `file:line` for a dotted path such as `measures.appeal`.

    Of a path that stands nowhere itself, the place of the nearest item above it is given; empty
    where the folder does not say.

    Args:
        folder: of a resolved scenario.
    """
    try:
        places = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))["places"]
        known = {str(path): str(place).rpartition(":")[0] for path, place in places.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        known = {}

    def where(path: str) -> str:
        while path:
            if path in known:
                return known[path]
            path = path.rpartition(".")[0]
        return ""

    return where
