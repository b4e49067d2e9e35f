"""Check, in the environment of a user, that the installed package is whole."""

import sys
from pathlib import Path

import offramp

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "offramp"
INSTALLED = Path(offramp.__file__).parent


def data(package: Path) -> set[str]:
    """Return the paths, within a package folder, of its files that are not code."""
    return {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".nbi", ".nbc"}
    }


def main() -> None:
    """Fail if the package came from the source tree, lacks a file or cannot give a public name."""
    if INSTALLED == SOURCE:
        sys.exit(f"{INSTALLED} is the source tree: install the package first")
    missing = sorted(data(SOURCE) - data(INSTALLED))
    if missing:
        sys.exit(f"the wheel lacks {missing}: does .gitignore or pyproject.toml hide them?")
    for name in offramp.__all__:
        getattr(offramp, name)
    print(f"{len(data(INSTALLED))} data files, {len(offramp.__all__)} public names")


main()
