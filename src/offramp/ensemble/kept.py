"""A folder that keeps the answers of variants, so that a long question can be gone on with."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.answers import Answers
from offramp.ensemble.npz import DAMAGED, write_arrays

MEMBERS, NUMBER, OUTCOME = "members", "number.", "outcome."


class Kept:
    """Keeps the answers of each variant in a file named after all that they depend on.

    Args:
        folder: made when the first answers are kept; several questions may share it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> Answers | None:
        """Return what is kept under a key; None if nothing is, or it cannot be read."""
        try:
            with self._path(key).open("rb") as file, np.load(file, allow_pickle=False) as found:
                return Answers(
                    found[MEMBERS],
                    {n.removeprefix(NUMBER): found[n] for n in found if n.startswith(NUMBER)},
                    {n.removeprefix(OUTCOME): found[n] for n in found if n.startswith(OUTCOME)},
                )
        except DAMAGED:
            return None

    def keep(self, key: str, answers: Answers) -> None:
        """Keep answers; a file is there whole or not at all.

        Raises:
            RunError: if the folder cannot be written.
        """
        arrays: dict[str, NDArray[Any]] = {MEMBERS: answers.members}
        arrays |= {f"{NUMBER}{name}": values for name, values in answers.numbers.items()}
        arrays |= {f"{OUTCOME}{name}": values for name, values in answers.outcomes.items()}
        write_arrays(self.folder, self._path(key), arrays)

    def _path(self, key: str) -> Path:
        return self.folder / "answers" / f"{key}.npz"
