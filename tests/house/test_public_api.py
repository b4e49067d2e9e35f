"""What users import is a promise, so it changes only on purpose."""

from pathlib import Path

import offramp

SNAPSHOT = Path(__file__).with_name("public_api.txt")


def test_public_names_are_those_of_the_snapshot():
    promised = SNAPSHOT.read_text(encoding="utf-8").split()
    public = sorted(offramp.__all__)
    assert public == promised, (
        f"offramp.__all__ differs from tests/house/{SNAPSHOT.name}: "
        f"new {sorted(set(public) - set(promised))}, gone {sorted(set(promised) - set(public))}. "
        "If you mean it, edit the file (one name a line, sorted) and tell users in CHANGELOG.md."
    )


def test_every_public_name_resolves():
    missing = [name for name in offramp.__all__ if not hasattr(offramp, name)]
    assert not missing, f"offramp.__all__ promises {missing}, which offramp does not have"


def test_every_public_name_is_listed_by_dir():
    hidden = sorted(set(offramp.__all__) - set(dir(offramp)))
    assert not hidden, f"dir(offramp) hides {hidden}: list them in offramp.__dir__"
