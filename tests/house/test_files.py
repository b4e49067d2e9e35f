"""One file, one idea: short enough to be read in one go."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
HARD_CAP = 400


def test_no_source_file_is_longer_than_the_cap():
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines; split it (a file holds one idea, "
        f"about 120 lines, never more than {HARD_CAP})"
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > HARD_CAP
    ]
    assert not long, "\n".join(long)


def test_every_folder_of_code_is_a_package():
    folders = {path.parent for path in SOURCES if path.parent != ROOT / "src"}
    bare = [
        f"{folder.relative_to(ROOT)}: give it an __init__.py with one sentence on what it holds; "
        "without it the check of the layers does not see the folder"
        for folder in sorted(folders)
        if not (folder / "__init__.py").exists()
    ]
    assert not bare, "\n".join(bare)
