"""Recompute the base rates from the raw files, and write the tables that the library carries.

    uv run python validation/history/derive.py --data FOLDER [--check]

FOLDER holds the raw files of Militarized Interstate Disputes 5.0 (MIDA, MIDB, MIDI, MIDIP) and of
International Crisis Behavior 14 (icb1v14, icb2v14), or has them in a folder `history`. Prints each
figure as claimed and as computed. `--check` writes nothing.
"""

import argparse
from pathlib import Path

from claims import Claim, all_claims
from read import read
from ship import ship

LIBRARY = Path(__file__).parents[2] / "src" / "offramp" / "library" / "history"


def main() -> None:
    """Print the claims, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the raw files")
    parser.add_argument("--check", action="store_true", help="write nothing")
    given = parser.parse_args()
    raw = read(given.data)
    claims = all_claims(raw)
    print(f"{'figure':<44} {'claimed':>9} {'computed':>9}  agrees")
    for claim in claims:
        print(line(claim))
    for answer in ("yes", "no", "cannot be computed"):
        print(f"{answer}: {sum(c.agrees == answer for c in claims if c.claimed is not None)}")
    if not given.check:
        names = ship(raw, LIBRARY)
        print(f"wrote {len(names)} tables: {', '.join(names)}")


def line(claim: Claim) -> str:
    """Return a claim as one line of the table, its note below it."""
    numbers = [
        "-" if value is None else f"{value:.{claim.digits}f}"
        for value in (claim.claimed, claim.computed)
    ]
    text = f"{claim.what:<44} {numbers[0]:>9} {numbers[1]:>9}  {claim.agrees}"
    return f"{text}\n    {claim.note}" if claim.note else text


if __name__ == "__main__":
    main()
