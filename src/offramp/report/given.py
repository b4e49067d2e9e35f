"""What a page is made of, as it is given: folders of runs and of comparisons, and JSON files."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from offramp.ensemble.keeping import BASE, RESULT
from offramp.results.errors import RunError, WrongQuestionError
from offramp.results.run import Run

Given = tuple[list[Run], list[dict[str, Any]]]
"""Runs, the one that is shown first, and what other commands printed as JSON."""


def read_given(paths: Sequence[str | Path], files: Iterable[str | Path] = ()) -> Given:
    """Read what a page is made of.

    Args:
        paths: folders of runs; that of a comparison stands for the runs and the result in it.
        files: JSON that `compare`, `sweep` or `deadline` printed.

    Raises:
        RunError: if a run cannot be opened.
        WrongQuestionError: if a file holds no such JSON.
    """
    runs: list[Run] = []
    found: list[dict[str, Any]] = []
    for path in map(Path, paths):
        if (path / RESULT).is_file():
            result = _json(path / RESULT)
            found.append(result)
            runs += _sides(path, result)
        else:
            runs.append(Run.open(path))
    return runs, [*found, *map(_json, map(Path, files))]


def _sides(folder: Path, result: dict[str, Any]) -> list[Run]:
    """Open the runs of a comparison, the scenario as it is first."""
    folders = result.get("folders")
    names = list(folders.values()) if isinstance(folders, dict) else []
    if not all(isinstance(name, str) and Path(name).name == name for name in names):
        msg = f"{folder / RESULT} names folders elsewhere, so it is damaged: compare again"
        raise RunError(msg)
    names.sort(key=lambda name: name != BASE)
    return [Run.open(folder / name) for name in names or [BASE]]


def _json(path: Path) -> dict[str, Any]:
    """Return what a file holds."""
    hint = "give JSON that `offramp compare`, `sweep` or `deadline` printed with --json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror}): {hint}"
        raise WrongQuestionError(msg) from error
    except ValueError as error:
        msg = f"{path} holds no JSON: {hint}"
        raise WrongQuestionError(msg) from error
    if not isinstance(found, dict):
        msg = f"{path} holds no result: {hint}"
        raise WrongQuestionError(msg)
    return found
